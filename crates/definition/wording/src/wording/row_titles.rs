//! What a row that people enter is called: the title of its question, filled with the answers of the row.

use super::Wording;
use crate::plain_text::PlainText;
use crate::rich::{BracketFact, Inline, Rich};
use canevas_model::{AnswerShape, Placeholder, Question};
use canevas_responses::{AnswerKey, CompanionField, fits, read_non_response};
use serde_json::{Map, Value};

/// Stands in a title for a field without an answer.
pub(super) const UNKNOWN_CELL: &str = "…";

impl<'a> Wording<'a> {
    /// The title of a row with a place for each field, which a page fills; `None` where rows have no title.
    pub fn row_title_with_cells(&self, question: &'a Question) -> Option<Rich> {
        let cell = |field: &Question| Inline::Bracket {
            before: "".into(),
            text: UNKNOWN_CELL.to_owned(),
            fact: Some(BracketFact::Cell(field.id.clone())),
        };
        self.titled(question, &|_, field| cell(field))
    }

    /// The title of a row of answers. `None` where rows have no title, or where no field in it has an answer. `shows` says
    /// whether the answer to a field may be shown.
    pub fn title_of_row(
        &self,
        question: &'a Question,
        row: &Map<String, Value>,
        shows: &dyn Fn(&Question) -> bool,
    ) -> Option<PlainText> {
        let words = |wording: &Self, field: &Question| wording.cell(field, row).filter(|_| shows(field));
        let mut named = question.row_title.as_ref()?.pieces.iter().filter_map(|piece| match piece {
            canevas_model::Piece::Placeholder(Placeholder::RowField(at)) => question.fields.get(*at),
            canevas_model::Piece::Placeholder(_) | canevas_model::Piece::Text(_) => None,
        });
        let is_known = named.any(|field| words(self, field).is_some());
        let rich = is_known.then(|| {
            self.titled(question, &|inner, field| match words(inner, field) {
                Some(words) => Inline::Value(words),
                None => Inline::Text(UNKNOWN_CELL.to_owned()),
            })
        })??;
        Some(rich.into())
    }

    fn titled(&self, question: &'a Question, cell: &dyn Fn(&Self, &Question) -> Inline) -> Option<Rich> {
        let title = question.row_title.as_ref()?;
        Some(self.render_with(title, None, false, &|inner, placeholder| match placeholder {
            Placeholder::RowField(at) => question.fields.get(at).map(|field| cell(inner, field)).into_iter().collect(),
            other => inner.value(other, None),
        }))
    }

    /// The answer to a field of a row in one line.
    fn cell(&self, field: &Question, row: &Map<String, Value>) -> Option<String> {
        let value = row.get(&AnswerKey::answer(field.id.clone()).to_string())?;
        if let Some(said) = read_non_response(&field.can_say, value) {
            return Some(self.said(&said).into_owned());
        }
        if !fits(&field.shape, value) {
            return None;
        }
        let beside = |companion| {
            let text = row.get(&AnswerKey::companion(field.id.clone(), companion).to_string())?.as_str()?.trim();
            (!text.is_empty()).then_some(text)
        };
        let mut words = self.answer(&field.shape, value);
        if let Some((units, unit)) = field.units.as_ref().zip(beside(CompanionField::Unit)) {
            words.push('\u{a0}');
            words.push_str(&self.answer(units, &unit.into()));
        }
        if let (AnswerShape::One { .. }, Some(code)) = (&field.shape, value.as_str())
            && let Some(text) = beside(CompanionField::other(code))
        {
            words.push_str(" – ");
            words.push_str(text);
        }
        let words = words.replace('\n', " ");
        (!words.trim().is_empty()).then_some(words)
    }
}
