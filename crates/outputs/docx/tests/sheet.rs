//! A clarification sheet as a Word file: what comes back differs from what it was made with.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop")]

mod support;

use canevas_docx::read::{CopyReader, ReadReturn, read};
use canevas_docx::{Filling, Purpose, WordOptions, filled};
use canevas_model::{Language, Model, QuestionIx};
use canevas_project::{Catalogues, CountryFile, FormCopy, Sheet};
use canevas_responses::{AnswerPath, Response};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use support::{EVERYTHING, country, cut, file, made, model, parts};

const KNOWN: &str = include_str!("forms/everything/countries/CMR.yaml");

/// A form with everything, and what is asked of Cameroon again.
struct Asked {
    model: Model,
    known: CountryFile,
    language: Language,
}

type Parts = BTreeMap<String, String>;

impl Asked {
    fn new() -> Self {
        let model = model(EVERYTHING);
        let known = country(&model, KNOWN);
        Self { model, known, language: Language::new("fr").unwrap() }
    }

    /// The parts of a sheet that asks these questions, with their answers.
    fn sheet(&self, answers: &Value) -> Parts {
        let (model, catalogues) = (&self.model, Catalogues::new());
        let copy = FormCopy::new(model, Some(&self.known), &catalogues);
        let at = |id: &String| model.questions.position(|question| question.id == **id).unwrap();
        let questions: BTreeSet<QuestionIx> = answers.as_object().unwrap().keys().map(at).collect();
        let response = Response::from_json(json!({
            "canevas": 1, "form": model.form, "edition": model.edition, "language": "fr", "status": "complete",
            "facts": { "country": "CMR" }, "answers": answers,
        }));
        let places: BTreeSet<AnswerPath> =
            questions.iter().map(|index| AnswerPath::question(model.questions[*index].id.clone())).collect();
        let sheet = Sheet { version: "0123456789ab".to_owned(), questions, ..Sheet::default() };
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
        parts(&filled(&copy.with_sheet(&sheet), &self.language, &filling, &WordOptions::default()).bytes)
    }

    /// What is read from a file, or why it is not read.
    fn back(&self, parts: &Parts) -> Result<ReadReturn, String> {
        let catalogues = Catalogues::new();
        let copy = FormCopy::new(&self.model, Some(&self.known), &catalogues);
        let reader = CopyReader::new(copy.clone(), &self.language, copy.definition_digest());
        let opened = read(&file(parts)).unwrap();
        reader.unfit(&opened).map_or_else(|| Ok(reader.answers(&opened)), |unfit| Err(unfit.message()))
    }

    fn read(&self, parts: &Parts) -> ReadReturn {
        self.back(parts).unwrap()
    }

    fn unfit(&self, parts: &Parts) -> Option<String> {
        self.back(parts).err()
    }
}

