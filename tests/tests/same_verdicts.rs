//! The check of returns, the JSON Schema, the form and the Word file say the same of what a complete return needs: each case of
//! `cases/verdicts` has answers and the places that fail.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use canevas_html::compiled_form;
use canevas_json_schema::schema_value;
use canevas_model::canonical;
use canevas_project::FormCopy;
use canevas_tests::compiled::Compiled;
use canevas_tests::example::{Project, read};
use canevas_tests::program::ask;
use canevas_tests::word::by_hand::through_word;
use canevas_validate::verdict;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The folders of the cases: each has a form and its cases. They are about what a complete return needs, what stands beside answers,
/// and rules between answers.
const FOLDERS: [&str; 3] = ["verdicts", "verdicts-beside", "rules"];

fn text(folder: &str, name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(folder).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

const COUNTRY: &str = "canevas: 1\ncountry: CMR\n";

fn cases(folder: &str) -> Vec<Value> {
    serde_json::from_str(&text(folder, "cases.json")).unwrap()
}

/// A complete return with the answers of a case.
fn whole(compiled: &Compiled, case: &Value) -> Value {
    json!({
        "canevas": 1, "form": "a/b", "edition": "2024", "definition": canonical::definition_digest(&compiled.model),
        "language": "en", "status": "complete", "facts": { "country": "CMR" }, "answers": case["answers"],
    })
}

/// Whether the JSON Schema takes each return.
fn schema_takes(compiled: &Compiled, returns: &[Value]) -> Vec<bool> {
    let schema = schema_value(&compiled.copy(), &compiled.model.source_language);
    let schema = jsonschema::options().build(&schema).unwrap_or_else(|error| panic!("{error}"));
    returns.iter().map(|json| schema.is_valid(json)).collect()
}

/// What the form says of each return.
fn form_says(compiled: &Compiled, returns: &[Value]) -> Vec<Value> {
    let script = format!("{}/schema/form_verdicts.mjs", env!("CARGO_MANIFEST_DIR"));
    let given = json!({ "compiled": compiled_form(&compiled.copy()), "cases": returns });
    let said = ask(Command::new("node").arg(script), &given.to_string()).unwrap_or_else(|error| panic!("{error}"));
    let said: Vec<Value> = serde_json::from_slice(&said).unwrap();
    assert_eq!(said.len(), returns.len());
    said
}

#[test]
fn check_schema_and_form_agree() {
    FOLDERS.into_iter().for_each(agree);
}

fn agree(folder: &str) {
    let compiled = Compiled::new(&text(folder, "form.yaml"), Some(COUNTRY)).unwrap();
    let copy = compiled.copy();
    let cases = cases(folder);
    let returns: Vec<Value> = cases.iter().map(|case| whole(&compiled, case)).collect();
    let (taken, said) = (schema_takes(&compiled, &returns), form_says(&compiled, &returns));
    for (((case, json), said), is_taken) in cases.iter().zip(&returns).zip(&said).zip(taken) {
        let what = &case["what"];
        let is_valid = case["failing"] == json!([]);
        assert_eq!(json!(verdict(&copy, json).failing()), case["failing"], "the check: {what}");
        // A schema does not count decimals: `multipleOf` divides floating-point numbers. And it compares no answers.
        let is_uncounted = case["uncounted"] == json!(true);
        assert_eq!(is_taken, is_valid || is_uncounted, "the schema: {what}");
        assert_eq!(said["failing"], case["failing"], "the script: {what}");
        assert_eq!(said["finishes"], is_valid, "the form: {what}");
    }
}

/// The project of the cases, as a Word file needs it.
fn project(folder: &str) -> Project {
    let files = [("form.yaml", text(folder, "form.yaml")), ("countries/CMR.yaml", COUNTRY.to_owned())];
    read(&files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect())
}

/// The answers, written into the Word file as a person would, and read back as a complete return.
fn from_word(project: &Project, answers: &Value) -> Value {
    let given = json!({ "language": "en", "facts": { "country": "CMR" }, "answers": answers });
    let mut json = through_word(project, &given).unwrap().json;
    json["status"] = "complete".into();
    json
}

/// The places that fail. What the Word reader did not take as an answer fails where it stands.
fn failing_in_word(copy: &FormCopy<'_>, json: &Value) -> BTreeSet<String> {
    let unread = json["unread"].as_object().into_iter().flatten().map(|(place, _)| format!("/answers{place}"));
    verdict(copy, json).failing().into_iter().filter(|place| place != "/unread").chain(unread).collect()
}

#[test]
fn the_word_file_agrees() {
    FOLDERS.into_iter().for_each(word_agrees);
}

fn word_agrees(folder: &str) {
    let project = project(folder);
    let copies = project.copies();
    let copy = copies.iter().find(|copy| copy.code.word() == "CMR").unwrap();
    for case in cases(folder) {
        let failing = failing_in_word(copy, &from_word(&project, &case["answers"]));
        let wanted: Vec<&str> = case["failing"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        // A text that has no answer to belong to stands at its own box.
        let is_there = |place: &str| failing.iter().any(|failing| failing.starts_with(place));
        assert!(wanted.iter().all(|place| is_there(place)), "{}: {failing:?}", case["what"]);
        assert_eq!(failing.len(), wanted.len(), "{}: {failing:?}", case["what"]);
    }
}

/// The page of question types says this.
#[test]
fn each_output_says_the_same_of_too_many_decimals_as_the_guide() {
    let case = json!({ "answers": { "share": 1.005 } });
    let compiled = Compiled::new(&text("verdicts", "form.yaml"), Some(COUNTRY)).unwrap();
    let copy = compiled.copy();
    let json = whole(&compiled, &case);
    assert_eq!(json!(verdict(&copy, &json).failing()), json!(["/answers/share"]), "the check");
    let returns = [json];
    assert_eq!(schema_takes(&compiled, &returns), [true], "the JSON Schema");
    assert_eq!(
        form_says(&compiled, &returns),
        [json!({ "failing": ["/answers/share"], "finishes": false })],
        "the form"
    );
    let read = from_word(&project("verdicts"), &case["answers"]);
    assert_eq!(read["unread"], json!({ "/share": "1.005" }), "the Word file");
    assert_eq!(read["answers"], json!({}), "the Word file");
}
