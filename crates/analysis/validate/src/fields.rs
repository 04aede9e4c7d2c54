//! The fields of a group or of a row.

use crate::failure::FailureKind;
use crate::walk::{CheckedAnswer, ResponseValidator, companions};
use canevas_model::Question;
use canevas_responses::{AnswerKey, RowContext};
use serde_json::{Map, Value};

impl ResponseValidator<'_> {
    /// Checks required fields, bounds and conditions in one group or row. Returns the fields that count.
    pub(crate) fn fields(
        &mut self,
        question: &Question,
        fields: &Map<String, Value>,
        of: &CheckedAnswer,
    ) -> Map<String, Value> {
        let mut relevant = fields.clone();
        for (index, field) in question.fields.iter_enumerated() {
            let at = |key: &AnswerKey| of.field(Some(index), key);
            let answer = AnswerKey::answer(&field.id);
            let context = RowContext { row: of.path.row(), fields: Some(&relevant) };
            let shown = self.relevant.shows(field.show_if.outer.as_ref())
                && self.relevant.shows_in(field.show_if.row.as_ref(), context);
            if !shown {
                for key in AnswerKey::all_of(field) {
                    if relevant.shift_remove(&key.to_string()).is_some() {
                        self.fail_at(&at(&key), FailureKind::Hidden);
                    }
                }
                continue;
            }
            let value = fields.get(field.id.as_str());
            match value {
                Some(value) => self.bounds(&field.shape, value, &at(&answer)),
                None if field.required => self.fail_at(&at(&answer), FailureKind::Missing),
                None => {}
            }
            let is_asked = self.asks_comment(field, RowContext { row: of.path.row(), fields: Some(&relevant) });
            for companion in companions(field) {
                if let Some(failure) = companion.failure(field, value, fields.get(&companion.text), is_asked) {
                    if failure == FailureKind::Hidden {
                        relevant.shift_remove(&companion.text);
                    }
                    self.fail_at(&at(&companion.key), failure);
                }
            }
        }
        relevant
    }
}
