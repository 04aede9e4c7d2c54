//! The report of `canevas read`: lines for people, JSON for programs.

use super::{ReadOutcome, Written};
use crate::Failure;
use canevas_compiler::diagnostics::{Finding, Level};
use canevas_compiler::docx::read::rules::FIELD_MISSING;
use canevas_compiler::docx::read::{ReadReturn, WordFinding};
use canevas_compiler::model::countries;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// How many paths are shown for one question. The others are counted.
const MOST_PATHS: usize = 3;

/// Prints one line about the file, then its findings.
pub fn tell(reading: &ReadOutcome) {
    let name = &reading.name;
    let read = match &reading.read {
        Ok(read) => read,
        Err(why) => {
            eprintln!("{name}: not read: {why}");
            return;
        }
    };
    let went = match &reading.written {
        Ok(Written::To(path)) => format!("written to {path}"),
        Ok(Written::Same(path)) => format!("{path} holds the same already"),
        Ok(Written::Printed) => "printed".to_owned(),
        Err(why) => format!("not written: {why}"),
    };
    eprintln!("{name}: {}: {}; {went}", identity(read), places(read));
    let findings = &read.report.findings;
    let is_missing = |about: &&WordFinding| about.finding.rule.code == FIELD_MISSING.code;
    if let Some(first) = findings.iter().find(is_missing) {
        for (question, paths) in missing(read) {
            let shown = paths.iter().take(MOST_PATHS).copied().collect::<Vec<_>>().join(", ");
            let more = paths.len().saturating_sub(MOST_PATHS);
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            eprintln!("  {}: {question} ({shown}{more})", mark(&first.finding));
        }
    }
    for about in findings.iter().filter(|about| !is_missing(about)) {
        eprintln!("  {}: {}", mark(&about.finding), about.line());
    }
}

/// The level and rule of a finding.
fn mark(finding: &Finding) -> String {
    let level = match finding.level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Info => "note",
    };
    format!("{level} {} {}", finding.rule.code, finding.rule.name)
}

/// The last line about several files.
pub fn tell_sum(readings: &[ReadOutcome]) {
    let failed = readings.iter().filter(|reading| reading.failed()).count();
    let looked = readings.iter().filter(|reading| reading.read.as_ref().is_ok_and(needs_a_person)).count();
    let mut sentence = format!("{} files: {} read", readings.len(), readings.len() - failed);
    if failed > 0 {
        let _ = write!(sentence, ", {failed} not");
    }
    if looked > 0 {
        let hold = if looked == 1 { "holds" } else { "hold" };
        let _ = write!(sentence, "; {looked} {hold} text that a person must place");
    }
    eprintln!("{sentence}");
}

/// The report that the guide to Word files describes. `returns`: whether it holds the returns too.
pub fn json(readings: &[ReadOutcome], returns: bool) -> Result<String, Failure> {
    let files: Vec<Value> = readings.iter().map(|reading| file(reading, returns)).collect();
    serde_json::to_string_pretty(&json!({ "canevas": 1, "files": files }))
        .map_err(|error| format!("cannot write JSON: {error}"))
}

fn file(reading: &ReadOutcome, returns: bool) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        if !value.is_null() {
            out.insert(key.to_owned(), value);
        }
    };
    put("file", reading.name.as_str().into());
    let state = match (&reading.read, &reading.written) {
        (Err(_), _) => "not_read",
        (Ok(_), Err(_)) => "not_written",
        (Ok(_), Ok(_)) => "read",
    };
    put("state", state.into());
    put("error", reading.written.as_ref().err().map(String::as_str).into());
    if let Ok(Written::To(path) | Written::Same(path)) = &reading.written {
        put("written", path.as_str().into());
    }
    let Ok(read) = &reading.read else { return out.into() };
    let report = &read.report;
    for key in ["form", "edition", "language"] {
        put(key, read.json[key].clone());
    }
    put("country", read.json["facts"]["country"].clone());
    let fields: Map<String, Value> =
        report.fields.iter().map(|field| (field.path.clone(), field.channel.word().into())).collect();
    put("fields", fields.into());
    let missing = missing(read).into_iter().flat_map(|(question, paths)| {
        paths.into_iter().map(move |path| json!({ "path": path, "question": question })).collect::<Vec<_>>()
    });
    put("missing", missing.collect());
    put("warnings", report.warnings().map(WordFinding::line).collect());
    let unread = unread(read).into_iter();
    put(
        "unread",
        unread.map(|(path, question, text)| json!({ "path": path, "question": question, "text": text })).collect(),
    );
    put("stray", report.unplaced.iter().map(|text| json!({ "after": text.after, "text": text.text })).collect());
    if returns {
        put("return", read.json.clone());
    }
    out.into()
}

/// Country, form, edition and language.
fn identity(read: &ReadReturn) -> String {
    let word = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let code = word(&read.json["facts"]["country"]);
    let country = match countries::by_code(&code) {
        Some(country) => country.alpha3,
        None => "no country",
    };
    let (form, edition) = (word(&read.json["form"]), word(&read.json["edition"]));
    format!("{country}, {form} {edition}, {}", word(&read.json["language"]))
}

fn places(read: &ReadReturn) -> String {
    match (read.report.fields.len(), read.report.missing.len()) {
        (0, _) => "no place to answer was found".to_owned(),
        (found, 0) => format!("all {found} places to answer were found"),
        (found, 1) => format!("{found} places to answer were found, 1 is missing"),
        (found, missing) => format!("{found} places to answer were found, {missing} are missing"),
    }
}

fn needs_a_person(read: &ReadReturn) -> bool {
    !read.report.unplaced.is_empty() || read.json.get("unread").is_some()
}

/// What is missing, by question.
fn missing(read: &ReadReturn) -> Vec<(&str, Vec<&str>)> {
    let mut out: Vec<(&str, Vec<&str>)> = Vec::new();
    for path in &read.report.missing {
        let question = question(read, path);
        match out.last_mut() {
            Some((last, paths)) if *last == question => paths.push(path),
            _ => out.push((question, vec![path])),
        }
    }
    out
}

/// What was written in a place and is no answer there: path, question and text.
fn unread(read: &ReadReturn) -> Vec<(&str, &str, &str)> {
    let unread = read.json.get("unread").and_then(Value::as_object).into_iter().flatten();
    unread.map(|(path, text)| (path.as_str(), question(read, path), text.as_str().unwrap_or(""))).collect()
}

/// The number and words of the question at a path; the path where it is of none.
fn question<'r>(read: &'r ReadReturn, path: &'r str) -> &'r str {
    read.report.questions.get(path).map_or(path, String::as_str)
}
