//! Forms for tests, and Word files taken apart and put together again.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::trivially_copy_pass_by_ref,
    reason = "a test that cannot go on should stop"
)]

use canevas_diagnostics::Sources;
use canevas_docx::{WordOptions, questionnaire};
use canevas_model::{Language, Model, lower};
use canevas_project::{Artifact, Catalogues, CountryFile, FormCopy, read_country};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

/// The form with every type of question.
pub const EVERYTHING: &str = include_str!("../forms/everything/form.yaml");

/// A model, which must have no findings.
pub fn model(yaml: &str) -> Model {
    let mut sources = Sources::default();
    let id = sources.add("form.yaml", yaml);
    let (model, findings) = lower(&sources, id);
    let told: Vec<String> =
        findings.into_iter().map(|finding| format!("{}: {}", finding.rule.name, finding.message)).collect();
    assert!(told.is_empty(), "{told:#?}");
    model.expect("a model")
}

/// A country file, which must have no findings.
pub fn country(model: &Model, yaml: &str) -> CountryFile {
    let mut sources = Sources::default();
    let id = sources.add("country.yaml", yaml);
    let (file, findings) = read_country(&sources, id, None, model);
    let told: Vec<String> = findings.into_iter().map(|finding| finding.message).collect();
    assert!(told.is_empty(), "{told:#?}");
    file.expect("a country")
}

/// The Word file and its text.
pub fn made(model: &Model, country: Option<&CountryFile>, language: &str, options: &WordOptions) -> (Vec<u8>, String) {
    let catalogues = Catalogues::new();
    let copy = FormCopy::new(model, country, &catalogues);
    let language = Language::new(language).expect("a language");
    let artifacts: Vec<Artifact> = questionnaire(&copy, &language, options);
    let [word, text] = artifacts.try_into().expect("two artifacts");
    (word.bytes, String::from_utf8(text.bytes).expect("text"))
}

/// The parts of a Word file.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).expect("an entry");
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("text");
            (entry.name().expect("a name").into_owned(), text)
        })
        .collect()
}

/// A Word file of parts.
pub fn file(parts: &BTreeMap<String, String>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("an entry");
        zip.write_all(text.as_bytes()).expect("text");
    }
    zip.finish().expect("a zip").into_inner()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "</w:t><w:br/><w:t xml:space=\"preserve\">")
}

/// Writes into the control of a tag, the `nth` of those that have it; a box is ticked where the text is `x`.
pub fn put(document: &mut String, tag: &str, nth: usize, text: &str) {
    let sign = format!("<w:tag w:val=\"{tag}\"/>");
    let at = document.match_indices(&sign).nth(nth).unwrap_or_else(|| panic!("no control {tag}")).0;
    let end = at + document[at..].find("</w:sdt>").unwrap();
    let control = document[at..end].to_owned();
    let control = if control.contains("w14:checkbox") {
        control.replace("<w14:checked w14:val=\"0\"/>", "<w14:checked w14:val=\"1\"/>").replace('☐', "☒")
    } else {
        let content = control.find("<w:sdtContent>").unwrap();
        format!(
            "{}<w:sdtContent><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:sdtContent>",
            control[..content].replace("<w:showingPlcHdr/>", ""),
            escaped(text)
        )
    };
    document.replace_range(at..end, &control);
}

pub fn unwrap(text: &mut String) {
    cut(text, "<w:sdtPr>", "</w:sdtPr>");
    *text =
        ["<w:sdt>", "</w:sdt>", "<w:sdtContent>", "</w:sdtContent>"].iter().fold(text.clone(), |t, s| t.replace(s, ""));
}

/// Cuts every element that starts with `from` up to the end of `to`.
pub fn cut(text: &mut String, from: &str, to: &str) {
    while let Some(at) = text.find(from) {
        let end = at + text[at..].find(to).unwrap() + to.len();
        text.replace_range(at..end, "");
    }
}
