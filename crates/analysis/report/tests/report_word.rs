//! The Word file of a report: what stands in it, in which styles and languages.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test reads its cases")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

use canevas_docx::drawing::{Drawing, Held, MarkForm, Shape};
use canevas_docx::{WordOptions, lint};
use canevas_model::Language;
use canevas_ooxml::{Element, package, tree};
use canevas_report::{
    CountryText, LinkedFile, NamedGroup, ReportChart, ReportPage, ReportPart, ReportSection, ReportTable, TableCell,
    TableColumn, page, word,
};
use canevas_wording::PlainText;
use std::fmt::Write as _;
use std::path::Path;

/// A report with every kind of part.
fn report(tag: &str) -> (ReportPage, Language) {
    let language = Language::new(tag).expect("a language");
    // The form is French: what has no translation stays so.
    let said = |text: &str| PlainText { language: (tag != "fr").then(|| "fr".to_owned()), ..text.into() };
    let graded = |text: &str, grade: f64| TableCell { grade: Some(grade), ..TableCell::words(text) };
    let quoted = |country: &str, lines: &[&str], language: Option<(&str, &str)>| CountryText {
        country: country.to_owned(),
        about: Some("Inspections".to_owned()),
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        language: language.map(|(tag, name)| (tag.to_owned(), name.to_owned())),
    };
    let drawing = Drawing {
        width: 480,
        height: 260,
        shapes: vec![
            Shape::Line { points: vec![(44, 200), (170, 100), (310, 150)], tenths: 20, dash: &[7, 3] },
            Shape::Mark { at: (44, 200), form: MarkForm::Diamond, is_hollow: false },
            Shape::Text { at: (310, 150), held: Held::Left, text: "40 % <Oui>".to_owned(), is_soft: true },
        ],
    };
    let table = ReportTable {
        caption: said("Progrès & recul"),
        columns: vec![TableColumn::words("Pays"), TableColumn::numbers(said("Part")), TableColumn::words("Réponse")],
        rows: vec![
            vec![TableCell::words("Bénin"), TableCell::share(Some(40), |n| format!("{n} %")), graded("Aucun", 0.0)],
            vec![
                TableCell::words("Ghana"),
                TableCell::count(7),
                TableCell { language: Some("en".to_owned()), ..graded("Much", 1.0) },
            ],
            vec![TableCell::words("Togo"), TableCell::share(None, |n| n.to_string()), graded("Moyen", 0.5)],
        ],
    };
    let group = |name: &str, of: &[&str]| NamedGroup {
        name: said(name),
        countries: of.iter().map(|c| (*c).to_owned()).collect(),
    };
    let section = |id: &str, title: &str, summary: Option<&str>, parts| ReportSection {
        id: id.to_owned(),
        title: said(title),
        text: vec![said("Chaque pays juge lui-même.")],
        summary: summary.map(str::to_owned),
        parts,
        highlight: false,
    };
    let chart = ReportChart::new("Oui, année après année".to_owned(), "Oui: 2023 \"40 %\"".to_owned(), drawing);
    let parts = vec![
        ReportPart::Chart(chart),
        ReportPart::Table(table),
        ReportPart::Note("Base : 2 pays sur 3.".into()),
        ReportPart::Behind(vec![group("Oui", &["Bénin", "Ghana"]), group("Sans réponse", &["Togo"])]),
    ];
    let texts = vec![
        quoted("Ghana", &["We met twice a year?", "", "In the capital."], Some(("en", "English"))),
        quoted("Tunisie", &["اجتمعنا مرتين."], Some(("ar", "العربية"))),
        quoted("Togo", &["Le comité s'est réuni."], None),
    ];
    // Its caption says what the heading above it says.
    let of_country = ReportTable {
        caption: "Un pays".into(),
        columns: vec![TableColumn::words("Question"), TableColumn::words("2023")],
        rows: vec![vec![TableCell::words(said("Progrès")), TableCell::words(said("Oui"))]],
    };
    let file = |title: &str, name: &str| LinkedFile { title: title.to_owned(), name: format!("returns/{name}.html") };
    let page = ReportPage {
        title: said("Rapport annuel 2023-2024"),
        language: tag.to_owned(),
        direction: if language.is_right_to_left() { "rtl" } else { "ltr" },
        notice: Some(said("Tout est inventé.")),
        introduction: vec![said("Ce rapport rassemble les réponses.")],
        contents: "Sommaire".to_owned(),
        page: "Page".to_owned(),
        behind: "Les pays derrière ces chiffres".to_owned(),
        sections: vec![
            section("a", "Progrès", Some("Oui : 2 pays sur 3."), parts),
            section(
                "b",
                "Textes",
                None,
                vec![
                    ReportPart::Heading("Un pays".to_owned()),
                    ReportPart::Table(of_country),
                    ReportPart::Texts(texts),
                    ReportPart::Paragraph("Fin.".to_owned()),
                ],
            ),
            section(
                "c",
                "Rien",
                None,
                vec![
                    ReportPart::Behind(Vec::new()),
                    ReportPart::Files(vec![file("Bénin", "BEN"), file("Ghana", "GHA")]),
                ],
            ),
        ],
    };
    (page, language)
}

