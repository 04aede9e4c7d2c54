//! Tables of a document to read.

use super::body::Body;
use super::styles::SMALL_CELL;
use crate::columns::{self, Column, ColumnKind};
use crate::doc::{Paragraph, Run, Style};
use crate::plain::{PlainCell, PlainTable};

/// A row of more lines than this may go on on the next page.
const SHORT: u32 = 12;
/// A text of more letters than this takes several lines.
const LINE: usize = 40;

/// Writes a table across the page.
pub fn write(body: &mut Body, table: &PlainTable) {
    let all = body.page.text_width();
    let widths = columns::widths(&measured(table), all);
    body.xml.raw("<w:tbl><w:tblPr><w:tblStyle w:val=\"AnswerTable\"/>");
    body.xml.raw(if body.rtl { "<w:bidiVisual/>" } else { "" });
    body.xml.raw("<w:tblW w:w=\"").number(all as usize).raw("\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>");
    let [look, first_row] = if table.has_head { ["06A0", "1"] } else { ["0680", "0"] };
    body.xml.raw("<w:tblLook w:val=\"").raw(look).raw("\" w:firstRow=\"").raw(first_row);
    body.xml.raw("\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>");
    body.xml.raw("<w:tblCaption w:val=\"").text(&table.caption).raw("\"/></w:tblPr><w:tblGrid>");
    for width in &widths {
        body.xml.raw("<w:gridCol w:w=\"").number(*width as usize).raw("\"/>");
    }
    body.xml.raw("</w:tblGrid>");
    if table.has_head {
        body.xml.raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            let head = PlainCell { text: column.title.clone(), ..PlainCell::default() };
            cell(body, &head, *width, Style::TableHead.id(), column.is_number, false);
        }
        body.xml.raw("</w:tr>");
    }
    let style = if table.is_small { SMALL_CELL } else { Style::TableCell.id() };
    for row in &table.rows {
        let lines = row.iter().zip(&widths).map(|(cell, width)| columns::lines(&[paragraph(&cell.text)], *width));
        let is_short = lines.max().is_none_or(|lines| lines <= SHORT);
        body.xml.raw("<w:tr><w:trPr>").raw(if is_short { "<w:cantSplit/>" } else { "" }).raw("</w:trPr>");
        for (at, ((own, column), width)) in row.iter().zip(&table.columns).zip(&widths).enumerate() {
            cell(body, own, *width, style, column.is_number, at == 0 && !table.has_head);
        }
        body.xml.raw("</w:tr>");
    }
    body.xml.raw("</w:tbl>");
}

fn cell(body: &mut Body, of: &PlainCell, width: u32, style: &str, is_number: bool, is_strong: bool) {
    body.xml.raw("<w:tc><w:tcPr><w:tcW w:w=\"").number(width as usize).raw("\" w:type=\"dxa\"/>");
    if let Some(fill) = of.fill {
        body.xml.raw("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"").raw(fill).raw("\"/>");
    }
    body.xml.raw("</w:tcPr>");
    let language = of.language.as_deref();
    // In a paragraph from right to left, Word and LibreOffice take "right" for where lines end.
    let end = if is_number { "<w:jc w:val=\"right\"/>" } else { "" };
    body.open_paragraph(style, style == Style::TableHead.id(), end, body.direction(language));
    if !of.text.is_empty() {
        body.run(&Run { text: of.text.clone(), strong: is_strong, ..Run::default() }, language);
    }
    body.xml.raw("</w:p></w:tc>");
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph::text(Style::TableCell, text)
}

/// How wide the columns of a table want to be.
fn measured(table: &PlainTable) -> Vec<Column> {
    let column = |at: usize| {
        let texts = || table.rows.iter().filter_map(move |row| row.get(at)).map(|cell| cell.text.as_str());
        let column = &table.columns[at];
        let longest = texts().map(|text| text.chars().count()).max().unwrap_or(0);
        let kind = match (column.is_number, at, longest > LINE) {
            (true, ..) => ColumnKind::Short,
            (false, 0, false) => ColumnKind::Title,
            (false, _, false) => ColumnKind::Line,
            (false, _, true) => ColumnKind::Lines,
        };
        let head = table.has_head.then(|| Paragraph::text(Style::TableHead, column.title.as_str()));
        let cells: Vec<Paragraph> = texts().map(paragraph).collect();
        Column::of(kind, head.as_slice(), cells.iter())
    };
    (0..table.columns.len()).map(column).collect()
}
