//! What is wrong in an edition, file by file, and how an editor can mend it.

use crate::range::{FileEdits, FileRange, TextEdit};
use crate::view::edition_folder;
use canevas_compiler::Project;
use canevas_compiler::diagnostics::{Finding, Sources, Span};
use canevas_compiler::files::EntryKind;
use canevas_operations::{CheckRequest, EditionFindings, check, each_once};
use serde::Serialize;
use std::collections::BTreeMap;

/// What is wrong in one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileFindings {
    /// The file's name.
    pub file: String,
    /// Its findings, in the order of the file.
    pub findings: Vec<EditorFinding>,
}

/// One finding at a place of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EditorFinding {
    /// The code of its rule.
    pub code: &'static str,
    /// The name of its rule.
    pub name: &'static str,
    /// Its level: `deny`, `warn` or `info`.
    pub level: &'static str,
    /// The problem in one sentence.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The first byte of the place.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Other places that explain it.
    pub others: Vec<RelatedPlace>,
    /// What mends it.
    pub fixes: Vec<QuickFix>,
}

/// A place that explains a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RelatedPlace {
    /// Where it is.
    pub place: FileRange,
    /// What there is to say of it.
    pub text: String,
}

/// A change that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuickFix {
    /// What it does, in a few words.
    pub title: String,
    /// What it changes.
    pub edits: Vec<FileEdits>,
}

/// What is wrong in the edition of a file, or of a folder of editions. These are the findings of `canevas check`.
///
/// # Errors
///
/// Fails where no edition can be read there.
pub fn findings(project: &Project, name: &str) -> Result<Vec<FileFindings>, String> {
    // A folder may hold several editions; a file belongs to one.
    let is_folder = project.files().kind(name) == Some(EntryKind::Folder);
    let of_file = if is_folder { None } else { edition_folder(project, name) };
    let name = of_file.unwrap_or_else(|| name.to_owned());
    let request = CheckRequest { names: vec![name], ..CheckRequest::default() };
    let editions = check(project, &request)?;
    let mut files: BTreeMap<&str, Vec<EditorFinding>> = BTreeMap::new();
    for (edition, found) in editions.iter().zip(each_once(&editions)) {
        for finding in found {
            let file = edition.sources.get(finding.primary.span.source).name();
            files.entry(file).or_default().push(told(finding, edition));
        }
    }
    Ok(files.into_iter().map(|(file, findings)| FileFindings { file: file.to_owned(), findings }).collect())
}

fn told(finding: &Finding, edition: &EditionFindings) -> EditorFinding {
    let span = finding.primary.span;
    let place = |span: Span| FileRange {
        file: edition.sources.get(span.source).name().to_owned(),
        start: span.start as usize,
        end: span.end as usize,
    };
    let others = finding.others.iter();
    EditorFinding {
        code: finding.rule.code,
        name: finding.rule.name,
        level: finding.level.word(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        start: span.start as usize,
        end: span.end as usize,
        others: others.map(|label| RelatedPlace { place: place(label.span), text: label.text.clone() }).collect(),
        fixes: fix(finding, &edition.sources).into_iter().collect(),
    }
}

fn fix(finding: &Finding, sources: &Sources) -> Option<QuickFix> {
    let fix = finding.fix.as_ref()?;
    let source = sources.get(fix.span.source);
    // The place of a word in a folded or quoted text may be that of the whole text.
    let replaces_more = source.slice(fix.span.range()).contains(char::is_whitespace);
    if replaces_more && !fix.text.contains(char::is_whitespace) {
        return None;
    }
    let title = if fix.text.contains(char::is_whitespace) {
        "Write it as `canevas fmt` does".to_owned()
    } else {
        format!("Write `{}`", fix.text)
    };
    let edit = TextEdit { start: fix.span.start as usize, end: fix.span.end as usize, text: fix.text.clone() };
    let edits = FileEdits { file: source.name().to_owned(), is_new: false, edits: vec![edit] };
    Some(QuickFix { title, edits: vec![edits] })
}
