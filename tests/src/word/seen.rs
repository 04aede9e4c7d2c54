//! What was read from a filled file, in a form that stays the same: the answers, which every hand must leave alike, and
//! how each hand's file was read.

use super::Case;
use canevas_docx::read::{ReadReturn, WordFinding};
use serde_json::{Map, Value, json};
use std::path::Path;

/// The language, facts, answers and what could not be read as a value.
pub fn answers(read: &ReadReturn) -> Value {
    let part = |name: &str| read.json.get(name).cloned().unwrap_or_else(|| json!({}));
    json!({ "language": read.json["language"], "facts": part("facts"), "answers": part("answers"), "unread": part("unread") })
}

/// How many places each channel gave, what was missing, the text in no answer, and the warnings.
pub fn report(read: &ReadReturn) -> Value {
    let mut channels: Map<String, Value> = Map::new();
    for field in &read.report.fields {
        let count = channels.get(field.channel.word()).and_then(Value::as_u64).unwrap_or(0);
        channels.insert(field.channel.word().to_owned(), (count + 1).into());
    }
    let stray = read.report.unplaced.iter().map(|text| {
        let mut stray = json!({ "after": text.after, "text": text.text });
        if !text.place.is_empty() {
            stray["in"] = text.place.as_str().into();
        }
        stray
    });
    let stray: Vec<Value> = stray.collect();
    let warnings: Vec<String> = read.report.warnings().map(WordFinding::line).collect();
    json!({ "channels": channels, "missing": read.report.missing, "stray": stray, "warnings": warnings })
}

/// LibreOffice 7.4 writes no empty line of an answer, and an answer's words are the same without.
pub fn without_empty_lines(value: &Value) -> Value {
    match value {
        Value::String(text) => text.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n").into(),
        Value::Array(values) => values.iter().map(without_empty_lines).collect(),
        Value::Object(map) => {
            map.iter().map(|(key, value)| (key.clone(), without_empty_lines(value))).collect::<Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

/// Holds what was read against the case's files; `UPDATE=1` writes them anew. Tells what differs.
pub fn compare(cases: &[Case], case: &Case, hand: &str, read: &ReadReturn) -> Result<Vec<String>, String> {
    let update = canevas_expected::renews();
    let mut wrong = Vec::new();
    let mut told = |name: &str, expected: &Value, found: &Value| {
        if expected != found {
            let test = match hand {
                "xml" => "cargo test --workspace --test word_fills",
                _ => "node --test tests/office/fill.test.mjs",
            };
            let difference = difference(expected, found, "");
            wrong.push(format!(
                "{} by {hand}, {name}: if the difference is right, run `UPDATE=1 {test}`\n{difference}",
                case.name
            ));
        }
    };
    let own = case.word("answers_of");
    let owner = if own.is_empty() { case } else { cases.iter().find(|c| c.name == own).ok_or("no such case")? };
    let path = owner.folder.join("expected.json");
    let found = answers(read);
    if update && own.is_empty() && (hand == "xml" || !case.is_by("xml")) {
        write(&path, &found)?;
    }
    let expected = value(&path)?;
    if hand == "libreoffice" {
        told("answers", &without_empty_lines(&expected), &without_empty_lines(&found));
    } else {
        told("answers", &expected, &found);
    }
    let path = case.folder.join(format!("report.{hand}.json"));
    let found = report(read);
    if update {
        write(&path, &found)?;
    }
    told("report", &value(&path)?, &found);
    Ok(wrong)
}

fn write(path: &Path, value: &Value) -> Result<(), String> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())? + "\n";
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn value(path: &Path) -> Result<Value, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("{}: {error}; write it with UPDATE=1 and read it", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The places where two values differ.
fn difference(expected: &Value, found: &Value, at: &str) -> String {
    match (expected, found) {
        (Value::Object(a), Value::Object(b)) => {
            let names = a.keys().chain(b.keys().filter(|name| !a.contains_key(*name)));
            names
                .filter(|name| a.get(*name) != b.get(*name))
                .map(|name| {
                    difference(
                        a.get(name).unwrap_or(&Value::Null),
                        b.get(name).unwrap_or(&Value::Null),
                        &format!("{at}/{name}"),
                    )
                })
                .collect()
        }
        _ => format!("  {at}\n    expected {expected}\n    found    {found}\n"),
    }
}
