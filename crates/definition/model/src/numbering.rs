//! Numbers of questions, computed for a copy. Sections, headings, notes and fields have none of their own.

use crate::indices::QuestionIx;
use crate::types::{ForEach, Model};
use canevas_syntax::definition::{Layout, Numbering};
use typed_index_collections::TiVec;

/// The number of a question in a copy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuestionNumber {
    /// First number; with stable numbering the only one.
    pub first: u32,
    /// Last number: more than the first only with running numbering over several rows that are no table.
    pub last: u32,
    /// Whether rows are numbered under the question (1.1, 1.2).
    pub nested: bool,
}

impl QuestionNumber {
    /// The number printed at row `row` (from 0), or at the question where it has no rows.
    pub fn at(&self, row: Option<usize>) -> String {
        match row {
            Some(row) if self.nested => format!("{}.{}", self.first, row + 1),
            Some(row) => (self.first + row as u32).to_string(),
            None => self.first.to_string(),
        }
    }
}

/// The numbers of all questions. `rows` gives the number of rows of a question in the copy. A question that takes no
/// answer has number 0.
pub fn numbers(model: &Model, rows: &dyn Fn(QuestionIx) -> Option<usize>) -> TiVec<QuestionIx, QuestionNumber> {
    let mut next = 1;
    model
        .questions
        .iter_enumerated()
        .map(|(index, question)| {
            if !question.takes_answer() {
                return QuestionNumber::default();
            }
            let first = next;
            // A table is one question to its readers, whatever its rows are.
            let nested = question.for_each.is_some()
                && (model.numbering == Numbering::Stable
                    || question.layout == Layout::Table
                    // Nobody knows how many rows there will be.
                    || matches!(question.for_each, Some(ForEach::Rows(_))));
            // A question over no rows keeps a number, so that texts can cite it.
            let count = if nested { 1 } else { rows(index).unwrap_or(1).max(1) as u32 };
            next += count;
            QuestionNumber { first, last: next - 1, nested }
        })
        .collect()
}
