//! Findings with the texts that they point into, and the JSON of them.

use canevas_compiler::Edition;
use canevas_compiler::diagnostics::{Finding, Findings, Level, Sources, Span, suppressed_line};
use serde::Serialize;
use std::collections::{BTreeSet, HashSet};
use std::fmt;

/// Findings of one edition with their sources.
#[derive(Debug, Clone)]
pub struct EditionFindings {
    /// The texts that the findings point into.
    pub sources: Sources,
    /// The findings, sorted.
    pub findings: Findings,
    /// Findings of rules that are off, sorted.
    pub suppressed: Findings,
}

impl EditionFindings {
    /// Findings, and those of rules that are off.
    pub fn new(sources: &Sources, findings: Findings, suppressed: &Findings) -> Self {
        Self { sources: sources.clone(), findings: findings.sorted(), suppressed: suppressed.clone().sorted() }
    }

    /// Adds findings.
    pub(crate) fn add(&mut self, findings: Findings) {
        let mut all = std::mem::take(&mut self.findings);
        all.extend(findings);
        self.findings = all.sorted();
    }

    /// The findings in words.
    pub fn in_words(&self) -> Vec<FindingInWords> {
        self.findings.iter().map(|finding| FindingInWords::new(finding, &self.sources)).collect()
    }

    /// All findings of an edition that was read.
    pub fn of(edition: &Edition) -> Self {
        Self::new(&edition.sources, edition.findings.clone(), &edition.suppressed)
    }
}

/// One finding in words, for a program that keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingInWords {
    /// The code of its rule.
    pub code: &'static str,
    /// The name of its rule.
    pub name: &'static str,
    /// Its level.
    pub level: &'static str,
    /// The problem in one sentence.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The place in a return that it is about, as a JSON pointer.
    pub pointer: Option<String>,
    /// The file where it stands.
    pub file: String,
    /// The line of the file, from 1.
    pub line: usize,
    /// The column in the line, in characters, from 1.
    pub column: usize,
    /// The line itself, and below it a mark under the place. None where the line is too long to be shown.
    pub excerpt: Option<String>,
}

/// The longest line that is shown, in characters.
const LONGEST_SHOWN: usize = 160;

impl FindingInWords {
    pub(crate) fn new(finding: &Finding, sources: &Sources) -> Self {
        let span = finding.primary.span;
        let source = sources.get(span.source);
        let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
        let text = source.text().lines().nth(start.line - 1).unwrap_or_default();
        let length = text.chars().count();
        let marked = if end.line == start.line { end.column } else { length + 1 }.saturating_sub(start.column).max(1);
        // A tab stays one, so that the mark stands under its place.
        let before = text.chars().take(start.column - 1).map(|c| if c == '\t' { c } else { ' ' }).collect::<String>();
        let excerpt = (length <= LONGEST_SHOWN).then(|| format!("{text}\n{before}{}", "^".repeat(marked)));
        Self {
            code: finding.rule.code,
            name: finding.rule.name,
            level: finding.level.word(),
            message: finding.message.clone(),
            help: finding.help.clone(),
            pointer: finding.pointer.clone(),
            file: source.name().to_owned(),
            line: start.line,
            column: start.column,
            excerpt,
        }
    }
}

impl fmt::Display for FindingInWords {
    /// `file:line:column: level CODE name: message`, the excerpt, and what to do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, name, level, message, file, line, column, .. } = self;
        write!(f, "{file}:{line}:{column}: {level} {code} {name}: {message}")?;
        for line in self.excerpt.iter().flat_map(|excerpt| excerpt.lines()) {
            write!(f, "\n  {line}")?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

/// The findings of each edition, where a finding in settings that several editions share appears with the first only.
pub fn each_once<'a>(editions: &'a [EditionFindings]) -> Vec<Vec<&'a Finding>> {
    let mut seen = HashSet::new();
    editions
        .iter()
        .map(|edition| {
            let mut is_new = |finding: &'a Finding| {
                let span = finding.primary.span;
                let file = edition.sources.get(span.source).name();
                !file.ends_with(".toml") || seen.insert((file, span.start, finding.rule.code, &finding.message))
            };
            edition.findings.iter().filter(|finding| is_new(finding)).collect()
        })
        .collect()
}

