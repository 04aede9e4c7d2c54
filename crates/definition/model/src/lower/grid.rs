//! `layout: grid`: rows with a column for each option of one scale.

use super::Lowering;
use crate::rules;
use crate::shape::{AnswerShape, ChoiceSource};
use crate::types::Question;
use canevas_diagnostics::Finding;
use canevas_syntax::definition::{self, Layout};

/// Most options of a grid: a scale from 0 to 10.
const MOST_OPTIONS: usize = 11;

impl Lowering<'_> {
    /// Reports a grid that has no rows, or no scale for its columns.
    pub(super) fn check_grid(&mut self, source: &definition::Question, question: &Question) {
        let Some(layout) = source.layout.as_ref().filter(|layout| layout.value == Layout::Grid) else { return };
        if self.uncertain.contains(&question.span) || !question.takes_answer() {
            return;
        }
        let specify = question.choices().iter().find(|choice| choice.specify.is_some());
        let (message, help) = match (&question.shape, question.shape.choice_source()) {
            _ if question.columns.is_some() => (
                "a grid has options in its columns, and here the columns come from the second list".to_owned(),
                "name one list in `for_each`, or remove `layout`",
            ),
            (AnswerShape::One { .. }, _) if question.for_each.is_none() => {
                ("a grid has rows, and this question has none".to_owned(), "add `for_each`, or remove `layout`")
            }
            (AnswerShape::One { .. }, Some(ChoiceSource::Rows(_) | ChoiceSource::Ticked(_))) => (
                "the options of a grid are the same for everybody, and these come from an earlier answer".to_owned(),
                "write the options under `choices`, or remove `layout`",
            ),
            (AnswerShape::One { choices, .. }, _) if choices.len() > MOST_OPTIONS => (
                format!("a grid has room for {MOST_OPTIONS} options, and there are {}", choices.len()),
                "offer fewer options, or remove `layout`",
            ),
            (AnswerShape::One { .. }, _) => match specify {
                Some(choice) => (
                    format!("a column of a grid has no room for the text of the option `{}`", choice.code),
                    "remove `specify` from the option, and add a `comment`; or remove `layout`",
                ),
                None => return,
            },
            (AnswerShape::Group, _) if question.for_each.is_some() => (
                "a grid has one scale in its columns, and the columns of a group are its fields".to_owned(),
                "write `layout: table` for a line for each row and a column for each field",
            ),
            (AnswerShape::Group, _) => (
                "a grid has a line for each row, and the fields of a group are no rows".to_owned(),
                "write what the fields ask about as an entry of `lists`; then one `single_choice` or `rating` with `for_each`, this layout and the options under `choices` is the grid",
            ),
            _ => (
                format!("a grid has the options of one scale in its columns, and a `{}` has none", question.type_name),
                "use a single_choice or a rating with `for_each`, or remove `layout`",
            ),
        };
        self.findings.push(Finding::new(&rules::BAD_GRID, layout.span, message).help(help));
    }
}
