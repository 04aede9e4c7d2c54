//! Documents to read: sound, repeatable, in the styles of a reference, with tables and drawings that fit the page.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::drawing::{Drawing, Held, MarkForm, Shape};
use canevas_docx::plain::{Line, LineStyle, PlainBlock, PlainCell, PlainColumn, PlainDocument, PlainLink, PlainTable};
use canevas_docx::{Reference, WordOptions, lint};
use canevas_model::Language;
use canevas_ooxml::{Element, tree};
use std::collections::BTreeSet;
use support::{EVERYTHING, file, made, model, parts};

fn document(language: &str, blocks: Vec<PlainBlock>) -> PlainDocument {
    PlainDocument {
        title: "A <report> & more".to_owned(),
        language: Language::new(language).expect("a language"),
        page: "Page".to_owned(),
        notice: Some("Nothing here is true.".to_owned()),
        blocks,
    }
}

fn drawing() -> PlainBlock {
    let line = |points: &[(i32, i32)]| Shape::Line { points: points.to_vec(), tenths: 20, dash: &[9, 3, 2, 3] };
    let marks = MarkForm::ALL.into_iter().zip(1..).map(|(form, place)| Shape::Mark {
        at: (place * 50, 40),
        form,
        is_hollow: place % 2 == 0,
    });
    let texts = [Held::Left, Held::Middle, Held::Right].map(|held| Shape::Text {
        at: (100, 20),
        held,
        text: "50 % \"<&>\"".to_owned(),
        is_soft: false,
    });
    let lines = [line(&[(0, 0), (100, 50), (200, 50), (300, 10)]), line(&[(300, 10), (0, 90)])];
    let shapes = lines.into_iter().chain(marks).chain(texts).collect();
    PlainBlock::Drawing(Drawing { width: 400, height: 100, shapes }, "Up, then level, then \"down\"".to_owned())
}

fn table(columns: &[(&str, bool)], rows: &[&[&str]]) -> PlainBlock {
    let cells = |row: &&[&str]| {
        row.iter().map(|text| PlainCell { text: (*text).to_owned(), ..PlainCell::default() }).collect::<Vec<_>>()
    };
    let columns = columns.iter().map(|(title, is_number)| PlainColumn {
        title: (*title).to_owned(),
        is_number: *is_number,
        language: None,
    });
    PlainBlock::Table(PlainTable {
        caption: "Figures".to_owned(),
        columns: columns.collect(),
        has_head: true,
        is_small: false,
        rows: rows.iter().map(cells).collect(),
    })
}

fn everything() -> Vec<PlainBlock> {
    let line = |style, text: &str| PlainBlock::Line(Line::text(style, text));
    vec![
        line(LineStyle::Title, "A report"),
        PlainBlock::Contents,
        line(LineStyle::Heading, "First"),
        drawing(),
        table(&[("Country", false), ("Count", true)], &[&["Benin", "3"], &["Togo", "12"]]),
        table(&[("Country", false), ("Text", false)], &[&["Benin", "Two lines\nof text\tand a tab"]]),
        line(LineStyle::Quote, " What they wrote. "),
        line(LineStyle::SubHeading, "Within"),
        PlainBlock::Links(vec![
            PlainLink { title: "A file".to_owned(), target: "returns/A & B.html".to_owned() },
            PlainLink { title: "A page".to_owned(), target: "https://example.org/?a=1&b".to_owned() },
        ]),
        line(LineStyle::Heading, "Second"),
        drawing(),
    ]
}

fn body(document: &PlainDocument, reference: Option<&Reference>) -> Element {
    tree::parse(&parts(&document.word(reference))["word/document.xml"]).expect("XML")
}

fn number(element: &Element, key: &str) -> i64 {
    element.attribute(key).and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{key} of {}", element.name))
}

#[test]
fn documents_are_sound_and_repeatable() {
    for language in ["en", "ar", "zh"] {
        for blocks in [Vec::new(), vec![PlainBlock::Contents], everything()] {
            let document = document(language, blocks);
            let bytes = document.word(None);
            assert_eq!(lint(&bytes), Vec::<String>::new(), "{language}");
            assert!(bytes == document.word(None), "{language}");
        }
    }
}

