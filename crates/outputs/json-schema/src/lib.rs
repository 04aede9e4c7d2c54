//! Back end: the JSON Schema (2020-12) of a copy's returns.
//!
//! `$defs.answers` and `$defs.facts` say what each key may hold, and are the whole contract of a draft. `$defs.complete`
//! is applied at the root when the status is `complete`, so that conditions reach facts and answers: what is required,
//! bounds, and for each question with a condition "if surely true then … else absent". Only keywords and patterns on
//! which validators agree are used. Decimals are not counted, because validators disagree about `multipleOf`.
//! What must hold between answers is left out, and named under `$comment`: a JSON Schema compares no answer with another.

// A new shape of answers or kind of control must not pass a back end unseen.
#![deny(clippy::wildcard_enum_match_arm)]

mod bounds;
mod complete;
mod conditions;
mod facts;
mod kinds;
mod patterns;

use canevas_model::Language;
use canevas_project::{Artifact, FormCopy};
use canevas_responses::{ANSWERS_KEY, text_pattern};
use canevas_wording::Wording;
use serde_json::{Map, Value, json};

/// The schema as a file: `return.<language>.schema.json`.
pub fn schema(copy: &FormCopy<'_>, language: &Language) -> Artifact {
    let value = schema_value(copy, language);
    // A tree of maps with text keys always serializes.
    let mut bytes = serde_json::to_vec_pretty(&value).unwrap_or_default();
    bytes.push(b'\n');
    Artifact { name: format!("return.{language}.schema.json"), bytes }
}

/// The schema as a value.
pub fn schema_value(copy: &FormCopy<'_>, language: &Language) -> Value {
    let wording = Wording::new(copy, language);
    let model = copy.model;
    let digest = copy.definition_digest();
    let id = format!(
        "urn:canevas:{}:{}:{}:{language}:{}",
        model.form.replace('/', ":"),
        model.edition,
        copy.code.word(),
        digest.trim_start_matches("sha256:")
    );
    let languages: Vec<&str> = model.languages().map(Language::tag).collect();
    let digest_kind = || patterns::matching("^sha256:[0-9a-f]{64}$");
    let (answers, rows) = kinds::answers(wording);
    let mut defs = Map::new();
    defs.insert("facts".to_owned(), facts::kinds(wording));
    defs.insert(ANSWERS_KEY.to_owned(), answers);
    defs.extend(rows);
    defs.insert(kinds::TEXT.to_owned(), json!({ "type": "string", "pattern": text_pattern() }));
    defs.insert("complete".to_owned(), complete::complete(copy));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id,
        "title": wording.plain(&model.title, None),
        "type": "object",
        "additionalProperties": false,
        "required": ["canevas", "form", "edition", "language", "status", "answers"],
        "properties": {
            "canevas": { "const": 1 },
            "form": { "const": model.form },
            "edition": { "const": model.edition },
            "definition": digest_kind(),
            "texts": digest_kind(),
            "copy": digest_kind(),
            "language": { "enum": languages },
            "status": { "enum": ["draft", "complete"] },
            "made_by": { "type": "string" },
            "facts": { "$ref": "#/$defs/facts" },
            "answers": { "$ref": format!("#/$defs/{ANSWERS_KEY}") },
            "unread": { "type": "object", "additionalProperties": { "type": "string" } },
        },
        "if": { "required": ["status"], "properties": { "status": { "const": "complete" } } },
        "then": { "allOf": [{ "$ref": "#/$defs/complete" }], "properties": { "unread": false } },
        "$defs": defs,
    })
}
