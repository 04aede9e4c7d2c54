//! A real return, filled into the Word file of its country and read back: the same facts and answers.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::Options;
use canevas_docx::read::{answers, read};
use canevas_inputs::{Catalogues, Copy};
use canevas_model::{Language, Model};
use serde_json::{Value, json};
use support::{country, file, made, model, parts, put};

const FORM: &str = include_str!("../../../schemas/alliance87/annual-report/2022-2023/form.yaml");
const COUNTRY: &str = include_str!("../../../schemas/alliance87/annual-report/2022-2023/countries/CMR.yaml");
const RETURN: &str = include_str!("../../../schemas/alliance87/annual-report/2022-2023/returns/CMR.mended.json");

/// What a list that opens shows for a code.
fn label(model: &Model, id: &str, code: &str) -> Option<String> {
    let choices = model.question(id)?.choices();
    let choice = choices.iter().find(|choice| choice.code == code)?;
    match &choice.label {
        canevas_model::Label::Text(text) => Some(text.source.value.trim().to_owned()),
        canevas_model::Label::Country(_) => None,
    }
}

/// Fills an answer in at a tag, as a person would.
fn fill(document: &mut String, model: &Model, tag: &str, nth: usize, value: &Value) {
    let id = tag.split('/').next().unwrap();
    match value {
        Value::String(word) if document.contains(&format!("\"{tag}={word}\"")) => {
            put(document, &format!("{tag}={word}"), nth, "x");
        }
        Value::String(text) => put(document, tag, nth, &label(model, id, text).unwrap_or_else(|| text.clone())),
        Value::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                match value {
                    Value::String(code) => put(document, &format!("{tag}={code}"), nth, "x"),
                    row => fill(document, model, tag, at, row),
                }
            }
        }
        Value::Object(fields) => {
            if let Some(said) = fields.get("said").and_then(Value::as_str) {
                put(document, &format!("{tag}~{said}"), nth, "x");
                return;
            }
            for (name, value) in fields.iter().filter(|(name, _)| *name != "_row") {
                fill(document, model, &format!("{tag}/{name}"), nth, value);
            }
        }
        other => put(document, tag, nth, &other.to_string()),
    }
}

/// A respondent adds rows: Word copies the last one, tags included.
fn add_rows(document: &mut String, tag: &str, wanted: usize) {
    while document.matches(&format!("<w:tag w:val=\"{tag}/name\"/>")).count() < wanted {
        let last = document.rfind(&format!("<w:tag w:val=\"{tag}/name\"/>")).unwrap();
        let start = document[..last].rfind("<w15:repeatingSectionItem/>").unwrap();
        let start = document[..start].rfind("<w:sdt>").unwrap();
        let end = start + document[start..].find("</w:tr></w:sdtContent></w:sdt>").unwrap() + 30;
        let row = document[start..end].to_owned();
        // Word gives the copy another id and drops the bookmarks, whose names are taken.
        let number = document.matches("<w15:repeatingSectionItem/>").count() + 1_000_000;
        let at = row.find("<w:id w:val=\"").unwrap() + 13;
        let stop = at + row[at..].find('"').unwrap();
        let row = format!("{}{number}{}", &row[..at], &row[stop..]);
        document.insert_str(end, &row);
    }
}

#[test]
fn a_real_return_comes_back_whole() {
    let model = model(FORM);
    let known = country(&model, COUNTRY);
    let (bytes, _) = made(&model, Some(&known), "fr", &Options::default());
    let mut parts = parts(&bytes);
    let expected: Value = serde_json::from_str(RETURN).unwrap();
    let document = parts.get_mut("word/document.xml").unwrap();
    for (id, answer) in expected["answers"].as_object().unwrap() {
        if let Some(rows) = answer.as_array().filter(|rows| rows.iter().any(|row| row.get("name").is_some())) {
            add_rows(document, id, rows.len());
        }
        fill(document, &model, id, 0, answer);
    }
    let catalogues = Catalogues::new();
    let copy = Copy::new(&model, Some(&known), &catalogues);
    let read = answers(&read(&file(&parts)).unwrap(), &copy, &Language::new("fr").unwrap());
    for (id, answer) in expected["answers"].as_object().unwrap() {
        assert_eq!(&read.json["answers"][id], answer, "{id}");
    }
    assert_eq!(read.json["answers"], expected["answers"]);
    assert_eq!(read.json["facts"], expected["facts"]);
    assert_eq!(read.json["definition"], expected["definition"]);
    assert_eq!(read.json["copy"], expected["copy"]);
    assert_eq!(json!(read.report.stray.len()), json!(0));
    assert_eq!(read.report.warnings, Vec::<String>::new());
}
