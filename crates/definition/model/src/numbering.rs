//! Numbers of questions, computed for a copy. Notes, fields and comments on a table have none of their own, and sections and headings only official
//! ones. Where a question has an official number, it stands in place of the counted one.

use crate::indices::QuestionIx;
use crate::keys::{TextOwner, TextRole};
use crate::text::Text;
use crate::types::Model;
use canevas_syntax::definition::Numbering;
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
    /// The number that the definition gives.
    pub official: Option<String>,
}

impl QuestionNumber {
    /// The number printed at row `row` (from 0), or at the question where it has no rows.
    pub fn at(&self, row: Option<usize>) -> String {
        match (&self.official, row) {
            (Some(number), Some(row)) => format!("{number}.{}", row + 1),
            (Some(number), None) => number.clone(),
            (None, row) => self.counted(row),
        }
    }

    fn counted(&self, row: Option<usize>) -> String {
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
            // It stands under its table, and so does the number.
            if question.is_comment {
                return QuestionNumber { official: Some(String::new()), ..QuestionNumber::default() };
            }
            let first = next;
            // A table is one question to its readers, whatever its rows are.
            let official = question.number.as_ref().map(|number| number.value.clone());
            let nested = question.for_each.is_some()
                && (model.numbering == Numbering::Stable
                    || question.layout.is_table()
                    || official.is_some()
                    // Nobody knows how many rows there will be.
                    || question.is_for_entered_rows());
            // A question over no rows keeps a number, so that texts can cite it.
            let count = if nested { 1 } else { rows(index).unwrap_or(1).max(1) as u32 };
            next += count;
            QuestionNumber { first, last: next - 1, nested, official }
        })
        .collect()
}

impl Model {
    /// The official number that stands before a title of a section or heading.
    pub fn number_of_title(&self, title: &Text) -> Option<&str> {
        let number = match (title.key.owner(), title.key.role()) {
            (TextOwner::Section(id), TextRole::Title) => {
                &self.sections.iter().find(|section| section.id == *id)?.number
            }
            (TextOwner::Heading(_), TextRole::Title) => {
                let blocks = self.sections.iter().flat_map(|section| &section.blocks);
                let mut headings = blocks.filter_map(|block| block.heading.as_ref());
                &headings.find(|heading| heading.title.key == title.key)?.number
            }
            _ => return None,
        };
        number.as_ref().map(|number| number.value.as_str())
    }
}

/// An official number as it stands before a title: with a full stop, unless it ends with a bracket.
pub fn before_title(number: &str) -> String {
    if number.ends_with(')') { number.to_owned() } else { format!("{number}.") }
}