fn made(tag: &str) -> Vec<u8> {
    let (page, language) = report(tag);
    word(&page, &language, &WordOptions::default())
}

fn part(bytes: &[u8], name: &str) -> Element {
    let package = package::open(bytes).expect("a package");
    tree::parse(package.parts.get(name).expect(name)).expect("XML")
}

/// What a paragraph says, after its style and its direction; a text in a language of its own after that language.
fn line(paragraph: &Element) -> String {
    let properties = paragraph.child("w:pPr").expect("properties");
    let mut out = properties.value("w:pStyle").unwrap_or_default().to_owned();
    for (name, sign) in [("w:keepNext", "+"), ("w:bidi", "<")] {
        out.push_str(if properties.child(name).is_some() { sign } else { "" });
    }
    out.push_str(if properties.value("w:jc") == Some("right") { ">" } else { "" });
    out.push_str(": ");
    for run in paragraph.all("w:r") {
        let own = run.child("w:rPr").and_then(|own| own.child("w:lang"));
        let own = own.and_then(|lang| lang.attribute("w:bidi").or_else(|| lang.attribute("w:val")));
        let texts: Vec<String> =
            run.children.iter().filter(|child| child.name == "w:t").map(Element::all_text).collect();
        let _ = match own {
            Some(own) => write!(out, "[{own} {}]", texts.concat()),
            None => write!(out, "{}", texts.concat()),
        };
        for drawing in run.all("wp:docPr") {
            let _ = write!(out, "drawing: {}", drawing.attribute("descr").unwrap_or_default());
        }
    }
    out.trim_end().to_owned()
}

/// The document as lines of text: a paragraph each, and a line for each row of a table.
fn listing(document: &Element) -> String {
    let mut out = String::new();
    for block in &document.child("w:body").expect("a body").children {
        match block.name.as_str() {
            "w:p" => {
                let _ = writeln!(out, "{}", line(block));
            }
            "w:tbl" => {
                let caption = block.child("w:tblPr").and_then(|properties| properties.value("w:tblCaption"));
                let _ = writeln!(out, "table: {}", caption.unwrap_or_default());
                for row in block.all("w:tr") {
                    let head = row.all("w:tblHeader").len();
                    let cells = row.all("w:tc").into_iter().map(|cell| {
                        let fill = cell.child("w:tcPr").and_then(|of| of.child("w:shd")?.attribute("w:fill"));
                        let lines: Vec<String> = cell.all("w:p").into_iter().map(line).collect();
                        format!("{}{}", lines.join(" / "), fill.map_or_else(String::new, |fill| format!(" #{fill}")))
                    });
                    let name = if head > 0 { "head" } else { "row" };
                    let _ = writeln!(out, "  {name}: {}", cells.collect::<Vec<_>>().join(" | "));
                }
            }
            _ => {}
        }
    }
    out
}

