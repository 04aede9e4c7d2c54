//! A grid: a line for each row, and a box in the column of each option. One that has too many options for boxes is a table with a list
//! in each row.

use super::answers::Ask;
use super::builder::Builder;
use crate::doc::{Paragraph, Style, TableRow};
use crate::tags::ControlPlace as _;
use canevas_model::{Choice, Layout, Question};

/// Most options that have a column each.
const MOST_BOXES: usize = 7;

/// Whether the options of a question have columns.
pub(super) fn is_grid(question: &Question) -> bool {
    question.layout == Layout::Grid && question.choices().len() <= MOST_BOXES
}

impl<'a> Builder<'a> {
    /// The head of the column of each option.
    pub(super) fn heads_of_grid(&self, question: &'a Question) -> TableRow {
        let head = |choice: &'a Choice| {
            let mut head = vec![Paragraph::new(Style::TableHead, self.label(choice))];
            let hint = choice.hint.as_ref().filter(|_| !self.reads());
            head.extend(hint.map(|hint| Paragraph::new(Style::TableHint, self.line(hint, None))));
            head
        };
        question.choices().iter().map(head).collect()
    }

    /// The box of each option.
    pub(super) fn boxes_of_grid(&self, question: &'a Question, ask: &Ask<'a, '_>) -> TableRow {
        let path = ask.place.control();
        let cell = |choice: &'a Choice| {
            let name = self.plain_label(choice);
            let value = self.ticked(ask.shape, ask.place, &choice.code);
            let inlines = self.check(path.option(&choice.code), ask, [&name, &choice.code], value);
            vec![Paragraph::new(Style::TableChoice, inlines)]
        };
        question.choices().iter().map(cell).collect()
    }
}
