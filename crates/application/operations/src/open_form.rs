//! A form that stays open, for a program that holds returns against it as they come: many, in memory or in the lines of a file.

use crate::export::flatten;
use crate::line_chunks::{Chunk, Line, LineChunks, line};
use crate::names::{edition_at, model};
use crate::{EditionFindings, Failure, FindingInWords, FlatReturns, FlattenRequest, Refusal, shown};
use canevas_compiler::diagnostics::{Finding, Sources, Span, nearest};
use canevas_compiler::files::Scope;
use canevas_compiler::model::Language;
use canevas_compiler::syntax::rules::NOT_JSON;
use canevas_compiler::{Edition, Project, ReturnChecker};
use rayon::prelude::*;
use std::io::{self, BufRead};
use std::sync::Arc;

/// Lines that one thread checks at once.
const TOGETHER: usize = 256;

/// An edition whose form has no error.
#[derive(Debug, Clone)]
pub struct OpenForm {
    folder: String,
    edition: Arc<Edition>,
}

/// A return as a program has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnText {
    /// What messages and tables call it.
    pub name: String,
    /// JSON in UTF-8.
    pub bytes: Vec<u8>,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedLine {
    /// Its number in the file, from 1.
    pub number: usize,
    /// The findings; none for a return that is right.
    pub findings: Vec<FindingInWords>,
}

impl OpenForm {
    /// Opens a form: its file, or the folder of its edition. Findings that deny refuse it.
    pub fn open(project: &Project, name: &str) -> Result<Self, Refusal> {
        let folder = edition_at(project, name)?;
        let edition = project.edition(&folder, Scope::WithoutReturns)?;
        if edition.findings.deny() {
            return Err(Refusal::Before(Box::new(EditionFindings::of(&edition))));
        }
        model(&edition)?;
        Ok(Self { folder, edition })
    }

    /// The folder of the edition.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The name of the form.
    pub fn form(&self) -> &str {
        self.edition.model.as_ref().map_or("", |model| &model.form)
    }

    /// The name of the edition.
    pub fn edition(&self) -> &str {
        self.edition.model.as_ref().map_or("", |model| &model.edition)
    }

    /// The tags of its languages, that of the source first.
    pub fn languages(&self) -> Vec<&str> {
        self.edition.model.iter().flat_map(|model| model.languages().map(Language::tag)).collect()
    }

    /// The codes of the countries that have a country file.
    pub fn countries(&self) -> Vec<&str> {
        self.edition.countries.iter().map(|country| country.code.as_str()).collect()
    }

    /// The warnings and notes about the form.
    pub fn findings(&self) -> Vec<FindingInWords> {
        EditionFindings::of(&self.edition).in_words()
    }

    /// The JSON Schema of a return, as text: of the blank copy where no country is named, with the words of the source language where no
    /// language is named.
    pub fn schema(&self, country: Option<&str>, language: Option<&str>) -> Result<Vec<u8>, Failure> {
        let model = model(&self.edition)?;
        let language = match language {
            None => &model.source_language,
            Some(tag) => model
                .languages()
                .find(|known| known.tag() == tag)
                .ok_or_else(|| unknown("language", tag, &self.languages(), "no translation is in it"))?,
        };
        let schema = self.edition.answer_schema(country, language);
        let of_country = || unknown("country file", country.unwrap_or_default(), &self.countries(), "there is none");
        schema.map(|schema| schema.bytes).ok_or_else(of_country)
    }

    /// What is wrong with a return; nothing for one that is right. A draft is checked as a draft, unless `as_complete` says that it is
    /// meant to be complete.
    pub fn check(&self, given: ReturnText, as_complete: bool) -> Result<Vec<FindingInWords>, Failure> {
        Ok(checked(&self.checker()?, &given.name, &line(given.bytes), as_complete))
    }

    /// Checks a file with a return in each line. Lines without a return have no place in the result. `name` is what findings call the
    /// file. `take` gets the lines in their order, some at a time, and says whether it wants more.
    pub fn check_lines(
        &self,
        name: &str,
        from: &mut dyn BufRead,
        as_complete: bool,
        take: &mut dyn FnMut(Vec<CheckedLine>) -> bool,
    ) -> Result<(), Failure> {
        let checker = self.checker()?;
        let check = |chunk: &Chunk| -> Vec<CheckedLine> {
            let is_return = |line: &Line| line.as_ref().map_or(true, |line| !line.trim().is_empty());
            let lines = (chunk.first..).zip(&chunk.lines).filter(|(_, line)| is_return(line));
            lines.map(|(number, line)| checked_line(&checker, name, number, line, as_complete)).collect()
        };
        let mut chunks = LineChunks::new(from, TOGETHER);
        loop {
            let read = chunks.read().map_err(|error: io::Error| crate::names::cannot_read(name, &error))?;
            if read.is_empty() {
                return Ok(());
            }
            let checked: Vec<Vec<CheckedLine>> = read.par_iter().map(check).collect();
            if !take(checked.into_iter().flatten().collect()) {
                return Ok(());
            }
        }
    }

    /// Takes returns apart into the tables of an export of this edition. A text that is no return of it is left out, and the outcome
    /// says so.
    pub fn flatten(&self, returns: Vec<ReturnText>, request: &FlattenRequest) -> Result<FlatReturns, Failure> {
        let returns: Vec<(String, Line)> = returns.into_iter().map(|given| (given.name, line(given.bytes))).collect();
        flatten(&self.edition, &returns, request)
    }

    fn checker(&self) -> Result<ReturnChecker<'_>, Failure> {
        self.edition.return_checker().ok_or_else(|| "the form cannot be read; `canevas check` says why".to_owned())
    }
}

/// Why a name that a program gives leads to nothing.
fn unknown(what: &str, name: &str, known: &[&str], why: &str) -> Failure {
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => why.to_owned(),
        None => format!("there are: {}", known.join(", ")),
    };
    format!("the form has no {what} `{}`; {help}", shown(name))
}

fn checked(checker: &ReturnChecker<'_>, name: &str, line: &Line, as_complete: bool) -> Vec<FindingInWords> {
    let text = match line {
        Ok(text) => text,
        Err(fault) => {
            let mut sources = Sources::default();
            let span = Span::new(sources.add(name, ""), 0..0);
            return vec![FindingInWords::new(&Finding::new(&NOT_JSON, span, fault.words()), &sources)];
        }
    };
    let found = checker.check_text(name, text, as_complete);
    found.findings.iter().map(|finding| FindingInWords::new(finding, &found.sources)).collect()
}

fn checked_line(checker: &ReturnChecker<'_>, name: &str, number: usize, line: &Line, as_complete: bool) -> CheckedLine {
    let mut findings = checked(checker, name, line, as_complete);
    // The text of a line knows nothing of those before it.
    for finding in &mut findings {
        finding.line = number;
    }
    CheckedLine { number, findings }
}
