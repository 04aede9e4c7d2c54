//! A return as a Word file for reading, read back: the same facts and answers, whatever the form and the return.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use canevas_docx::read::{CopyReader, ReadReturn, read};
use canevas_docx::{FilledWord, WordOptions, lint};
use canevas_model::Language;
use canevas_project::FormCopy;
use canevas_readable::word;
use canevas_responses::{Response, says_something};
use canevas_tests::compiled::Compiled;
use canevas_tests::fill::fill;
use canevas_tests::generate::generate;
use canevas_tests::random::Random;
use canevas_tests::word::{folder_of, project};
use serde_json::{Value, json};
use std::path::Path;

fn back(made: &FilledWord, copy: &FormCopy<'_>, language: &Language) -> ReadReturn {
    let opened = read(&made.bytes).unwrap();
    CopyReader::new(copy.clone(), language, copy.definition_digest()).answers(&opened)
}

/// A value without what says nothing, each row with a name: as `canevas read` writes it.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let said = members.iter().filter(|(key, value)| *key != "_row" && says_something(value));
            Value::Object(said.map(|(key, value)| (key.clone(), plain(value))).collect())
        }
        Value::Array(items) => items.iter().filter(|item| says_something(item)).map(plain).collect(),
        // A Word file keeps no white space around a text.
        Value::String(text) => text.trim().into(),
        // 2.0 and 2 are one number.
        Value::Number(number) => {
            let number = number.as_f64().filter(|number| number.abs() < 1e15);
            number.map_or_else(|| value.clone(), canevas_model::condition::number_json)
        }
        other => other.clone(),
    }
}

fn same(form: &str, path: &Path, languages: &[&str]) {
    let given: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let response = Response::from_json(given.clone());
    let project = project(form).unwrap();
    let copies = project.copies();
    let copy = copies.iter().find(|copy| Some(copy.code.word()) == response.country()).unwrap();
    for tag in languages {
        let language = copy.model.languages().find(|language| language.tag() == *tag).unwrap();
        let made = word(copy, language, &response, true, &WordOptions::default());
        assert_eq!(lint(&made.bytes), Vec::<String>::new());
        assert_eq!(made.bytes, word(copy, language, &response, true, &WordOptions::default()).bytes);
        let read = back(&made, copy, language);
        assert_eq!(read.json["answers"], given["answers"], "{tag}");
        assert_eq!(read.report.unplaced, []);
        assert_eq!(read.report.findings, []);
        assert_eq!(made.left, 0);
    }
}

#[test]
fn a_real_return() {
    same("alliance87", &folder_of("alliance87").unwrap().join("returns/CMR.mended.json"), &["fr", "en", "es"]);
}

#[test]
fn every_control() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/same-answers/every-control.CMR.json");
    same("every-control", &path, &["fr"]);
}

/// Random returns of random forms. What is no answer stands in the file all the same, and reading tells it.
#[test]
fn random_returns() {
    for seed in 0..400 {
        let mut random = Random::new(seed);
        let generated = generate(&mut random);
        let country = random.percent(50).then_some(generated.country);
        let compiled = Compiled::new(&generated.form, country.as_deref()).unwrap();
        let copy = compiled.copy();
        let given = fill(&mut random, &copy);
        let response = Response::from_json(given.clone());
        let language = &compiled.model.source_language;
        let made = word(&copy, language, &response, true, &WordOptions::default());
        assert_eq!(lint(&made.bytes), Vec::<String>::new(), "seed {seed}");
        let read = back(&made, &copy, language);
        let told = format!("{} {:?}", read.json.get("unread").unwrap_or(&json!({})), read.report.unplaced);
        compare(&plain(&given["answers"]), &plain(&read.json["answers"]), &told, &format!("seed {seed}"));
        if made.left == 0 && read.json.get("unread").is_none() {
            assert_eq!(plain(&read.json["answers"]), plain(&given["answers"]), "seed {seed}");
            assert_eq!(read.report.unplaced, [], "seed {seed}");
            assert_eq!(read.report.missing, Vec::<String>::new(), "seed {seed}");
        }
    }
}

/// Every value that was given is read at its place, or told as text that is no answer; and nothing else is read.
fn compare(given: &Value, read: &Value, told: &str, at: &str) {
    match (given, read) {
        (Value::Object(given), Value::Object(read)) => {
            for (key, value) in given {
                compare(value, read.get(key).unwrap_or(&Value::Null), told, &format!("{at}/{key}"));
            }
            let more: Vec<&String> = read.keys().filter(|key| !given.contains_key(*key)).collect();
            assert!(more.is_empty(), "{at}: {more:?}");
        }
        (given, read) if given == read => {}
        (Value::Array(given), Value::Array(read)) if given.len() == read.len() => {
            for (index, (given, read)) in given.iter().zip(read).enumerate() {
                compare(given, read, told, &format!("{at}/{index}"));
            }
        }
        (given, _) => {
            for text in texts(given) {
                assert!(told.contains(&text), "{at}: {text} is lost; {read} was read\n{told}");
            }
        }
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Object(members) => members.values().flat_map(texts).collect(),
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::String(text) => vec![format!("{:?}", text.trim()).trim_matches('"').to_owned()],
        other => vec![other.to_string()],
    }
}
