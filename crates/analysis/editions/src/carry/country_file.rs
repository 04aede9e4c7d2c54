//! The country file that takes rows, and what it was before. A second run needs both: it only adds to rows that somebody has seen.

use super::country_text::rows_of;
use canevas_model::Fact;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// The file of a country, to which rows go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountryFile<'t> {
    /// Its text; none where there is no file.
    pub text: Option<&'t str>,
    /// What it was in the edition before.
    pub before: FileBefore<'t>,
}

/// A country file in the edition before the one that takes rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileBefore<'t> {
    /// The edition is being started, with the files of the edition before.
    Same,
    /// The edition was started in an earlier run. This is the file that it started from; none where there was no file. Rows that
    /// differ from it were carried, or somebody typed them.
    StartedFrom(Option<&'t str>),
}

impl CountryFile<'_> {
    /// Whether the rows of a fact were carried or typed since the edition was started. Then they are only added to.
    pub(super) fn is_again(self, fact: &Fact) -> bool {
        let rows = |text: Option<&str>| text.and_then(|text| rows_of(text, &fact.id)).unwrap_or_default();
        match self.before {
            FileBefore::Same => false,
            FileBefore::StartedFrom(old) => rows(old) != rows(self.text),
        }
    }

    /// The keys of rows that a fact has or had. No new row gets one of them.
    pub(super) fn keys(self, fact: &Fact) -> HashSet<String> {
        let old = match self.before {
            FileBefore::Same => None,
            FileBefore::StartedFrom(old) => old,
        };
        let texts = [self.text, old].into_iter().flatten();
        let rows = texts.filter_map(|text| rows_of(text, &fact.id)).flatten();
        rows.filter_map(|row| row.get("id")?.as_str().map(str::to_owned)).collect()
    }

    /// A value that a row of a fact had in the edition before; none where that edition is being started.
    pub(super) fn value_before(self, fact: &Fact, key: &str, field: &str) -> Option<Value> {
        self.row_before(fact, key)?.remove(field)
    }

    /// Whether a row of a fact was there in the edition before, which was started in an earlier run.
    pub(super) fn had_row(self, fact: &Fact, key: &str) -> bool {
        self.row_before(fact, key).is_some()
    }

    fn row_before(self, fact: &Fact, key: &str) -> Option<Map<String, Value>> {
        self.rows_before(fact).into_iter().find(|row| row.get("id").is_some_and(|id| id == key))
    }

    /// The rows of a fact in the edition before, which was started in an earlier run; none where it is being started.
    pub(super) fn rows_before(self, fact: &Fact) -> Vec<Map<String, Value>> {
        let FileBefore::StartedFrom(Some(old)) = self.before else { return Vec::new() };
        rows_of(old, &fact.id).unwrap_or_default()
    }
}
