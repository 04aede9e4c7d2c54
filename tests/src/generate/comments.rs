//! Comments with conditions of their own.

use super::{Name, Over, Writer, kind_of};

impl Writer<'_> {
    /// A comment on a question: with its question, required, or only under a condition that may read the question itself.
    pub(super) fn comment(&mut self, indent: usize, kind: &str, id: &str, rows: Option<usize>) {
        // It follows from what was chosen, so that all other choices stay as they are.
        let on_all = rows.is_some() && self.next.is_multiple_of(3);
        if on_all {
            self.line(indent, "comment_on: all");
        }
        if self.random.percent(40) {
            return self.line(indent, "comment: A comment");
        }
        self.line(indent, "comment:");
        self.line(indent + 2, "ask: Why is that?");
        if self.random.percent(60) {
            self.line(indent + 2, "required: yes");
        }
        if on_all {
            let condition = self.condition(&[], None, 2);
            return self.line(indent + 2, &format!("show_if: {condition}"));
        }
        if self.random.percent(75) {
            let row = rows.map(|rows| self.row_names[rows].clone()).unwrap_or_default();
            let own = Name { id: id.to_owned(), kind: kind_of(kind), over: Over::One, can_say: false, answered: true };
            let condition = match self.random.below(3) {
                0 => self.condition(&row, rows, 2),
                1 => self.atom(&own),
                _ => format!("({}) and ({})", self.condition(&[], rows, 1), self.atom(&own)),
            };
            self.line(indent + 2, &format!("show_if: {condition}"));
        }
    }

    /// The same on a field, whose condition reads the fields up to its own.
    pub(super) fn comment_of_field(&mut self, indent: usize, fields: &[Name], rows: Option<usize>) {
        if self.random.percent(40) {
            return self.line(indent, "comment: A comment");
        }
        self.line(indent, "comment:");
        self.line(indent + 2, "ask: Why is that?");
        if self.random.percent(60) {
            self.line(indent + 2, "required: yes");
        }
        if self.random.percent(75) {
            let condition = self.condition(fields, rows, 2);
            self.line(indent + 2, &format!("show_if: {condition}"));
        }
    }
}