/// How many findings there are of each level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingCounts {
    /// Findings that deny.
    pub errors: usize,
    /// Findings that warn.
    pub warnings: usize,
    /// Findings that inform.
    pub notes: usize,
    /// The first code among them.
    pub first_code: Option<&'static str>,
    /// One line that names the findings of rules that are off.
    pub suppressed: Option<String>,
}

impl FindingCounts {
    /// Counts the findings of several editions.
    pub fn of(editions: &[EditionFindings]) -> Self {
        let shown = each_once(editions);
        let count = |level| shown.iter().flatten().filter(|finding| finding.level == level).count();
        let codes: BTreeSet<&str> = shown.iter().flatten().map(|finding| finding.rule.code).collect();
        Self {
            errors: count(Level::Deny),
            warnings: count(Level::Warn),
            notes: count(Level::Info),
            first_code: codes.first().copied(),
            suppressed: suppressed_line(editions.iter().flat_map(|edition| &edition.suppressed)),
        }
    }
}

/// The findings of one run, as `--format json` prints them.
#[derive(Debug, Serialize)]
pub struct FindingList<'a> {
    /// The findings.
    pub findings: Vec<FindingEntry<'a>>,
    /// The findings of rules that are off.
    pub suppressed: Vec<FindingEntry<'a>>,
}

/// One finding in JSON.
#[derive(Debug, Serialize)]
pub struct FindingEntry<'a> {
    code: &'static str,
    name: &'static str,
    level: &'static str,
    message: &'a str,
    place: PlaceEntry<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level_reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accept: Option<AcceptEntry<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    others: Vec<OtherEntry<'a>>,
}

/// What `canevas.toml` must hold to accept a finding for one text, in JSON.
#[derive(Debug, Serialize)]
struct AcceptEntry<'a> {
    at: &'a str,
    text: &'a str,
}

/// A further place that a finding points at, in JSON.
#[derive(Debug, Serialize)]
struct OtherEntry<'a> {
    text: &'a str,
    place: PlaceEntry<'a>,
}

/// A place in a file, in JSON. Lines and columns count from 1.
#[derive(Debug, Serialize)]
pub struct PlaceEntry<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl<'a> FindingList<'a> {
    /// The findings of several editions.
    pub fn of(editions: &'a [EditionFindings]) -> Self {
        let shown = each_once(editions);
        let findings = editions
            .iter()
            .zip(shown)
            .flat_map(|(edition, shown)| shown.into_iter().map(|finding| FindingEntry::new(finding, &edition.sources)));
        let suppressed = editions
            .iter()
            .flat_map(|edition| edition.suppressed.iter().map(|finding| FindingEntry::new(finding, &edition.sources)));
        Self { findings: findings.collect(), suppressed: suppressed.collect() }
    }
}

impl<'a> FindingEntry<'a> {
    fn new(finding: &'a Finding, sources: &'a Sources) -> Self {
        let others = finding.others.iter();
        Self {
            code: finding.rule.code,
            name: finding.rule.name,
            level: finding.level.word(),
            message: &finding.message,
            place: PlaceEntry::new(finding.primary.span, sources),
            help: finding.help.as_deref(),
            level_reason: finding.set_because.as_deref(),
            accept: finding.text.as_ref().map(|text| AcceptEntry { at: &text.at, text: &text.digest }),
            others: others
                .map(|label| OtherEntry { text: &label.text, place: PlaceEntry::new(label.span, sources) })
                .collect(),
        }
    }
}

impl<'a> PlaceEntry<'a> {
    fn new(span: Span, sources: &'a Sources) -> Self {
        let source = sources.get(span.source);
        let (start, end) = (source.position(span.start as usize), source.position(span.end as usize));
        Self { file: source.name(), line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    }
}