#[test]
fn everything_in_a_report_stands_in_its_word_file() {
    for tag in ["fr", "ar"] {
        let bytes = made(tag);
        assert_eq!(lint(&bytes), Vec::<String>::new(), "{tag}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/snapshots/report.{tag}.txt"));
        let text = listing(&part(&bytes, "word/document.xml"));
        canevas_expected::compare(&path, &text, canevas_expected::renew!()).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// The page says the same languages as the Word file.
#[test]
fn a_text_without_a_translation_says_its_language_on_the_page() {
    let html = page(&report("ar").0).expect("a page");
    for text in [
        "<h1><span lang=\"fr\" dir=\"auto\">Rapport annuel 2023-2024</span></h1>",
        "<p class=\"notice\" role=\"note\"><span lang=\"fr\" dir=\"auto\">Tout est inventé.</span></p>",
        "<p><span lang=\"fr\" dir=\"auto\">Chaque pays juge lui-même.</span></p>",
        "<th scope=\"col\" class=\"n\"><span lang=\"fr\" dir=\"auto\">Part</span></th>",
        "<th scope=\"col\">Pays</th>",
        "<dt><span lang=\"fr\" dir=\"auto\">Oui</span></dt>",
    ] {
        assert!(html.contains(text), "{text}\n{html}");
    }
    assert!(!page(&report("fr").0).expect("a page").contains("lang=\"fr\" dir=\"auto\""));
}

#[test]
fn the_notice_stands_on_every_page() {
    let bytes = made("fr");
    let document = part(&bytes, "word/document.xml");
    let sections = document.all("w:sectPr");
    assert_eq!(sections.len(), 1, "one section, so one footer for all pages");
    assert!(sections.iter().all(|section| section.child("w:titlePg").is_none()));
    assert_eq!(part(&bytes, "word/footer1.xml").all_text(), "Tout est inventé.Rapport annuel 2023-2024Page 1 / 1");
}

#[test]
fn the_contents_lead_to_the_headings() {
    let document = part(&made("fr"), "word/document.xml");
    let name = |element: &Element, key: &str| element.attribute(key).unwrap_or_default().to_owned();
    let links: Vec<(String, String)> =
        document.all("w:hyperlink").into_iter().map(|link| (name(link, "w:anchor"), link.all_text())).collect();
    let links: Vec<(String, String)> = links.into_iter().filter(|(anchor, _)| !anchor.is_empty()).collect();
    let headings = document
        .all("w:p")
        .into_iter()
        .filter(|line| line.child("w:pPr").and_then(|properties| properties.value("w:pStyle")) == Some("Heading1"));
    let headings: Vec<(String, String)> = headings
        .map(|line| (name(line.child("w:bookmarkStart").expect("a bookmark"), "w:name"), line.all_text()))
        .collect();
    assert_eq!(headings.len(), 3);
    assert_eq!(links, headings);
}

#[test]
fn a_file_beside_the_report_is_a_link() {
    let bytes = made("fr");
    let document = part(&bytes, "word/document.xml");
    let link = document.all("w:hyperlink").into_iter().find(|link| link.attribute("r:id").is_some()).expect("a link");
    assert_eq!(link.all_text(), "Bénin");
    let package = package::open(&bytes).expect("a package");
    let related = package.relationships("word/document.xml");
    let target = related.iter().find(|of| Some(of.id.as_str()) == link.attribute("r:id")).expect("a relationship");
    assert!(target.is_external && target.target.ends_with("returns/BEN.html"), "{}", target.target);
}

#[test]
fn equal_reports_give_equal_bytes() {
    assert!(made("fr") == made("fr"));
    assert!(made("fr") != made("ar"));
}
