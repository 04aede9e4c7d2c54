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
use canevas_docx::{Options, questionnaire};
use canevas_inputs::{Artifact, Catalogues, Copy, CountryFile, read_country};
use canevas_model::{Language, Model, lower};
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
pub fn made(model: &Model, country: Option<&CountryFile>, language: &str, options: &Options) -> (Vec<u8>, String) {
    let catalogues = Catalogues::new();
    let copy = Copy::new(model, country, &catalogues);
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
