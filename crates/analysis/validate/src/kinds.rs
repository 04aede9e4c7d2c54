//! The kind of value that each key may hold, in drafts and in complete returns.

use crate::at::At;
use crate::failure::FailureKind;
use crate::prepared::PreparedQuestion;
use crate::walk::ResponseValidator;
use canevas_model::{AnswerShape, FieldIx, JsonValue, Question};
use canevas_responses::{AnswerKey, NON_RESPONSE_KEY, ROW_NAME_KEY, fits, is_row_key, read_non_response};
use serde_json::Value;
use std::collections::HashSet;

impl<'v, V: JsonValue<'v>> ResponseValidator<'v, V> {
    /// Checks the kind of an answer; a question may take a non-response instead.
    pub(crate) fn kind(&mut self, of: &PreparedQuestion<'_>, value: V, at: At<'_>) {
        let question = of.question;
        if !question.can_say.is_empty() && value.member(NON_RESPONSE_KEY).is_some() {
            if read_non_response(&question.can_say, value).is_none() {
                self.fail_at(at, FailureKind::WrongKind);
            }
            return;
        }
        match &question.shape {
            AnswerShape::Group if value.members().is_some() && !value.is_empty() => self.fields_kind(of, value, at),
            AnswerShape::Rows { .. } if value.items().is_some() && !value.is_empty() => {
                for (index, row) in value.items().into_iter().flatten().enumerate() {
                    if row.members().is_some() {
                        self.fields_kind(of, row, at.item(index));
                    } else {
                        self.fail_at(at.item(index), FailureKind::WrongKind);
                    }
                }
            }
            _ => {
                if !self.fits(question, value) {
                    self.fail_at(at, FailureKind::WrongKind);
                }
            }
        }
    }

    /// Whether a value is of the kind of a question. A draft may still contain retired options.
    fn fits(&self, question: &Question, value: V) -> bool {
        if self.complete || question.retired_codes.is_empty() {
            return fits(&question.shape, value);
        }
        let is_gone =
            |value: &V| value.text().is_some_and(|code| question.retired_codes.iter().any(|known| known == code));
        let items: Vec<V> = value.items().into_iter().flatten().collect();
        if !items.iter().any(is_gone) {
            return is_gone(&value) || fits(&question.shape, value);
        }
        let mut seen = HashSet::new();
        let is_twice = items.iter().filter(|item| is_gone(item)).any(|item| !seen.insert(item.text()));
        let left: Vec<Value> = items.iter().filter(|item| !is_gone(item)).map(|item| item.to_value()).collect();
        !is_twice && (left.is_empty() || fits(&question.shape, &Value::Array(left)))
    }

    /// Checks the kinds of the fields of a group or row, in the order of the file.
    fn fields_kind(&mut self, of: &PreparedQuestion<'_>, fields: V, at: At<'_>) {
        let rows = matches!(of.question.shape, AnswerShape::Rows { .. });
        for (text, value) in fields.members().into_iter().flatten() {
            if rows && text == ROW_NAME_KEY {
                if !value.text().is_some_and(is_row_key) {
                    self.fail_at(at.field(None, &AnswerKey::answer(ROW_NAME_KEY)), FailureKind::WrongKind);
                }
                continue;
            }
            match of.field_of(text) {
                Some((index, field, None)) => {
                    self.kind(field, value, at.field(Some(index), &field.key.key));
                }
                Some((index, field, Some(key))) => {
                    self.companion_kind(field.question, key, value, at.field(Some(index), key));
                }
                None => {
                    let unknown = FailureKind::UnknownKey(text.to_owned());
                    self.fail_at(at.field(None, &AnswerKey::parse(text)), unknown);
                }
            }
        }
    }

    /// Checks the text of a companion field, or the code of a unit.
    pub(crate) fn companion_kind(&mut self, question: &Question, key: &AnswerKey, value: V, at: At<'_>) {
        if !key.companion.as_ref().is_some_and(|companion| companion.fits(question, value)) {
            self.fail_at(at, FailureKind::WrongKind);
        }
    }
}

impl PreparedQuestion<'_> {
    /// The field that has a key, and the key where it is that of a companion field.
    fn field_of(&self, text: &str) -> Option<(FieldIx, &Self, Option<&AnswerKey>)> {
        self.fields.iter_enumerated().find_map(|(index, field)| {
            if field.key.text == text {
                return Some((index, field, None));
            }
            let companion = field.companions.iter().find(|companion| companion.key.text == text)?;
            Some((index, field, Some(&companion.key.key)))
        })
    }
}
