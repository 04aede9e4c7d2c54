//! The totals of a table. Only a document that shows answers has them: one that is filled in computes nothing.

use super::builder::Builder;
use crate::doc::{Paragraph, Style, TableRow};
use canevas_model::{FieldIx, Question, QuestionIx, TotalAt};
use canevas_project::{OutlineQuestion, Row};
use canevas_wording::ui::common::Common;

impl<'a> Builder<'a> {
    /// The totals of a question that the document shows.
    pub(super) fn totals_shown(&self, question: QuestionIx) -> Vec<TotalAt> {
        if self.copy.shows_totals(question) { self.copy.totals(question) } else { Vec::new() }
    }

    /// The lines of a table with the total of each row at its end, and a last line with those of the columns.
    pub(super) fn with_totals(
        &self,
        question: &'a Question,
        totals: &[TotalAt],
        rows: &[&Row],
        mut lines: Vec<TableRow>,
    ) -> Vec<TableRow> {
        let (of_rows, below): (Vec<_>, Vec<_>) = totals.iter().partition(|at| at.row.is_some());
        if !of_rows.is_empty() {
            for (line, row) in lines.iter_mut().zip(rows) {
                line.push(self.total(question, of_rows.iter().find(|at| at.row.as_ref() == Some(&row.key)).copied()));
            }
        }
        if !below.is_empty() {
            let at = |field: Option<FieldIx>| self.total(question, below.iter().find(|at| at.field == field).copied());
            let mut last = vec![vec![Paragraph::new(Style::RowLabel, vec![self.own(self.common(Common::Total))])]];
            last.extend(question.fields.keys().map(|field| at(Some(field))));
            if question.fields.is_empty() || !of_rows.is_empty() {
                last.push(at(None));
            }
            lines.push(last);
        }
        lines
    }

    /// The total of a question that is asked once per row, after its rows.
    pub(super) fn total_of_rows(&mut self, view: &OutlineQuestion<'a>) {
        let at = self.totals_shown(view.index).pop();
        if let Some((at, total)) = at.and_then(|at| self.copy.total(&at).map(|total| (at, total))) {
            let sum = self.wording.total(view.question, &at, total);
            let line = format!("{}{}{sum}", self.common(Common::Total), self.wording.colon());
            self.tell(Style::Hint, &line);
        }
    }

    /// The cell of a total; an empty one where there is no number.
    fn total(&self, question: &'a Question, at: Option<&TotalAt>) -> Vec<Paragraph> {
        let words = at.and_then(|at| self.copy.total(at).map(|total| self.wording.total(question, at, total)));
        words.map_or_else(Vec::new, |words| vec![self.told(Style::TableCell, &words)])
    }
}
