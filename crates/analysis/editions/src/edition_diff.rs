//! The result of a comparison, which reports print.

use crate::classify::Impact;
use crate::diff::{Change, ChangePlace, TextPair};
use crate::witness::Replay;
use canevas_diagnostics::{Finding, Findings, Level};
use canevas_model::{QuestionId, TextKey};
use canevas_syntax::changes::Comparable;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Whether answers to the old edition pass the new schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Validates {
    /// They pass.
    Yes,
    /// They may fail, but no witness was found.
    Unsure,
    /// A witness fails, or an answer that a country gave.
    No,
}

impl Validates {
    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Unsure => "unsure",
            Self::No => "no",
        }
    }
}

/// A change with the verdicts about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassifiedChange {
    /// The finding, at the level in force.
    pub finding: Finding,
    /// Its place in the form.
    pub at: ChangePlace,
    /// The value before.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
    /// What it affects.
    pub impact: Impact,
    /// Whether old answers pass.
    pub validates: Validates,
    /// Whether the series goes on.
    pub comparable: Comparable,
    /// An old return that the new schema refuses.
    pub witness: Option<Value>,
    /// The question of the old edition that the witness is about.
    pub witness_of: Option<QuestionId>,
    /// Questions of the old edition that the conditions of that question read.
    pub witness_reads: BTreeSet<QuestionId>,
    /// The hash by which a waiver names the change.
    pub fingerprint: String,
    /// The declaration of the change file about it.
    pub declared: Option<String>,
    /// The reason of its waiver.
    pub waived: Option<String>,
    /// The countries whose copies it affects.
    pub countries: Vec<String>,
}

/// A comparison of two editions.
#[derive(Debug)]
pub struct EditionDiff {
    /// The form's name.
    pub form: String,
    /// The old edition's name.
    pub old: String,
    /// The new edition's name.
    pub new: String,
    /// The changes, before the rules.
    pub changes: Vec<Change>,
    /// The changes with their verdicts, in the order of the new edition.
    pub classified: Vec<ClassifiedChange>,
    /// Changes whose rules are off. Reports only count them.
    pub suppressed: Vec<ClassifiedChange>,
    /// The number of texts that need a new translation, by language.
    pub to_translate: BTreeMap<String, usize>,
    /// The changed texts by key, in each language.
    pub texts: BTreeMap<TextKey, Vec<TextPair>>,
    /// Old returns under the new schema.
    pub replay: Replay,
}

impl EditionDiff {
    /// Whether a finding denies.
    pub fn denies(&self) -> bool {
        self.classified.iter().any(|change| change.finding.level == Level::Deny)
    }

    /// The findings of the classified changes.
    pub fn findings(&self) -> Findings {
        self.classified.iter().map(|change| change.finding.clone()).collect()
    }

    /// Every classified change, also those that reports do not show. The verdicts depend on all of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &ClassifiedChange> {
        self.classified.iter().chain(&self.suppressed)
    }

    /// Whether answers to the old edition pass the new schema, over all changes.
    pub fn validates(&self) -> Validates {
        self.all().map(|change| change.validates).max().unwrap_or(Validates::Yes)
    }

    /// Whether the series goes on, over all changes.
    pub fn comparable(&self) -> Comparable {
        self.all().map(|change| change.comparable).max().unwrap_or(Comparable::Full)
    }

    /// The countries whose copies are affected.
    pub fn countries(&self) -> Vec<&str> {
        let all: BTreeSet<&str> = self.all().flat_map(|j| j.countries.iter().map(String::as_str)).collect();
        all.into_iter().collect()
    }
}