/// A sheet of two questions that came back. An office suite may leave the hidden part as it was: only the text of the document
/// changes.
fn back(change: impl Fn(&mut String)) -> ReadReturn {
    let asked = Asked::new();
    let mut parts = asked.sheet(&json!({ "a_text": "mot ancien", "a_long_text": "phrase gardée" }));
    change(parts.get_mut("word/document.xml").unwrap());
    asked.read(&parts)
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

/// Whoever types a day over another one, without the calendar of the field, leaves the stored day as it was.
#[test]
fn what_a_field_still_stores_is_no_second_answer() {
    let asked = Asked::new();
    let parts = asked.sheet(&json!({ "a_date": "2023-03-05", "a_yes_no": "yes" }));
    let read = |change: &dyn Fn(&mut String)| {
        let mut parts = parts.clone();
        change(parts.get_mut("word/document.xml").unwrap());
        let read = asked.read(&parts);
        assert_eq!(read.report.findings, []);
        read.json["answers"].clone()
    };
    let date = |document: &mut String, other: &str| {
        assert_eq!(document.matches("5 mars 2023").count(), 1);
        *document = document.replace("5 mars 2023", other);
    };
    assert_eq!(read(&|document| date(document, "6 mars 2023"))["a_date"], "2023-03-06");
    assert_eq!(read(&|document| date(document, "")).get("a_date"), None);
    let other_box = read(&|document| {
        assert_eq!(document.matches(">☒<").count(), 1, "{document}");
        *document = document.replace(">☒<", ">#<").replacen(">☐<", ">☒<", 1).replace(">#<", ">☐<");
    });
    assert_eq!(other_box["a_yes_no"], "no");
}

/// What has no place on a sheet has none in its return, so it has no box for remarks.
#[test]
fn a_sheet_asks_for_no_remarks() {
    let parts = Asked::new().sheet(&json!({ "a_text": "mot" }));
    assert!(!parts["word/document.xml"].contains("Autres remarques"));
}

#[test]
fn a_sheet_that_does_not_say_what_it_asks_is_not_read() {
    let asked = Asked::new();
    let whole = asked.sheet(&json!({ "a_text": "mot" }));
    assert_eq!(asked.unfit(&whole), None);
    let kept = |change: &dyn Fn(&mut Value)| {
        let mut parts = whole.clone();
        let hidden = parts.get_mut("customXml/item1.xml").unwrap();
        let (start, end) = ("<c:sheet>", "</c:sheet>");
        let at = hidden.find(start).unwrap() + start.len()..hidden.find(end).unwrap();
        let mut kept = serde_json::from_str(&hidden[at.clone()].replace("&quot;", "\"")).unwrap();
        change(&mut kept);
        hidden.replace_range(at, &kept.to_string());
        asked.unfit(&parts).expect("it is refused")
    };
    let mut told = vec![
        kept(&|kept| *kept = json!({})),
        kept(&|kept| *kept = json!("half")),
        kept(&|kept| kept["version"] = json!(5)),
        kept(&|kept| kept["version"] = json!("")),
        kept(&|kept| kept["questions"] = json!([])),
        kept(&|kept| kept["questions"] = json!("a_text")),
        kept(&|kept| kept["questions"] = json!(["a_text", 5])),
        kept(&|kept| kept["questions"] = json!(["a_text", "nope"])),
        kept(&|kept| kept["others"] = json!({ "nope": "yes" })),
        kept(&|kept| drop(kept.as_object_mut().unwrap().remove("others"))),
    ];
    let lost = |change: &dyn Fn(&mut Parts)| {
        let mut parts = whole.clone();
        change(&mut parts);
        asked.unfit(&parts).expect("it is refused")
    };
    told.push(lost(&|parts| {
        let hidden = parts.get_mut("customXml/item1.xml").unwrap();
        let (start, end) = (hidden.find("<c:sheet>").unwrap(), hidden.find("</c:sheet>").unwrap());
        hidden.replace_range(start..end + "</c:sheet>".len(), "");
    }));
    told.push(lost(&|parts| {
        let hidden = parts.get_mut("customXml/item1.xml").unwrap();
        *hidden = hidden.replace('{', "");
    }));
    // Another program may lose the hidden part as a whole, and the file may be in any language.
    for title in ["Questions sur vos réponses", "Questions about your answers", "أسئلة عن إجاباتكم"] {
        told.push(lost(&|parts| {
            parts.retain(|name, _| !name.starts_with("customXml/"));
            let document = parts.get_mut("word/document.xml").unwrap();
            assert!(document.contains("Questions sur vos réponses"));
            *document = document.replace("Questions sur vos réponses", title);
        }));
    }
    let expected = [
        "it does not say which return it asks about",
        "it does not say which return it asks about",
        "it does not say which return it asks about",
        "it does not say which return it asks about",
        "it does not say which questions it asks",
        "it does not say which questions it asks",
        "the questions that it asks are no list of ids",
        "it asks `nope`, and the form has no such question",
        "it asks `nope`, and the form has no such question",
        "it does not say what was answered to the other questions",
        "the part of the file that says which return it asks about is lost",
        "it does not say which return it asks about",
        "the part of the file that says which return it asks about is lost",
        "the part of the file that says which return it asks about is lost",
        "the part of the file that says which return it asks about is lost",
    ];
    let expected = expected.map(|why| format!("it is a clarification sheet, and is damaged: {why}"));
    assert_eq!(told, expected);
}

/// A form may use the words of a sheet itself.
#[test]
fn the_words_of_a_form_make_no_sheet_of_it() {
    let own = EVERYTHING.lines().find(|line| line.starts_with("    title: ")).unwrap();
    let model = model(&EVERYTHING.replacen(own, "    title: Questions about your answers", 1));
    let (bytes, _) = made(&model, None, "fr", &WordOptions::default());
    let catalogues = Catalogues::new();
    let copy = FormCopy::new(&model, None, &catalogues);
    let french = Language::new("fr").unwrap();
    let mut parts = parts(&bytes);
    assert!(parts["word/document.xml"].contains("Questions about your answers"));
    parts.retain(|name, _| !name.starts_with("customXml/"));
    let reader = CopyReader::new(copy.clone(), &french, copy.definition_digest());
    assert_eq!(reader.unfit(&read(&file(&parts)).unwrap()), None);
}
