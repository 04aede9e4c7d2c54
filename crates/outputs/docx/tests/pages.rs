//! What stands on one page, how wide columns are, and what tells the fields of a question apart.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::read::{answers, read};
use canevas_docx::{Reference, WordOptions, lint};
use canevas_model::{Language, Model};
use canevas_project::{Catalogues, FormCopy};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use support::{EVERYTHING, file, made, model, parts, put, unwrap};

fn form(source: &str, questions: &str) -> Model {
    model(&format!(
        "canevas: 1\nform: a/b\nedition: 2024\nlanguages: {{ source: {source}, translations: [] }}\ntitle: T\nlists:\n  sectors:\n    \
         fish: Fisheries\n    agri: Agriculture\nsections:\n  - id: s\n    title: S\n    questions:\n{questions}"
    ))
}

fn document(model: &Model, language: &str, options: &WordOptions) -> String {
    let (bytes, _) = made(model, None, language, options);
    assert_eq!(lint(&bytes), Vec::<String>::new());
    parts(&bytes)["word/document.xml"].clone()
}

fn names(document: &str) -> Vec<&str> {
    document.split("<w:alias w:val=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// A field of a type, with more keys.
fn field(id: &str, kind: &str, ask: &str, more: &str) -> String {
    format!("          - id: {id}\n            type: {kind}\n            ask: {ask}\n{more}")
}

#[test]
fn each_option_has_a_name_of_its_own() {
    let long = "Measures that were taken in the exclusive economic zone of the country";
    let questions = format!(
        "      - id: a\n        type: yes_no\n        ask: Is it so?\n        can_say: [not_available]\n      - id: b\n        \
         type: multiple_choice\n        ask: {long}\n        can_say: [not_available]\n        comment: Other\n        choices:\n          \
         yes: \"Yes\"\n          no: \"No\"\n          none: Not available\n          north: {long} in the north\n          \
         south: {long} in the south\n          other:\n            label: Other\n            specify: \"Which?\"\n      - id: c\n        \
         type: single_choice\n        ask: Is it so?\n        choices:\n          yes:\n            label: \"Yes\"\n            \
         specify: Please give details\n          no:\n            label: \"No\"\n            specify: \"Why not?\"\n          partly:\n            \
         label: Partly\n            specify: \"How far?\"\n"
    );
    let document = document(&form("en", &questions), "en", &WordOptions::default());
    assert_eq!(
        names(&document)[1..],
        [
            "1 Is it so? – Yes",
            "1 Is it so? – No",
            "1 Is it so? – Not available",
            "2 Measures that were taken in the exclusive economic zone… – Yes",
            "2 Measures that were taken in the exclusive economic zone… – No",
            "2 Measures that were taken in the exclusive eco… – Not available",
            "2 Measures that were… – Measures that were taken in the exclusi…",
            "2 Measures that were… – Measures that were taken in the exc… (2)",
            "2 Measures that were taken in the exclusive economic zo… – Other",
            "2 Measures that were taken in the exclusive eco… – Other: Which?",
            "2 Measures that were taken in the exclusive… – Not available (2)",
            "2 Measures that were taken in the exclusive economi… – Other (2)",
            "3 Is it so?",
            "3 Is it so? – Yes: Please give details",
            "3 Is it so? – No: Why not?",
            "3 Is it so? – Partly: How far?",
        ]
    );
}

/// A file with its own styles: nothing stays together, nothing is indented.
fn own_styles() -> Arc<Reference> {
    let style = |id: &str, name: &str, more: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:pPr>\
             <w:keepNext w:val=\"0\"/><w:spacing w:after=\"300\"/><w:ind w:left=\"0\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"28\"/></w:rPr>{more}</w:style>"
        )
    };
    let names =
        ["Question", "Hint", "Choice", "Example", "Answer", "Field label", "Table head", "Table cell", "Condition"];
    let styles: String = names.iter().map(|name| style(&name.replace(' ', ""), name, "")).collect();
    let root = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let parts = BTreeMap::from([
        (
            "word/styles.xml".to_owned(),
            format!(
                "<w:styles {root}><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:pPr>\
                 <w:keepNext/><w:ind w:left=\"900\" w:firstLine=\"300\"/></w:pPr></w:style>{styles}</w:styles>"
            ),
        ),
        ("word/document.xml".to_owned(), format!("<w:document {root}><w:body/></w:document>")),
    ]);
    Arc::new(Reference::read(&file(&parts)).unwrap())
}

