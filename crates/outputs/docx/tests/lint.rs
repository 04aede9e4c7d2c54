//! Each fault that the lint knows, planted in a sound file.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::{WordOptions, lint};
use std::collections::BTreeMap;
use support::{EVERYTHING, file, made, model, parts};

fn sound() -> BTreeMap<String, String> {
    parts(&made(&model(EVERYTHING), None, "fr", &WordOptions::default()).0)
}

/// Replaces the first `from` in a part, and expects a fault that says `told`.
fn plant(part: &str, from: &str, to: &str, told: &str) {
    let mut parts = sound();
    let text = parts.get_mut(part).expect(part);
    assert!(text.contains(from), "{part} has no {from}");
    *text = text.replacen(from, to, 1);
    let faults = lint(&file(&parts));
    assert!(faults.iter().any(|fault| fault.contains(told)), "{told}: {faults:#?}");
}

const DOCUMENT: &str = "word/document.xml";

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).expect(from);
    let end = text[start..].find(to).expect(to);
    &text[start..start + end + to.len()]
}

#[test]
fn a_sound_file_has_none() {
    assert_eq!(lint(&file(&sound())), Vec::<String>::new());
}

#[test]
fn duplicate_control_id() {
    let document = &sound()[DOCUMENT];
    let mut ids = document
        .match_indices("<w:id w:val=\"")
        .map(|(at, _)| &document[at..at + document[at..].find("/>").unwrap() + 2]);
    let (first, second) = (ids.next().unwrap(), ids.next().unwrap());
    plant(DOCUMENT, second, first, "another control has the id");
    plant(DOCUMENT, first, "<w:id w:val=\"3000000000\"/>", "no signed number of 32 bits");
    plant(DOCUMENT, first, "", "it has no id");
}

#[test]
fn empty_cell_and_content() {
    let document = sound()[DOCUMENT].clone();
    let cell = between(&document, "</w:tcPr><w:p>", "</w:tc>").to_owned();
    plant(DOCUMENT, &cell, "</w:tcPr></w:tc>", "does not end with a paragraph");
    let content = between(&document, "<w:sdtContent><w:r>", "</w:sdtContent>").to_owned();
    plant(DOCUMENT, &content, "<w:sdtContent/>", "its w:sdtContent is empty");
    let row = between(&document, "<w:tc><w:tcPr>", "</w:tr>").to_owned();
    plant(DOCUMENT, &row, "</w:tr>", "a table row has no cell");
}

#[test]
fn prompts_and_bindings() {
    plant("word/glossary/document.xml", "CanevasPrompt1", "Other", "is not in the glossary");
    plant(DOCUMENT, "w:storeItemID=\"{", "w:storeItemID=\"{0", "which is not there");
    plant(DOCUMENT, "/c:facts[1]/c:country[1]", "/c:facts[1]/c:country[2]", "selects nothing");
    plant("customXml/item1.xml", "<c:a_text/>", "", "selects nothing");
}

#[test]
fn bookmarks() {
    let document = sound()[DOCUMENT].clone();
    let end = between(&document, "<w:bookmarkEnd", "/>").to_owned();
    plant(DOCUMENT, &end, "", "it is not closed");
    let start = between(&document, "<w:bookmarkStart", "/>").to_owned();
    plant(DOCUMENT, &start, "", "was not open");
    plant(DOCUMENT, "w:name=\"q_", "w:name=\"q-", "Word wants at most 40");
}

#[test]
fn lists_and_lengths() {
    plant(DOCUMENT, "w:value=\"BEN\"", "w:value=\"AFG\"", "stands twice in its list");
    let long = "x".repeat(65);
    plant(DOCUMENT, "<w:tag w:val=\"@country", &format!("<w:tag w:val=\"{long}"), "w:tag is longer");
    plant(DOCUMENT, "<w:alias w:val=\"", &format!("<w:alias w:val=\"{long}"), "w:alias is longer");
}

#[test]
fn properties_of_controls() {
    let lock = "<w:lock w:val=\"sdtLocked\"/>";
    plant(DOCUMENT, "<w:alias", &format!("{lock}<w:alias"), "stands too late");
    plant(DOCUMENT, "<w:text/></w:sdtPr>", "<w:text/><w:richText/></w:sdtPr>", "it is of 2 kinds");
    plant(DOCUMENT, "<w14:checked w14:val=\"0\"/>", "<w14:checked w14:val=\"1\"/>", "do not agree");
    plant(DOCUMENT, "<w:text/></w:sdtPr>", "<w:tixt/></w:sdtPr>", "is not known in w:sdtPr");
}

#[test]
fn levels() {
    plant(DOCUMENT, "<w15:repeatingSection/>", "<w:group/>", "outside of a repeating section");
    plant(DOCUMENT, "<w:sdtContent><w:r>", "<w:sdtContent><w:p/><w:r>", "cannot stand in it here");
}

#[test]
fn words() {
    plant("word/styles.xml", "w:val=\"fr-FR\"", "w:val=\"french\"", "is no language tag");
    plant("docProps/core.xml", "<dc:language>fr<", "<dc:language>f<", "is no language tag");
    plant("docProps/core.xml", "</cp:core", "<dcterms:created>2023</dcterms:created></cp:core", "is no date");
}

#[test]
fn references() {
    plant(DOCUMENT, "w:pStyle w:val=\"Title\"", "w:pStyle w:val=\"Titre\"", "the style Titre is not there");
    plant(DOCUMENT, "r:id=\"rId1\"", "r:id=\"rId99\"", "the relationship rId99 is not there");
    plant("word/_rels/document.xml.rels", "footer1.xml", "footer2.xml", "word/footer2.xml is not there");
    plant(DOCUMENT, "mc:Ignorable=\"w14 w15\"", "", "mc:Ignorable does not name");
    plant(DOCUMENT, "<w:body>", "<w:body>&x;", "is not well-formed");
    plant("word/numbering.xml", "<w:num w:numId=\"1\">", "<w:num w:numId=\"99\">", "the list 1 is not there");
}

#[test]
fn names_of_options() {
    plant(DOCUMENT, " – Non\"/>", " – Oui\"/>", "its name");
}

#[test]
fn complex_scripts() {
    plant("word/styles.xml", "<w:b/><w:bCs/>", "<w:b/>", "w:b stands without w:bCs");
    plant("word/styles.xml", "<w:szCs w:val=\"40\"/>", "", "w:sz stands without w:szCs");
    plant(
        DOCUMENT,
        "<w:rPr><w:rStyle w:val=\"QuestionNumber\"/></w:rPr>",
        "<w:rPr><w:rStyle w:val=\"QuestionNumber\"/><w:rtl/><w:lang w:val=\"ar-SA\"/></w:rPr>",
        "names no language in w:bidi",
    );
}

#[test]
fn no_zip() {
    assert_eq!(lint(b"no zip").len(), 1);
}
