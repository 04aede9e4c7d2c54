//! A place of a return in words, for letters, sheets and reports.

use crate::ui::common::Common;
use crate::ui::form::Form;
use crate::wording::Wording;
use canevas_model::{AnswerShape, FactKind, ForEach, Question};
use canevas_responses::{AnswerPath, FactPath, ResponsePath, UnreadPlace};

impl<'a> Wording<'a> {
    /// A place in the language: the question, the row and the field, such as “Question 12, Partners, Date”; or the fact, with its
    /// row and its field. A question that the form does not have is named by its key, and so is another part of a return.
    pub fn named_place(&self, path: &ResponsePath) -> String {
        let path = match path {
            ResponsePath::Answer(path) => path,
            ResponsePath::Fact(path) => return self.fact_place(path),
            ResponsePath::Whole | ResponsePath::Head(_) => return path.pointer().trim_start_matches('/').to_owned(),
        };
        let mut questions = self.copy.model.questions.iter_enumerated();
        let Some((index, question)) = questions.find(|(_, known)| known.id == *path.question_id()) else {
            let key = path.unread_key();
            // Where answers differ, the name of a file stands behind the place.
            return match UnreadPlace::of_key(&key, self.copy.model) {
                UnreadPlace { place, sender: Some(sender) } => format!("{} ({sender})", self.named_place(&place)),
                UnreadPlace { sender: None, .. } => UnreadPlace::unknown_parts(&key, &ResponsePath::Whole).join(", "),
            };
        };
        let rows = question.for_each.map(|rows| self.copy.rows(rows)).unwrap_or_default();
        let row = rows.iter().find(|row| Some(row.key.as_str()) == path.row());
        let number = self.number(index, row);
        let mut parts = Vec::new();
        if number.is_empty() {
            parts.extend(question.ask.as_ref().map(|ask| self.plain(ask, row)));
        } else {
            parts.push(self.filled(Common::Question, &[("n", &number)]));
        }
        if let Some(name) = question.short.as_ref() {
            parts.push(self.plain(name, row));
        } else if let Some(row) = row {
            parts.push(self.row_label(row));
        }
        if let Some(index) = path.index().filter(|_| matches!(question.shape, AnswerShape::Rows { .. })) {
            parts.push(self.filled(Form::RowName, &[("n", &(index + 1).to_string())]));
        }
        parts.extend(self.field_label(question, path));
        parts.join(", ")
    }

    fn field_label(&self, question: &'a Question, path: &AnswerPath) -> Option<String> {
        let field = question.fields.iter().find(|field| Some(&field.id) == path.field_id())?;
        let label = field.short.as_ref().or(field.ask.as_ref())?;
        Some(self.plain(label, None))
    }

    /// “About your country, Which reforms are under way?, Law of 1990, Year”. What the form does not ask in words has its id.
    fn fact_place(&self, path: &FactPath) -> String {
        let mut parts = vec![self.word(Common::AboutCountry).into_owned()];
        if path.is_country() {
            parts.push(self.word(Common::Country).into_owned());
            return parts.join(", ");
        }
        let mut facts = self.copy.model.facts.iter_enumerated();
        let known = facts.find(|(_, fact)| fact.id == *path.id());
        let ask = known.and_then(|(_, fact)| fact.ask.as_ref());
        parts.push(ask.map_or_else(|| path.id().to_string(), |ask| self.plain(ask, None)));
        if let Some(key) = path.row() {
            let rows = known.map(|(index, _)| self.copy.rows(ForEach::Fact(index))).unwrap_or_default();
            let row = rows.iter().find(|row| row.key == key);
            parts.push(row.map_or_else(|| key.to_owned(), |row| self.row_label(row)));
        }
        if let Some(id) = path.field_id() {
            let fields = known.and_then(|(_, fact)| match &fact.kind {
                FactKind::List { fields, .. } => Some(fields),
                FactKind::Value { .. } => None,
            });
            let ask = fields.and_then(|fields| fields.iter().find(|field| field.id == *id)?.ask.as_ref());
            parts.push(ask.map_or_else(|| id.to_string(), |ask| self.plain(ask, None)));
        }
        parts.join(", ")
    }
}