#[test]
fn a_reference_parts_no_question_from_its_boxes() {
    let options = WordOptions { reference: Some(own_styles()), ..WordOptions::default() };
    let (bytes, _) = made(&model(EVERYTHING), None, "fr", &options);
    assert_eq!(lint(&bytes), Vec::<String>::new());
    let parts = parts(&bytes);
    let styles = &parts["word/styles.xml"];
    let style = |id: &str| {
        let at = styles.find(&format!("w:styleId=\"{id}\"")).unwrap_or_else(|| panic!("no style {id}"));
        &styles[at..at + styles[at..].find("</w:style>").unwrap()]
    };
    for id in [
        "Question",
        "QuestionIf",
        "QuestionMore",
        "Hint",
        "Example",
        "FieldLabel",
        "Condition",
        "TableHead",
        "LastYear",
    ] {
        assert!(style(id).contains("<w:keepNext/>"), "{}", style(id));
    }
    for id in ["Answer", "Choice", "ChoiceHint", "TableCell", "Gap", "BodyText"] {
        assert!(style(id).contains("<w:keepNext w:val=\"0\"/>"), "{}", style(id));
    }
    for (id, indent) in [
        ("Question", "<w:ind w:left=\"680\" w:right=\"0\" w:hanging=\"680\"/>"),
        ("Choice", "<w:ind w:left=\"945\" w:right=\"0\" w:hanging=\"265\"/>"),
        ("TableCell", "<w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/>"),
        ("TableLong", "<w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/>"),
    ] {
        assert!(style(id).contains(indent), "{id}: {}", style(id));
    }
    // The rest of the looks is theirs, but columns are as wide as our sizes need.
    assert!(style("Question").contains("<w:sz w:val=\"28\"/>") && style("Question").contains("w:after=\"300\""));
    assert!(style("TableCell").contains("<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>"), "{}", style("TableCell"));
    assert!(style("Hint").contains("<w:bCs/>") && style("Hint").contains("<w:szCs w:val=\"28\"/>"));
}

