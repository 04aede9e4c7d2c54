//! `total`: what a question must be like to have totals.

use super::Lowering;
use crate::rules;
use crate::shape::AnswerShape;
use crate::types::Question;
use canevas_diagnostics::Finding;
use canevas_syntax::definition::{self, Layout, Total};

impl Lowering<'_> {
    /// Reports a total that has nothing to add up.
    pub(super) fn check_total(&mut self, source: &definition::Question, question: &Question) {
        let Some(total) = &source.total else { return };
        if self.uncertain.contains(&question.span) || !question.takes_answer() {
            return;
        }
        let mut refuse = |message: String, help: &str| {
            self.findings.push(Finding::new(&rules::BAD_TOTAL, total.span, message).help(help));
        };
        if question.for_each.is_none() {
            let help = match question.shape {
                AnswerShape::Rows { .. } => {
                    "give the sum a name, as in `computed: { total: sum(rows.field) }`, and write it in a text as {total}"
                }
                _ => "add `for_each`, or remove the line",
            };
            return refuse("a total adds numbers over rows, and this question has no rows".to_owned(), help);
        }
        let cells: Vec<&Question> = match question.shape {
            AnswerShape::Group => question.fields.iter().collect(),
            _ => vec![question],
        };
        if let (None, AnswerShape::Group, Layout::Stacked) = (question.columns, &question.shape, question.layout) {
            return refuse("only a table shows totals".to_owned(), "add `layout: table`, or remove the line");
        }
        if !cells.iter().any(|cell| cell.adds_up()) {
            let message = match cells.first() {
                Some(cell) if cell.units.is_some() => "numbers with different units are not added up".to_owned(),
                Some(cell) => format!("a total adds integers and decimals, and `{}` is none", cell.type_name),
                None => return,
            };
            return refuse(message, "remove the line");
        }
        if question.columns.is_none() && total.value != Total::Column {
            let message = "the numbers of a row are added up only where the columns come from a second list";
            refuse(message.to_owned(), "write `total: column`, or name two lists in `for_each`");
        }
    }
}
