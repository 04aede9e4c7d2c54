//! The check of returns, the JSON Schema, the form and the Word file say the same of what a complete return needs: each case of
//! `cases/verdicts` has answers and the places that fail.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_html::compiled_form;
use canevas_json_schema::schema_value;
use canevas_model::canonical;
use canevas_tests::compiled::Compiled;
use canevas_tests::example::read;
use canevas_tests::program::ask;
use canevas_tests::word::by_hand::through_word;
use canevas_validate::verdict;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/verdicts").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn check_schema_and_form_agree() {
    let compiled = Compiled::new(&text("form.yaml"), Some("canevas: 1\ncountry: CMR\n")).unwrap();
    let copy = compiled.copy();
    let cases: Vec<Value> = serde_json::from_str(&text("cases.json")).unwrap();
    let whole = |case: &Value| {
        json!({
            "canevas": 1, "form": "a/b", "edition": "2024", "definition": canonical::definition_digest(&compiled.model),
            "language": "en", "status": "complete", "facts": { "country": "CMR" }, "answers": case["answers"],
        })
    };
    let returns: Vec<Value> = cases.iter().map(whole).collect();
    let schema = schema_value(&copy, &compiled.model.source_language);
    let schema = jsonschema::options().build(&schema).unwrap_or_else(|error| panic!("{error}"));
    let script = format!("{}/schema/form_verdicts.mjs", env!("CARGO_MANIFEST_DIR"));
    let given = json!({ "compiled": compiled_form(&copy), "cases": returns });
    let said = ask(Command::new("node").arg(script), &given.to_string()).unwrap_or_else(|error| panic!("{error}"));
    let said: Vec<Value> = serde_json::from_slice(&said).unwrap();
    assert_eq!(said.len(), cases.len());
    for ((case, json), said) in cases.iter().zip(&returns).zip(&said) {
        let what = &case["what"];
        let is_valid = case["failing"] == json!([]);
        assert_eq!(json!(verdict(&copy, json).failing()), case["failing"], "the check: {what}");
        // A schema does not count decimals: `multipleOf` divides floating-point numbers.
        let is_uncounted = case["uncounted"] == json!(true);
        assert_eq!(schema.is_valid(json), is_valid || is_uncounted, "the schema: {what}");
        assert_eq!(said["failing"], case["failing"], "the script: {what}");
        assert_eq!(said["finishes"], is_valid, "the form: {what}");
    }
}

/// The same answers, written into the Word file as a person would, and read back. What Word cannot hold as an answer is unread
/// there, and fails at the same place.
#[test]
fn the_word_file_agrees() {
    let files = [("form.yaml", text("form.yaml")), ("countries/CMR.yaml", "canevas: 1\ncountry: CMR\n".to_owned())];
    let project = read(&files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect());
    let copies = project.copies();
    let copy = copies.iter().find(|copy| copy.code.word() == "CMR").unwrap();
    let cases: Vec<Value> = serde_json::from_str(&text("cases.json")).unwrap();
    let mut wrong = Vec::new();
    for case in cases {
        let given = json!({ "language": "en", "facts": { "country": "CMR" }, "answers": case["answers"] });
        let read = through_word(&project, &given).unwrap();
        let mut json = read.json.clone();
        json["status"] = "complete".into();
        let failing = json!(verdict(copy, &json).failing());
        if failing != case["failing"] {
            wrong.push(format!("{}: {failing}\n{}\n{:?}", case["what"], json, read.report));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
