//! What a copy shows of the answers of a return: computed numbers, and rows that people entered.

use super::FormCopy;
use canevas_model::expression::{Computed, Exact};
use canevas_model::{ComputedIx, QuestionIx, TiVec, Total, TotalAt};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the form computes from answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComputedValues {
    /// What the computed numbers come to; none where an answer is missing.
    pub numbers: TiVec<ComputedIx, Option<Exact>>,
    /// The totals of rows and columns in which there is a number.
    pub totals: BTreeMap<TotalAt, Total>,
}

/// What stands after a total in the hidden part of a document, where numbers are missing.
const INCOMPLETE: &str = "+";

/// The rows that people entered at questions, by their keys.
pub type EnteredRows = BTreeMap<QuestionIx, BTreeMap<String, Map<String, Value>>>;

/// Rows that paper has for what people enter, before anyone adds one: LibreOffice adds none under protection.
const SPARE: u32 = 5;

/// How many rows a blank document has for a question that takes so many.
pub fn rows_on_paper(at_least: Option<u32>, at_most: Option<u32>) -> usize {
    at_least.unwrap_or(0).max(SPARE).min(at_most.unwrap_or(u32::MAX)).max(1) as usize
}

impl FormCopy<'_> {
    /// The same copy with what the form computes from the answers that it shows.
    #[must_use]
    pub fn with_computed(mut self, values: ComputedValues) -> Self {
        self.computed = Arc::new(values);
        self
    }

    /// The computed numbers and totals that the copy shows, by name, as a return writes numbers.
    pub fn computed_in_text(&self) -> BTreeMap<String, String> {
        let shown = self.model.computed.iter_enumerated();
        let numbers =
            shown.filter_map(|(index, number)| Some((number.id.to_string(), self.computed(index)?.to_string())));
        let totals = self.computed.totals.iter().map(|(at, total)| {
            let mark = if total.is_complete { "" } else { INCOMPLETE };
            (at.name(self.model), format!("{}{mark}", total.sum))
        });
        numbers.chain(totals).collect()
    }

    /// The same copy with computed numbers and totals by name. What is no number, or no name of the form, is left out.
    #[must_use]
    pub fn with_computed_text(self, numbers: &BTreeMap<String, String>) -> Self {
        let of = |number: &Computed| numbers.get(number.id.as_str()).and_then(|text| Exact::parse(text));
        let total = |at: TotalAt| {
            let text = numbers.get(&at.name(self.model))?;
            let cut = text.strip_suffix(INCOMPLETE);
            Some((at, Total { sum: Exact::parse(cut.unwrap_or(text))?, is_complete: cut.is_none() }))
        };
        let values = ComputedValues {
            numbers: self.model.computed.iter().map(of).collect(),
            totals: self.model.questions.keys().flat_map(|index| self.totals(index)).filter_map(total).collect(),
        };
        self.with_computed(values)
    }

    /// Where the totals of a question stand in this copy.
    pub fn totals(&self, question: QuestionIx) -> Vec<TotalAt> {
        let of = &self.model.questions[question];
        if of.total.is_none() {
            return Vec::new();
        }
        let rows = of.for_each.map(|rows| self.rows(rows)).unwrap_or_default();
        of.totals(question, rows.iter().map(|row| row.key.as_str()))
    }

    /// What a total comes to; none where the copy shows no answers, or no number is there.
    pub fn total(&self, at: &TotalAt) -> Option<Total> {
        self.computed.totals.get(at).copied()
    }

    /// Whether the copy shows a total of a question.
    pub fn shows_totals(&self, question: QuestionIx) -> bool {
        self.computed.totals.keys().any(|at| at.question == question)
    }

    /// The same copy with the rows that were entered, which texts quote. It has no other rows, except where somebody goes on with
    /// the document: then it `has_spare` ones, as a blank document has.
    #[must_use]
    pub fn with_entered(mut self, rows: EnteredRows, has_spare: bool) -> Self {
        (self.entered, self.has_spare_rows) = (Arc::new(rows), has_spare);
        self
    }

    /// A copy for a blank document, which has no more rows than paper has. A copy that knows which rows were entered stays as it is.
    #[must_use]
    pub fn on_paper(self) -> Self {
        if !self.entered.is_empty() {
            return self;
        }
        let none = self.model.keyed_rows().into_iter().map(|rows| (rows, BTreeMap::new())).collect();
        self.with_entered(none, true)
    }

    /// The same copy with the rows that a filled document keeps. It `has_spare` rows where somebody may go on with the document.
    #[must_use]
    pub fn with_entered_json(self, rows: &Map<String, Value>, has_spare: bool) -> Self {
        let mut copy = self.on_paper();
        let mut known = EnteredRows::clone(&copy.entered);
        for (question, known) in &mut known {
            let held = rows.get(copy.model.questions[*question].id.as_str()).and_then(Value::as_object);
            let row = |(key, row): (&String, &Value)| Some((key.clone(), row.as_object()?.clone()));
            *known = held.into_iter().flatten().filter_map(row).collect();
        }
        (copy.entered, copy.has_spare_rows) = (Arc::new(known), has_spare);
        copy
    }

    /// The rows that were entered, as a filled document keeps them.
    pub fn entered_as_json(&self) -> Value {
        let rows = self.entered.iter().filter(|(_, rows)| !rows.is_empty());
        rows.map(|(question, rows)| (self.model.questions[*question].id.to_string(), json!(rows))).collect()
    }

    /// The entered rows that the copy shows, with their keys.
    pub fn entered_rows(&self, question: QuestionIx) -> impl Iterator<Item = (&String, &Map<String, Value>)> {
        self.entered.get(&question).into_iter().flatten()
    }

    /// What a field of an entered row holds, where the copy shows it.
    pub fn entered(&self, question: QuestionIx, row: &str, field: &str) -> Option<&Value> {
        self.entered.get(&question)?.get(row)?.get(field)
    }

    /// What a computed number comes to; none where the copy shows no answers, or one is missing.
    pub fn computed(&self, number: ComputedIx) -> Option<Exact> {
        self.computed.numbers.get(number).copied().flatten()
    }
}
