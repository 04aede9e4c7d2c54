//! A questionnaire from end to end, in a folder of `cases`: its definition, the edition before it and a return, with what comes of
//! them under `expected`. `UPDATE=1` renews the expected files.

#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a test stops where it fails")]

use crate::example::{Project, below, listing, load, read, read_after};
use crate::pairs;
use canevas_compiler::{Built, Request};
use canevas_readable::{markdown, readable};
use canevas_responses::{Response, read_return};
use canevas_validate::{Validator, check_return};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A folder of `cases`.
#[derive(Debug, Clone)]
pub struct WholeCase(PathBuf);

impl WholeCase {
    /// The case of this name.
    pub fn of(name: &str) -> Self {
        Self(Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(name))
    }

    /// Compares what was found with an expected file.
    pub fn is_expected(&self, name: &str, found: &str) {
        let expected = self.0.join("expected").join(name);
        let compared = canevas_expected::compare(&expected, found, canevas_expected::renew!());
        assert!(compared.is_ok(), "{}", compared.err().unwrap_or_default());
    }

    /// The edition, which must have no fault.
    pub fn edition(&self) -> Project {
        let mut files = load(&self.0);
        files.retain(|name, _| !name.starts_with("old/") && !name.starts_with("expected/") && name != "return.json");
        let edition = read(&files);
        assert!(!edition.findings.deny(), "{}", edition.listing(&edition.findings));
        edition
    }

    /// Compares the page from a section on, the Word file and the JSON Schema of the blank copy.
    pub fn three_outputs(&self, section: &str) {
        let built = self.edition().build(&Request::default());
        self.is_expected("form.txt", &shown(text(&built, "blank/form.html"), section));
        self.is_expected("questionnaire.en.docx.txt", text(&built, "blank/questionnaire.en.docx.txt"));
        let schema: Value = serde_json::from_str(text(&built, "blank/return.en.schema.json")).unwrap();
        let answers = serde_json::to_string_pretty(&schema["$defs"]["answers"]).unwrap();
        self.is_expected("answers.schema.json", &format!("{answers}\n"));
    }

    /// Compares what differs from the edition before.
    pub fn difference(&self) {
        let files = load(&self.0);
        let old = read(&below(&files, "old/"));
        let mut own = files.clone();
        own.retain(|name, _| name == "form.yaml");
        let new = read_after(&own, old.sources.clone());
        let comparison = new.compare_with(&old, &[], "2025-01-01").unwrap();
        self.is_expected("difference.txt", &pairs::listing(&comparison));
    }

    /// Compares what is found in the return of a copy, and how it reads, with what is personal and without.
    pub fn return_in_words(&self, code: &str, personal: &[bool]) {
        let edition = self.edition();
        let copy = edition.copies().into_iter().find(|copy| copy.code.word() == code).unwrap();
        let given = load(&self.0)["return.json"].clone();
        let mut sources = edition.sources.clone();
        let id = sources.add("return.json".to_owned(), given.clone());
        let (file, mut findings) = read_return(&sources, id);
        let file = file.unwrap();
        findings.extend(check_return(&Validator::new(&copy), &file, false, &copy.model.source_language));
        let response = Response::from_json(serde_json::from_str(&given).unwrap());
        let mut out = listing(&findings.sorted(), &sources);
        for personal in personal {
            let title = if *personal { "with unpublished answers" } else { "for everybody" };
            out.extend(["\n=== ", title, " ===\n\n"]);
            out += &markdown(&readable(&copy, &copy.model.source_language, &response, *personal));
        }
        self.is_expected("return.txt", &out);
    }
}

/// The text of the built file whose name ends so.
pub fn text<'b>(built: &'b [Built], ending: &str) -> &'b str {
    let found = built.iter().find(|built| built.path.ends_with(ending)).unwrap();
    std::str::from_utf8(&found.bytes).unwrap()
}

/// What a page shows of its sections from one on, without its script: a line for each text.
fn shown(page: &str, section: &str) -> String {
    let start = format!("id=\"s/{section}\"");
    let body = page.split(&start).nth(1).unwrap().split("id=\"s/check\"").next().unwrap();
    let texts = body.split('<').filter_map(|part| Some(part.split_once('>')?.1.trim()));
    texts.filter(|text| !text.is_empty()).map(|text| format!("{text}\n")).collect()
}