/// The paragraphs of a document: the style, whether each stays with the next, and its text.
fn paragraphs(document: &str) -> Vec<(String, bool, String)> {
    let of = |paragraph: &str| {
        let style = paragraph.split("<w:pStyle w:val=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
        let mut text = String::new();
        for part in paragraph.split("<w:t").skip(1).filter(|part| part.starts_with(['>', ' '])) {
            text.push_str(part.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap_or(""));
        }
        (style.to_owned(), paragraph.contains("<w:keepNext/>"), text)
    };
    document.split("<w:p>").skip(1).map(of).collect()
}

#[test]
fn an_option_stays_with_its_hint_and_its_text_in_a_list_of_any_length() {
    for count in [3, 40] {
        let choices: String = (0..count)
            .map(|n| format!("          o{n}:\n            label: Option {n}\n            hint: Hint {n}\n            specify: Text {n}\n"))
            .collect();
        let question =
            format!("      - id: a\n        type: multiple_choice\n        ask: A?\n        choices:\n{choices}");
        let document = document(&form("en", &question), "en", &WordOptions::default());
        let lines = paragraphs(&document);
        let at = |style: &str| -> Vec<usize> { (0..lines.len()).filter(|at| lines[*at].0 == style).collect() };
        assert_eq!(at("Choice").len(), count);
        for option in at("Choice") {
            assert!(
                lines[option].1 && lines[option + 1].0 == "ChoiceHint" && lines[option + 1].1,
                "{:?}",
                lines[option]
            );
            assert_eq!(lines[option + 2].0, "Specify");
        }
        let kept = at("Specify").iter().filter(|at| lines[**at].1).count();
        // A short list stays whole; of a long one, the first two options and the last two.
        assert_eq!(kept, 2);
        assert!(!lines[*at("Specify").last().unwrap()].1, "the last line holds nothing back");
    }
}

#[test]
fn a_page_may_end_in_a_list_of_more_than_six_lines_but_leaves_no_option_alone() {
    for (count, free) in [(6, 1), (7, 5), (40, 38)] {
        let choices: String = (0..count).map(|n| format!("          o{n}: Option {n}\n")).collect();
        let question =
            format!("      - id: a\n        type: multiple_choice\n        ask: A?\n        choices:\n{choices}");
        let document = document(&form("en", &question), "en", &WordOptions::default());
        let options: Vec<bool> =
            paragraphs(&document).into_iter().filter(|line| line.0 == "Choice").map(|line| line.1).collect();
        assert_eq!(options.iter().filter(|kept| !**kept).count(), free, "{count} options: {options:?}");
        // The first stays with the second, and the last but one with the last.
        assert_eq!([options[0], options[count - 2], options[count - 1]], [true, true, false], "{count} options");
    }
}

/// Where a page may end in an example of bullets, by the number of its bullets: for each whether it lets a page end.
fn example_of(bullets: usize, introduction: &str) -> Vec<bool> {
    let lines: String = (0..bullets).map(|n| format!("          - Point {n}\n")).collect();
    let question =
        format!("      - id: a\n        type: long_text\n        ask: A?\n{introduction}        example: |\n{lines}");
    let document = document(&form("en", &question), "en", &WordOptions::default());
    let all = document.split("<w:p>").filter(|line| line.contains("<w:pStyle w:val=\"ExampleBullet\"/>"));
    let free: Vec<bool> = all.map(|line| line.contains("<w:keepNext w:val=\"0\"/>")).collect();
    assert_eq!(free.len(), bullets);
    free
}

#[test]
fn a_page_may_end_in_a_long_example_but_not_in_a_short_one() {
    assert_eq!(example_of(4, ""), [false; 4]);
    // The label and the first line stay together, and the last two lines with the box.
    let mut long = [true; 20];
    for at in [18, 19] {
        long[at] = false;
    }
    assert_eq!(example_of(20, ""), long);
    // What is tall is the question with all that stands above its box, and not the example alone.
    let hint: String = (0..12).map(|n| format!("          - Hint {n}\n")).collect();
    assert_eq!(example_of(4, &format!("        hint: |\n{hint}")), [true, true, false, false]);
}

#[test]
fn only_a_long_document_gets_paragraphs_for_the_guess_of_libreoffice() {
    let unseen = |count: usize| {
        let questions: String =
            (0..count).map(|n| format!("      - id: q{n}\n        type: text\n        ask: Question {n}?\n")).collect();
        let document = document(&form("en", &questions), "en", &WordOptions::default());
        // They stand below the title and above the first heading.
        let before = document.split("<w:pStyle w:val=\"Heading1\"/>").next().unwrap();
        assert_eq!(before.matches("<w:vanish/>").count(), document.matches("<w:vanish/>").count());
        assert!(!before.split("<w:pStyle w:val=\"Title\"/>").next().unwrap().contains("<w:vanish/>"));
        document.matches("<w:vanish/>").count()
    };
    assert_eq!([unseen(3), unseen(40)], [0, 20]);
}

/// The rows of the only table of answers: whether each stays with the next, and how high it may be torn.
fn rows(document: &str) -> Vec<bool> {
    let table = document.rsplit("<w:tbl>").next().unwrap().split("</w:tbl>").next().unwrap();
    let rows: Vec<&str> = table.split("<w:tr>").skip(1).collect();
    assert!(rows.iter().all(|row| row.contains("<w:cantSplit/>")), "a row stays whole");
    assert!(rows[0].contains("<w:tblHeader/>"), "the head stands on each page");
    rows.iter().map(|row| row.split("<w:tc>").skip(1).all(|cell| cell.contains("<w:keepNext/>"))).collect()
}

#[test]
fn small_tables_stay_whole_and_larger_ones_break_between_rows() {
    let list = |count: usize| {
        let items: String = (0..count).map(|n| format!("    i{n}: Item {n}\n")).collect();
        let question = table(&field("n", "integer", "How many?", "")).replace("sectors", "many");
        model(&format!(
            "canevas: 1\nform: a/b\nedition: 2024\nlanguages: {{ source: en, translations: [] }}\ntitle: T\nlists:\n  many:\n{items}\
             sections:\n  - id: s\n    title: S\n    questions:\n{question}"
        ))
    };
    let kept = |count: usize| rows(&document(&list(count), "en", &WordOptions::default()));
    assert_eq!(kept(4), [true, true, true, true, false]);
    let mut large = vec![false; 31];
    // The head and the first two rows, and the last two.
    for at in [0, 1, 29] {
        large[at] = true;
    }
    assert_eq!(kept(30), large);
}

#[test]
fn rows_of_many_fields_are_blocks_and_only_high_ones_break() {
    let document_of = |count: usize| {
        let fields: String = (0..count).map(|n| field(&format!("f{n}"), "text", &format!("Field {n}"), "")).collect();
        let question = format!("      - id: a\n        type: repeat\n        ask: Which?\n        fields:\n{fields}");
        document(&form("en", &question), "en", &WordOptions::default())
    };
    let document = document_of(13);
    // One title beside all rows of an item, and a line above each item.
    assert_eq!(document.matches("<w:vMerge w:val=\"restart\"/>").count(), 5);
    assert_eq!(document.matches("<w:vMerge/>").count(), 5 * 12);
    // A block of a third of a page at most stays whole.
    let whole = [vec![true; 12], vec![false]].concat();
    assert_eq!(rows(&document), [vec![true], whole.repeat(5)].concat());
    let mut high = [false; 40];
    for at in [0, 38] {
        high[at] = true;
    }
    assert_eq!(rows(&document_of(40)), [vec![true], high.repeat(5)].concat());
}

/// The widths of the columns of the last table.
fn widths(document: &str) -> Vec<u32> {
    let grid = document.rsplit("<w:tblGrid>").next().unwrap().split("</w:tblGrid>").next().unwrap();
    grid.split("w:w=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
}

fn table(fields: &str) -> String {
    format!(
        "      - id: a\n        type: group\n        for_each: sectors\n        layout: table\n        ask: What?\n        fields:\n{fields}"
    )
}

#[test]
fn columns_are_as_wide_as_what_they_hold() {
    let unit = "            unit: millions of dollars\n";
    let fields =
        [field("n", "decimal", "Spent", unit), field("d", "date", "When", ""), field("t", "long_text", "Remarks", "")];
    let document = document(&form("en", &table(&fields.concat())), "en", &WordOptions::default());
    let [title, number, day, text] = widths(&document).try_into().unwrap();
    assert_eq!(title + number + day + text, 9638);
    assert!(text > number && text > day && text > title, "a text is widest: {title} {number} {day} {text}");
    // Ten half points for each of the eight letters of "millions" is the least, whatever the font.
    assert!(number >= 8 * 100 + 216, "no unit is torn: {number}");
    // A unit may stand below its number, and is not glued to it.
    assert!(document.contains("millions of dollars</w:t>") && !document.contains("\u{a0}millions"));
    assert!(!document.contains("\u{a0}\u{a0}"), "a space that glues");
}

#[test]
fn a_table_with_more_columns_than_a_page_holds_becomes_blocks_and_is_read_back() {
    let fields: String = (0..9).map(|n| field(&format!("f{n}"), "text", &format!("Field {n}"), "")).collect();
    let model = form("en", &table(&fields));
    let (bytes, _) = made(&model, None, "en", &WordOptions::default());
    let mut parts = parts(&bytes);
    let body = parts.get_mut("word/document.xml").unwrap();
    assert_eq!(widths(body).len(), 3);
    assert_eq!(body.matches("<w:vMerge w:val=\"restart\"/>").count(), 2);
    put(body, "a/fish/f3", 0, "cod");
    put(body, "a/agri/f3", 0, "wheat");
    put(body, "a/agri/f8", 0, "last");
    let right = json!({ "a": { "fish": { "f3": "cod" }, "agri": { "f3": "wheat", "f8": "last" } } });
    let catalogues = Catalogues::new();
    let copy = FormCopy::new(&model, None, &catalogues);
    let answered = |parts: &BTreeMap<String, String>| {
        let read = answers(&read(&file(parts)).unwrap(), &copy, &Language::new("en").unwrap());
        assert!(read.report.unplaced.is_empty(), "{:?}", read.report.unplaced);
        read.json["answers"].clone()
    };
    assert_eq!(answered(&parts), right);
    // By row and column, where a program took the controls away.
    unwrap(parts.get_mut("word/document.xml").unwrap());
    support::cut(parts.get_mut("word/document.xml").unwrap(), "<w:bookmarkStart", "/>");
    support::cut(parts.get_mut("word/document.xml").unwrap(), "<w:bookmarkEnd", "/>");
    parts.remove("customXml/item1.xml");
    assert_eq!(answered(&parts), right);
}

#[test]
fn the_options_of_a_column_stand_above_the_table() {
    let choices =
        "            choices:\n              good: Good\n              fair: Fair\n              poor: Poor\n";
    let model = form("en", &table(&field("r", "single_choice", "Rating", choices)));
    let (_, text) = made(&model, None, "en", &WordOptions::default());
    let above = text.find("? Rating – Possible answers: Good · Fair · Poor").unwrap();
    assert!(above < text.find("[table] 1 What?").unwrap());
    assert_eq!(text.matches("Possible answers").count(), 1, "{text}");
}

#[test]
fn arabic_is_named_where_word_reads_it() {
    let model = form("ar", "      - id: a\n        type: text\n        ask: هل **نعم**؟\n");
    let parts = parts(&made(&model, None, "ar", &WordOptions::default()).0);
    for part in ["word/styles.xml", "word/glossary/styles.xml"] {
        assert!(parts[part].contains("<w:lang w:val=\"ar-SA\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"/>"), "{part}");
    }
    assert!(parts["word/settings.xml"].contains("<w:themeFontLang w:val=\"ar-SA\""));
    // A text that falls back to Arabic in a document from left to right.
    let french = parts_of_fallback();
    assert!(french.contains("<w:rtl/><w:lang w:val=\"ar-SA\" w:bidi=\"ar-SA\"/>"), "{french}");
}

fn parts_of_fallback() -> String {
    let model = form("ar", "      - id: a\n        type: text\n        ask: هل نعم؟\n");
    document(&model, "fr", &WordOptions::default())
}
