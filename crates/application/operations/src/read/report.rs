//! How reading Word files went, as `--format json` prints it.

use super::{FileRead, Written};
use canevas_compiler::diagnostics::Finding;
use canevas_compiler::docx::read::rules::FIELD_MISSING;
use canevas_compiler::docx::read::{ReadReturn, WordFinding};
use canevas_compiler::responses::{FACTS_KEY, FactPath};
use serde::Serialize;
use serde_json::{Map, Value};

/// The report that the guide to Word files describes.
#[derive(Debug, Serialize)]
pub struct ReadReport<'r> {
    canevas: u32,
    files: Vec<FileReport<'r>>,
}

/// One file in the report.
#[derive(Debug, Serialize)]
pub struct FileReport<'r> {
    file: &'r str,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<&'r str>,
    #[serde(flatten)]
    read: Option<ReturnReport<'r>>,
}

/// How reading one return went.
#[derive(Debug, Serialize)]
struct ReturnReport<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'r str>,
    /// Each place to answer by its path, and how it was found.
    fields: Map<String, Value>,
    missing: Vec<MissingField<'r>>,
    warnings: Vec<String>,
    unread: Vec<PlacedText<'r>>,
    stray: Vec<StrayText<'r>>,
    #[serde(rename = "return", skip_serializing_if = "Option::is_none")]
    whole: Option<&'r Value>,
}

/// A place to answer that was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MissingField<'r> {
    /// Its path.
    pub path: &'r str,
    /// The number and words of its question.
    pub question: &'r str,
}

/// Text in a place to answer that is no answer there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PlacedText<'r> {
    /// The path of the place.
    pub path: &'r str,
    /// The number and words of the question.
    pub question: &'r str,
    /// The text.
    pub text: &'r str,
    /// Why it is no answer.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub why: &'r str,
}

/// Text in no place to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StrayText<'r> {
    /// The line before it.
    pub after: &'r str,
    /// Where it stands, where that is not the running text: a comment, the footer, a copy of a field.
    #[serde(rename = "in", skip_serializing_if = "str::is_empty")]
    pub place: &'r str,
    /// The text.
    pub text: &'r str,
}

/// Whose answers a return holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnIdentity<'r> {
    /// The country's code, where it is known.
    pub country: Option<&'r str>,
    /// The form.
    pub form: &'r str,
    /// The edition.
    pub edition: &'r str,
    /// The language.
    pub language: &'r str,
}

/// Whose answers a return holds.
pub fn identity_of(read: &ReadReturn) -> ReturnIdentity<'_> {
    let word = |key: &str| read.json[key].as_str().unwrap_or("");
    ReturnIdentity { country: code_of(read), form: word("form"), edition: word("edition"), language: word("language") }
}

/// The code of who answers. The reader takes only codes that somebody could choose; not all are in the table of countries.
fn code_of(read: &ReadReturn) -> Option<&str> {
    let facts = &read.json[FACTS_KEY];
    [FactPath::COUNTRY, FactPath::RESPONDENT].into_iter().find_map(|key| facts[key].as_str())
}

/// The report on several files. `returns` says whether it holds the returns too.
pub fn read_report(files: &[FileRead], returns: bool) -> ReadReport<'_> {
    ReadReport { canevas: 1, files: files.iter().map(|file| file.report(returns)).collect() }
}

impl FileRead {
    fn report(&self, returns: bool) -> FileReport<'_> {
        let state = match (&self.read, &self.written) {
            (Err(_), _) => "not_read",
            (Ok(_), Err(_)) => "not_written",
            (Ok(_), Ok(_)) => "read",
        };
        let written = match &self.written {
            Ok(Written::To(path) | Written::Same(path)) => Some(path.as_str()),
            Ok(Written::Printed(_)) | Err(_) => None,
        };
        let error = self.written.as_ref().err().map(String::as_str);
        let read = self.read.as_ref().ok().map(|read| ReturnReport {
            form: read.json["form"].as_str(),
            edition: read.json["edition"].as_str(),
            language: read.json["language"].as_str(),
            country: code_of(read),
            fields: read.report.fields.iter().map(|field| (field.path.clone(), field.channel.word().into())).collect(),
            missing: self.missing(),
            warnings: read.report.warnings().map(WordFinding::line).collect(),
            unread: self.unread(),
            stray: self.stray(),
            whole: returns.then_some(&read.json),
        });
        FileReport { file: &self.name, state, error, written, read }
    }

    /// The places to answer that were not found, in order.
    fn missing(&self) -> Vec<MissingField<'_>> {
        let Ok(read) = &self.read else { return Vec::new() };
        read.report.missing.iter().map(|path| MissingField { path, question: question(read, path) }).collect()
    }

    /// The same by question: its number and words, and the paths of its places.
    pub fn missing_by_question(&self) -> Vec<(&str, Vec<&str>)> {
        let mut out: Vec<(&str, Vec<&str>)> = Vec::new();
        for field in self.missing() {
            match out.last_mut() {
                Some((last, paths)) if *last == field.question => paths.push(field.path),
                _ => out.push((field.question, vec![field.path])),
            }
        }
        out
    }

    /// The first finding about a place to answer that was not found.
    pub fn missing_finding(&self) -> Option<&Finding> {
        let findings = self.read.iter().flat_map(|read| &read.report.findings);
        findings.map(|about| &about.finding).find(|finding| is_missing(finding))
    }

    /// The findings about anything else.
    pub fn other_findings(&self) -> impl Iterator<Item = &WordFinding> {
        let findings = self.read.iter().flat_map(|read| &read.report.findings);
        findings.filter(|about| !is_missing(&about.finding))
    }

    /// Text in a place to answer that is no answer there.
    fn unread(&self) -> Vec<PlacedText<'_>> {
        let Ok(read) = &self.read else { return Vec::new() };
        let unread = read.json.get("unread").and_then(Value::as_object).into_iter().flatten();
        let placed = unread.map(|(path, text)| PlacedText {
            path,
            question: question(read, path),
            text: text.as_str().unwrap_or(""),
            why: read.report.reasons.get(path).map_or("", String::as_str),
        });
        placed.collect()
    }

    /// Text in no place to answer.
    fn stray(&self) -> Vec<StrayText<'_>> {
        let Ok(read) = &self.read else { return Vec::new() };
        read.report
            .unplaced
            .iter()
            .map(|found| StrayText { after: &found.after, place: &found.place, text: &found.text })
            .collect()
    }

    /// Whether the file holds text that a person must place.
    pub fn needs_a_person(&self) -> bool {
        self.read.as_ref().is_ok_and(|read| !read.report.unplaced.is_empty() || read.json.get("unread").is_some())
    }
}

fn is_missing(finding: &Finding) -> bool {
    finding.rule.code == FIELD_MISSING.code
}

/// The number and words of the question at a path; the path where it belongs to no question.
fn question<'r>(read: &'r ReadReturn, path: &'r str) -> &'r str {
    read.report.questions.get(path).map_or(path, String::as_str)
}