#[test]
fn a_drawing_has_words_and_stays_on_the_page() {
    let root = body(&document("en", everything()), None);
    let drawings = root.all("wp:inline");
    assert_eq!(drawings.len(), 2);
    let mut ids = BTreeSet::new();
    for drawing in drawings {
        let words = drawing.child("wp:docPr").expect("docPr");
        assert_eq!(words.attribute("descr"), Some("Up, then level, then \"down\""));
        let all = drawing.all("wp:docPr").into_iter().chain(drawing.all("wps:cNvPr"));
        let own: Vec<i64> = all.map(|of| number(of, "id")).collect();
        // Three lines and one, four marks, three texts, and the drawing itself.
        assert_eq!(own.len(), 12);
        assert!(own.into_iter().all(|id| ids.insert(id)), "an id stands twice");
        let size =
            drawing.child("wp:extent").map(|extent| [number(extent, "cx"), number(extent, "cy")]).expect("a size");
        assert!(size[0] <= 9638 * 635, "as wide as the text of a page");
        assert_eq!(size[0], size[1] * 4);
        for place in drawing.all("wps:spPr").into_iter().map(|of| of.child("a:xfrm").expect("a place")) {
            let (at, of) = (place.child("a:off").expect("off"), place.child("a:ext").expect("ext"));
            for (start, length, side) in [("x", "cx", size[0]), ("y", "cy", size[1])] {
                assert!(number(of, length) >= 0 && number(at, start) + number(of, length) <= side, "{start}");
            }
        }
    }
    let turned = root.all("a:xfrm").into_iter().filter(|place| place.attribute("flipV") == Some("1")).count();
    // In each drawing, one part of the first line and the second line go up.
    assert_eq!(turned, 4);
}

#[test]
fn a_table_is_as_wide_as_it_needs_and_a_short_row_stays_whole() {
    let long = "A sentence that somebody wrote. ".repeat(60);
    let blocks = vec![
        table(&[("Country", false), ("Count", true)], &[&["Benin", "3"], &["Togo", "12"]]),
        table(&[("Country", false), ("Text", false)], &[&["Benin", &long], &["Togo", "Short"]]),
    ];
    let root = body(&document("en", blocks), None);
    let tables = root.all("w:tbl");
    let widths = |table: &Element| table.all("w:gridCol").into_iter().map(|of| number(of, "w:w")).sum::<i64>();
    assert!(widths(tables[0]) < 9638 / 2, "{}", widths(tables[0]));
    assert_eq!(widths(tables[1]), 9638);
    let whole = |table: &Element| -> Vec<bool> {
        table.all("w:trPr").into_iter().map(|row| row.child("w:cantSplit").is_some()).collect()
    };
    assert_eq!(whole(tables[0]), [true, true, true]);
    assert_eq!(whole(tables[1]), [true, false, true]);
    assert_eq!(root.all("w:tblHeader").len(), 2);
    let sides = tables[0].all("w:jc");
    assert_eq!(sides.len(), 3, "the head and two numbers");
}

#[test]
fn a_table_of_many_columns_is_set_in_small_print() {
    let styles = |count: usize| {
        let columns = vec![("Considerably", true); count];
        let row = vec!["100 %"; count];
        let root = body(&document("en", vec![table(&columns, &[&row])]), None);
        let of =
            |line: &Element| line.child("w:pPr").and_then(|properties| properties.value("w:pStyle")).map(str::to_owned);
        root.all("w:tbl")[0].all("w:p").into_iter().filter_map(of).collect::<BTreeSet<String>>()
    };
    assert_eq!(styles(4), BTreeSet::from(["TableHead".to_owned(), "TableCell".to_owned()]));
    assert_eq!(styles(9), BTreeSet::from(["TableSmall".to_owned()]));
}

#[test]
fn a_reference_gives_its_styles_and_keeps_our_line_out() {
    let blank = made(&model(EVERYTHING), None, "en", &WordOptions::default()).0;
    let mut house = parts(&blank);
    let styles = house.get_mut("word/styles.xml").unwrap();
    *styles = styles
        .replace("<w:color w:val=\"1B365D\"/><w:sz w:val=\"30\"/>", "<w:color w:val=\"7A1F1F\"/><w:sz w:val=\"33\"/>");
    let reference = Reference::read(&file(&house)).expect("a reference");
    let document = document("en", everything());
    let bytes = document.word(Some(&reference));
    assert_eq!(lint(&bytes), Vec::<String>::new());
    let heading = |bytes: &[u8]| {
        let sheet = tree::parse(&parts(bytes)["word/styles.xml"]).unwrap();
        let found =
            sheet.all("w:style").into_iter().find(|style| style.attribute("w:styleId") == Some("Heading1")).cloned();
        found.and_then(|style| style.child("w:rPr")?.value("w:color").map(str::to_owned))
    };
    assert_eq!(heading(&bytes).as_deref(), Some("7A1F1F"));

    // Whoever takes such a document as a reference takes its styles, and not its title and notice.
    let again = Reference::read(&bytes).expect("a reference");
    let bytes = document.word(Some(&again));
    assert_eq!(lint(&bytes), Vec::<String>::new());
    assert_eq!(parts(&bytes)["word/footer1.xml"].matches("Nothing here is true.").count(), 1);
    assert_eq!(heading(&bytes).as_deref(), Some("7A1F1F"));
}
