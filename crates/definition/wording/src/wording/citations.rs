//! How a text cites a question.

use super::Wording;
use crate::ui::fill;
use canevas_model::{Numbering, QuestionIx};
use canevas_project::Row;

impl Wording<'_> {
    /// "la question 14", "questions 1 to 3".
    pub fn cite(&self, question: QuestionIx, row: Option<&Row>) -> String {
        self.cited(question, row).0
    }

    /// How a text cites a question, and whether the citation names several.
    pub(crate) fn cited(&self, question: QuestionIx, row: Option<&Row>) -> (String, bool) {
        let asked = &self.copy.model.questions[question];
        // The comment on a table has no number.
        if let Some(ask) = asked.ask.as_ref().filter(|_| asked.is_comment) {
            return (self.grammar.quoted(&self.plain(ask, row)), false);
        }
        let number = self.copy.number(question);
        let several = row.is_none() && number.last > number.first && self.copy.model.numbering == Numbering::Running;
        // A table prints no numbers of rows.
        let named = row.filter(|_| asked.layout.is_table());
        let at = match named {
            Some(row) => format!("{} ({})", number.at(None), self.row_label(row)),
            None => number.at(row.map(|row| row.index)),
        };
        let [one, more] = self.grammar.rules().cite;
        let cited = if several {
            fill(more, &[("first", &number.first.to_string()), ("last", &number.last.to_string())])
        } else {
            fill(one, &[("n", &at)])
        };
        (self.part(cited).into_owned(), several)
    }
}
