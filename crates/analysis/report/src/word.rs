//! A report as a Word file. A Word file has nothing to click: what a page folds away stands in it as a table in small print.

use crate::tree::{CountryText, LinkedFile, NamedGroup, ReportPage, ReportPart, ReportSection, ReportTable, TableCell};
use canevas_docx::WordOptions;
use canevas_docx::doc::Run;
use canevas_docx::plain::{Line, LineStyle, PlainBlock, PlainCell, PlainColumn, PlainDocument, PlainLink, PlainTable};
use canevas_model::Language;
use canevas_wording::PlainText;

/// The colours behind the answers of a scale, from its low end to its high end. Black text can be read on each.
const GRADES: [Option<&str>; 5] = [None, Some("E6EDF1"), Some("CCD9E1"), Some("A9C0CD"), Some("8FAEBF")];

/// So many lines below a heading stay with what follows.
const FEW: usize = 3;

/// The Word file of a report in its language. `options` may hold a reference, which gives styles, page, header and footer.
pub fn word(report: &ReportPage, language: &Language, options: &WordOptions) -> Vec<u8> {
    let mut blocks = vec![PlainBlock::Line(said(LineStyle::Title, &report.title))];
    blocks.extend(report.notice.iter().map(|notice| PlainBlock::Line(said(LineStyle::Notice, notice))));
    blocks.extend(report.introduction.iter().map(|text| PlainBlock::Line(said(LineStyle::Body, text))));
    if !report.sections.is_empty() {
        blocks.push(line(LineStyle::ContentsTitle, &report.contents));
        blocks.push(PlainBlock::Contents);
    }
    for of in &report.sections {
        section(&mut blocks, report, of);
    }
    let document = PlainDocument {
        title: report.title.text.clone(),
        language: language.clone(),
        page: report.page.clone(),
        notice: report.notice.as_ref().map(|notice| notice.text.clone()),
        blocks,
    };
    document.word(options.reference.as_deref())
}

fn line(style: LineStyle, text: &str) -> PlainBlock {
    PlainBlock::Line(Line::text(style, text))
}

/// A line that knows its language.
fn said(style: LineStyle, of: &PlainText) -> Line {
    Line { language: of.language.clone(), ..Line::text(style, of.text.as_str()) }
}

/// A line above what it belongs to.
fn above(style: LineStyle, text: &str) -> PlainBlock {
    PlainBlock::Line(Line::text(style, text).kept())
}

/// Whether a block is a heading that says this already.
fn is_heading(block: Option<&PlainBlock>, text: &str) -> bool {
    let Some(PlainBlock::Line(Line { style: LineStyle::Heading | LineStyle::SubHeading, runs, .. })) = block else {
        return false;
    };
    matches!(runs.as_slice(), [run] if run.text == text)
}

fn section(blocks: &mut Vec<PlainBlock>, report: &ReportPage, of: &ReportSection) {
    blocks.push(PlainBlock::Line(said(LineStyle::Heading, &of.title).kept()));
    let mut lines: Vec<Line> = of.text.iter().map(|text| said(LineStyle::Body, text)).collect();
    lines.extend(of.summary.iter().map(|summary| Line::text(LineStyle::Summary, summary)));
    // The last lines stay with what they speak of.
    for last in lines.iter_mut().rev().take(FEW) {
        last.keeps = !of.parts.is_empty();
    }
    blocks.extend(lines.into_iter().map(PlainBlock::Line));
    for part in &of.parts {
        match part {
            ReportPart::Heading(text) => blocks.push(above(LineStyle::SubHeading, text)),
            ReportPart::Paragraph(text) => blocks.push(line(LineStyle::Body, text)),
            ReportPart::Note(text) => blocks.push(PlainBlock::Line(said(LineStyle::SmallPrint, text))),
            ReportPart::Chart(chart) => {
                blocks.push(above(LineStyle::Caption, &chart.caption));
                blocks.push(PlainBlock::Drawing(chart.drawing.clone(), chart.alternative.clone()));
            }
            ReportPart::Table(table) => {
                if !is_heading(blocks.last(), &table.caption.text) {
                    blocks.push(PlainBlock::Line(said(LineStyle::Caption, &table.caption).kept()));
                }
                blocks.push(PlainBlock::Table(figures(table)));
            }
            ReportPart::Texts(texts) => texts.iter().for_each(|text| quote(blocks, text)),
            ReportPart::Files(files) => {
                let link = |of: &LinkedFile| PlainLink { title: of.title.clone(), target: of.name.clone() };
                blocks.push(PlainBlock::Links(files.iter().map(link).collect()));
            }
            ReportPart::Behind(groups) if groups.is_empty() => {}
            ReportPart::Behind(groups) => {
                blocks.push(above(LineStyle::Caption, &report.behind));
                blocks.push(PlainBlock::Table(behind(&report.behind, groups)));
            }
        }
    }
}

fn figures(table: &ReportTable) -> PlainTable {
    let columns = table
        .columns
        .iter()
        .map(|column| PlainColumn {
            title: column.title.text.clone(),
            language: column.title.language.clone(),
            is_number: column.is_number,
        })
        .collect();
    let rows = table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    PlainTable { caption: table.caption.text.clone(), columns, has_head: true, is_small: false, rows }
}

fn cell(of: &TableCell) -> PlainCell {
    PlainCell { text: of.text.clone(), language: of.language.clone(), fill: of.grade.and_then(colour) }
}

/// The colour of a place on a scale, from 0 to 1.
fn colour(grade: f64) -> Option<&'static str> {
    let of = GRADES.iter().zip(1..).find(|(_, next)| grade < f64::from(*next) / 4.0);
    of.map_or(GRADES[4], |(colour, _)| *colour)
}

/// What a country wrote, with its name below it.
fn quote(blocks: &mut Vec<PlainBlock>, of: &CountryText) {
    let language = of.language.as_ref().map(|(tag, _)| tag.clone());
    let texts: Vec<&String> = of.lines.iter().filter(|text| !text.trim().is_empty()).collect();
    for (at, text) in texts.iter().enumerate() {
        // The last line stays with the name of who wrote it.
        let keeps = at + 1 == texts.len();
        let quote = Line::text(LineStyle::Quote, text.as_str());
        blocks.push(PlainBlock::Line(Line { language: language.clone(), keeps, ..quote }));
    }
    let run = |text: &str| Run { text: text.to_owned(), ..Run::default() };
    let mut runs = vec![run(&of.country)];
    runs.extend(of.about.iter().map(|about| run(&format!(", {about}"))));
    if let Some((tag, name)) = &of.language {
        runs.extend([run(" ("), Run { language: Some(tag.clone()), ..run(name) }, run(")")]);
    }
    blocks.push(PlainBlock::Line(Line::new(LineStyle::QuoteSource, runs)));
}

/// Answers, each beside the countries that gave it.
fn behind(caption: &str, groups: &[NamedGroup]) -> PlainTable {
    let row = |group: &NamedGroup| {
        let PlainText { text, language } = group.name.clone();
        let countries = PlainCell { text: group.countries.join(", "), ..PlainCell::default() };
        vec![PlainCell { text, language, ..PlainCell::default() }, countries]
    };
    let rows = groups.iter().map(row).collect();
    let columns = vec![PlainColumn::default(), PlainColumn::default()];
    PlainTable { caption: caption.to_owned(), columns, has_head: false, is_small: true, rows }
}
