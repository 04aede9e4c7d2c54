//! A clarification sheet as a Word file: what comes back differs from what it was made with.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::read::{CopyReader, ReadReturn, read};
use canevas_docx::{Filling, Purpose, WordOptions, filled};
use canevas_model::Language;
use canevas_project::{Catalogues, FormCopy, Sheet};
use canevas_responses::{AnswerPath, Response};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use support::{EVERYTHING, country, cut, file, model, parts};

const KNOWN: &str = include_str!("forms/everything/countries/CMR.yaml");

/// A sheet of two questions that came back. An office suite may leave the hidden part as it was: only the text of the document
/// changes.
fn back(change: impl Fn(&mut String)) -> ReadReturn {
    let model = model(EVERYTHING);
    let known = country(&model, KNOWN);
    let catalogues = Catalogues::new();
    let copy = FormCopy::new(&model, Some(&known), &catalogues);
    let asked = ["a_text", "a_long_text"];
    let at = |id: &&str| model.questions.position(|question| question.id == **id).unwrap();
    let sheet =
        Sheet { version: "0123456789ab".to_owned(), questions: asked.iter().map(at).collect(), ..Sheet::default() };
    let response = Response::from_json(json!({
        "canevas": 1, "form": model.form, "edition": model.edition, "language": "fr", "status": "complete",
        "facts": { "country": "CMR" }, "answers": { "a_text": "mot ancien", "a_long_text": "phrase gardée" },
    }));
    let places: BTreeSet<AnswerPath> =
        asked.iter().map(|id| AnswerPath::question(model.questions[at(id)].id.clone())).collect();
    let filling = Filling {
        response: &response,
        purpose: Purpose::Answering,
        asked: &places,
        personal: true,
        only: Some(&places),
        remarks: &BTreeMap::new(),
        cover: &[],
        lead: &[],
    };
    let language = Language::new("fr").unwrap();
    let made = filled(&copy.clone().with_sheet(&sheet), &language, &filling, &WordOptions::default());
    let mut parts = parts(&made.bytes);
    change(parts.get_mut("word/document.xml").unwrap());
    CopyReader::new(copy.clone(), &language, copy.definition_digest()).answers(&read(&file(&parts)).unwrap())
}

#[test]
fn another_answer_than_the_hidden_one_is_what_a_sheet_is_for() {
    let read = back(|document| {
        assert_eq!(document.matches("mot ancien").count(), 1);
        *document = document.replace("mot ancien", "mot nouveau");
    });
    assert_eq!(read.json["answers"], json!({ "a_text": "mot nouveau", "a_long_text": "phrase gardée" }));
    assert_eq!(read.report.findings, []);
}

#[test]
fn an_answer_that_was_taken_out_is_gone() {
    let read = back(|document| *document = document.replace("mot ancien", ""));
    assert_eq!(read.json["answers"], json!({ "a_long_text": "phrase gardée" }));
    assert_eq!(read.report.findings, []);
}

/// A control that is gone, with its bookmark, was not necessarily emptied: somebody must look.
#[test]
fn an_answer_without_its_control_is_told() {
    let read = back(|document| {
        let at = document.find("mot ancien").unwrap();
        let start = document[..at].rfind("<w:sdt>").unwrap();
        let end = at + document[at..].find("</w:sdt>").unwrap() + "</w:sdt>".len();
        document.replace_range(start..end, "");
        cut(document, "<w:bookmarkStart", "/>");
    });
    assert_ne!(read.report.findings, [], "{:?}", (&read.json, &read.report));
}
