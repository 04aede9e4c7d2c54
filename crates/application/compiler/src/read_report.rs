//! The shape of the report of `canevas read --format json`.

use canevas_docx::read::Channel;
use serde_json::{Value, json};

/// The JSON Schema of the report.
pub fn schema() -> Value {
    let text = || json!({ "type": "string" });
    let list = |what: &str, keys: &[&str], more: &[&str]| {
        let all = keys.iter().chain(more);
        let properties: serde_json::Map<String, Value> = all.map(|key| ((*key).to_owned(), text())).collect();
        json!({
            "description": what,
            "type": "array",
            "items": { "type": "object", "properties": properties, "required": keys, "additionalProperties": false },
        })
    };
    let channels = Channel::ALL.map(Channel::word);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of canevas read",
        "type": "object",
        "properties": {
            "canevas": { "description": "The version of this shape.", "const": 1 },
            "files": { "description": "The files, in the order given.", "type": "array", "items": { "$ref": "#/$defs/file" } },
        },
        "required": ["canevas", "files"],
        "additionalProperties": false,
        "$defs": { "file": {
            "type": "object",
            "properties": {
                "file": { "description": "The file.", "type": "string" },
                "state": {
                    "description": "Whether it was read, and its return written.",
                    "enum": ["read", "not_read", "not_written"],
                },
                "error": { "description": "Why it was not read, or its return not written.", "type": "string" },
                "written": { "description": "Where the return is.", "type": "string" },
                "form": { "description": "The form that it was read as.", "type": "string" },
                "edition": { "description": "The edition that it says it is of.", "type": "string" },
                "country": { "description": "The country, where it is known.", "type": "string" },
                "language": { "description": "The language that it was read in.", "type": "string" },
                "fields": {
                    "description": "Each place to answer by its path, and how it was found.",
                    "type": "object",
                    "additionalProperties": { "enum": channels },
                },
                "missing": list("Places to answer that were not found.", &["path", "question"], &[]),
                "warnings": { "description": "What a person should know.", "type": "array", "items": text() },
                "unread": list("What was written in a place and is no answer there, and why.", &["path", "question", "text"], &["why"]),
                "stray": list("Text in no answer, the question that it stands after, and the place where that is not the running text.", &["after", "text"], &["in"]),
                "return": {
                    "description": "The return, where it was asked for; return.schema.json describes it.",
                    "type": "object",
                },
            },
            "required": ["file", "state"],
            "additionalProperties": false,
        } },
    })
}
