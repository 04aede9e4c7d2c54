//! The half in Rust of `browser/cases.test.mjs`. `case_files` prints the cases of all editions in `schemas/` as JSON: the folder of the edition,
//! the copy and the return of each, and what it expects.

use canevas_compiler::cases::{CaseFile, CasePlace};
use canevas_compiler::model::Model;

use canevas_tests::editions::all_folders;
use canevas_tests::example::{load, read};
use serde_json::{Value, json};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut all = Vec::new();
    for folder in all_folders() {
        let files = load(&folder);
        if !files.keys().any(|path| path.starts_with("cases/")) {
            continue;
        }
        let project = read(&files);
        let model = project.model.as_ref().ok_or("the form cannot be read")?;
        for case in &project.cases {
            let country = case.country.as_deref();
            let copy = country.filter(|code| project.countries.iter().any(|file| file.code == *code));
            let mut printed = described(case, model);
            printed["folder"] = folder.display().to_string().into();
            printed["name"] = project.sources.get(case.source).name().into();
            printed["copy"] = copy.unwrap_or("blank").into();
            all.push(printed);
        }
    }
    println!("{}", Value::from(all));
    Ok(())
}

/// What a case says, for the test.
fn described(case: &CaseFile, model: &Model) -> Value {
    let part = |place: &CasePlace| {
        let question = &model.questions[place.0.question];
        json!({
            "id": question.id.as_str(),
            "field": place.0.field.map(|field| question.fields[field].id.as_str()),
            "comment": place.0.is_comment,
            "rows": question.for_each.is_some(),
        })
    };
    let parts = |places: &[canevas_compiler::syntax::Sp<CasePlace>]| -> Vec<Value> {
        places.iter().map(|place| part(&place.value)).collect()
    };
    let prints: Vec<Value> =
        case.prints.iter().map(|(place, words)| json!({ "at": part(&place.value), "words": words.value })).collect();
    let findings: Vec<Value> = case
        .findings
        .iter()
        .map(|finding| {
            let question = finding.question.as_ref().map(ToString::to_string);
            json!({ "rule": finding.rule.value.name, "question": question })
        })
        .collect();
    json!({
        "language": case.language.tag(),
        "return": case.file.response.json(),
        "asks": parts(&case.asks),
        "does_not_ask": parts(&case.does_not_ask),
        "prints": prints,
        "findings": findings,
    })
}
