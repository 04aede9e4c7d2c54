//! What is retired is asked of nobody, and stays readable: old answers fit the new contract of answers, marked as
//! deprecated, and no finished return may hold them.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use canevas_compiler::Request;
use canevas_tests::example::{Project, files_of, read};
use canevas_validate::{verdict, verdict_as_complete};
use serde_json::{Value, json};

const OLD: &str = "sections:
  - id: s
    title: A section
    questions:
      - id: effect
        type: repeat
        ask: What were the effects?
        fields:
          - id: where_felt
            type: single_choice
            choices: places
            ask: Where?
          - id: what_felt
            type: text
            ask: What?
      - id: per_place
        type: integer
        for_each: places
        comment: Say more
        ask: |
          How many in {item.label}?
      - id: stage
        type: single_choice
        ask: How far is it?
        choices: stages
      - id: partners
        type: multiple_choice
        ask: With whom?
        choices:
          unions: Trade unions
          others:
            label: Others
            specify: Which?
          nobody: Nobody
lists:
  stages:
    planned: Planned
    under_way: Under way
    done: Done
  places:
    north: North
    south: South
";

const NEW: &str = "sections:
  - id: s
    title: A section
    questions:
      - id: stage
        type: single_choice
        required: yes
        ask: How far is it?
        choices: stages
      - id: partners
        type: multiple_choice
        ask: With whom?
        choices:
          unions: Trade unions
          others:
            label: Others
            specify: Which?
      - id: per_stage
        type: text
        for_each: stages
        ask: |
          What of {item.label}?
lists:
  stages:
    planned: Planned
    done: Done
-- changes.yaml --
from: { edition: \"2023\" }
retired:
  - id: effect
    last_edition: \"2023\"
    reason: nobody answered
    question:
      type: repeat
      ask: What were the effects?
      fields:
        - id: where_felt
          type: single_choice
          ask: Where?
          choices:
            north: North
            south: South
        - id: what_felt
          type: text
          ask: What?
  - id: per_place
    last_edition: \"2023\"
    reason: too much work
  - id: stages
    option: under_way
    last_edition: \"2023\"
    reason: nobody could tell it from planned
  - id: partners
    option: nobody
    last_edition: \"2023\"
    reason: leave it unanswered
";

fn new_edition() -> Project {
    let project = read(&files_of(NEW));
    assert!(!project.findings.deny(), "{}", project.listing(&project.findings));
    project
}

fn schema(project: &Project) -> Value {
    let request = Request { targets: vec!["schema".to_owned()], ..Request::default() };
    let built = project.build(&request);
    let schema = built.iter().find(|file| file.path.ends_with("blank/return.en.schema.json")).unwrap();
    serde_json::from_slice(&schema.bytes).unwrap()
}

fn draft(answers: &Value, status: &str) -> Value {
    json!({
        "canevas": 1, "form": "demo/sample", "edition": "2024", "language": "en", "status": status,
        "facts": { "country": "CMR" }, "answers": answers,
    })
}

fn old_answers() -> Value {
    json!({
        "effect": [{ "_row": "r1", "where_felt": "north", "what_felt": "More inspections" }],
        "per_place": { "north": 3 },
        "stage": "under_way",
        "partners": ["unions", "nobody"],
    })
}

#[test]
fn old_answers_fit_the_new_contract() {
    let old = read(&files_of(OLD));
    assert!(!old.findings.deny(), "{}", old.listing(&old.findings));
    let whole = |project: &Project| jsonschema::validator_for(&schema(project)).unwrap();
    assert!(whole(&old).is_valid(&draft(&old_answers(), "complete")), "the old edition takes them");
    let new = new_edition();
    let written = schema(&new);
    let answers = &written["$defs"]["answers"]["properties"];
    for key in ["effect", "per_place"] {
        assert_eq!(answers[key]["deprecated"], true, "{key}");
    }
    let gone: Vec<&Value> =
        answers["stage"]["oneOf"].as_array().unwrap().iter().filter(|option| option["deprecated"] == true).collect();
    assert_eq!(gone, [&json!({ "const": "under_way", "deprecated": true })]);
    let validator = whole(&new);
    let copies = new.copies();
    for (answers, fits) in [
        (old_answers(), true),
        (json!({ "effect": [{ "_row": "r1", "where_felt": "east" }] }), false),
        (json!({ "effect": "text" }), false),
        (json!({ "stage": "unknown" }), false),
        (json!({ "partners": ["nobody", "nobody"] }), false),
        (json!({ "partners": ["nobody"] }), true),
    ] {
        let json = draft(&answers, "draft");
        assert_eq!(validator.is_valid(&json), fits, "{json}");
        assert_eq!(verdict(&copies[0], &json).is_valid(), fits, "{json}");
    }
}

#[test]
fn a_finished_return_holds_nothing_that_is_retired() {
    let new = new_edition();
    let validator = jsonschema::validator_for(&schema(&new)).unwrap();
    let copies = new.copies();
    for (answers, fits) in [
        (json!({ "stage": "done" }), true),
        (json!({ "stage": "under_way" }), false),
        (json!({ "stage": "done", "partners": ["unions", "nobody"] }), false),
        (json!({ "stage": "done", "partners": ["unions"] }), true),
        (json!({ "stage": "done", "per_place": { "north": 3 } }), false),
        (json!({ "stage": "done", "effect": [{ "_row": "r1", "what_felt": "x" }] }), false),
    ] {
        let json = draft(&answers, "complete");
        assert_eq!(validator.is_valid(&json), fits, "{json}");
        assert_eq!(verdict_as_complete(&copies[0], &json).is_valid(), fits, "{json}");
    }
}

#[test]
fn form_and_word_file_ask_for_nothing_that_is_retired() {
    let new = new_edition();
    for file in new.build(&Request::default()) {
        if file.path.ends_with(".html") || file.path.ends_with(".txt") {
            let text = String::from_utf8_lossy(&file.bytes);
            for word in ["effect", "per_place", "Under way", "under_way", "Nobody"] {
                assert!(!text.contains(word), "{}: {word}", file.path);
            }
        }
    }
}

#[test]
fn the_digest_says_what_is_retired() {
    let without = read(&files_of(NEW.split("-- changes").next().unwrap()));
    let digest = |project: &Project| canevas_model::canonical::definition_digest(project.model.as_ref().unwrap());
    assert_ne!(digest(&without), digest(&new_edition()));
}
