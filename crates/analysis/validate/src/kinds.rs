//! The kind of value that each key may hold, in drafts and in complete returns.

use crate::failure::FailureKind;
use crate::walk::{CheckedAnswer, ResponseValidator};
use canevas_model::{AnswerShape, Question};
use canevas_responses::{AnswerKey, NON_RESPONSE_KEY, UnknownKey, fits, is_row_key, read_non_response};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashSet;

impl ResponseValidator<'_> {
    /// Checks the kind of an answer; a question may take a non-response instead.
    pub(crate) fn kind(&mut self, question: &Question, value: &Value, at: &CheckedAnswer) {
        if !question.can_say.is_empty() && value.as_object().is_some_and(|object| object.contains_key(NON_RESPONSE_KEY))
        {
            if read_non_response(&question.can_say, value).is_none() {
                self.fail_at(at, FailureKind::WrongKind);
            }
            return;
        }
        match (&question.shape, value) {
            (AnswerShape::Group, Value::Object(fields)) if !fields.is_empty() => {
                self.fields_kind(question, fields, at);
            }
            (AnswerShape::Rows { .. }, Value::Array(rows)) if !rows.is_empty() => {
                for (index, row) in rows.iter().enumerate() {
                    let at = at.item(index);
                    match row.as_object() {
                        Some(fields) => self.fields_kind(question, fields, &at),
                        None => self.fail_at(&at, FailureKind::WrongKind),
                    }
                }
            }
            (shape, value) => {
                let offered = self.without_retired(question, value);
                if offered.is_some_and(|value| !fits(shape, &value)) {
                    self.fail_at(at, FailureKind::WrongKind);
                }
            }
        }
    }

    /// A value without retired options, which a draft may still contain. `None` if nothing else is chosen.
    fn without_retired<'v>(&self, question: &Question, value: &'v Value) -> Option<Cow<'v, Value>> {
        if self.complete || question.retired_codes.is_empty() {
            return Some(Cow::Borrowed(value));
        }
        let is_gone =
            |value: &Value| value.as_str().is_some_and(|code| question.retired_codes.iter().any(|c| c == code));
        match value {
            Value::Array(items) if items.iter().any(is_gone) => {
                let mut seen = HashSet::new();
                let twice = items.iter().filter(|item| is_gone(item)).any(|item| !seen.insert(item.as_str()));
                let left: Vec<Value> = items.iter().filter(|item| !is_gone(item)).cloned().collect();
                (twice || !left.is_empty()).then_some(Cow::Owned(if twice { Value::Null } else { left.into() }))
            }
            value if is_gone(value) => None,
            value => Some(Cow::Borrowed(value)),
        }
    }

    /// Checks the kinds of the fields of a group or row, in the order of the file.
    fn fields_kind(&mut self, question: &Question, fields: &Map<String, Value>, of: &CheckedAnswer) {
        let rows = matches!(question.shape, AnswerShape::Rows { .. });
        for (text, value) in fields {
            let key = AnswerKey::parse(text);
            if rows && key.is_row_name() {
                if !value.as_str().is_some_and(is_row_key) {
                    self.fail_at(&of.field(None, &key), FailureKind::WrongKind);
                }
                continue;
            }
            match key.find_in(&question.fields) {
                Ok((index, field)) => {
                    let at = of.field(Some(index), &key);
                    match key.companion {
                        None => self.kind(field, value, &at),
                        Some(_) => self.companion_kind(field, &key, value, &at),
                    }
                }
                Err(UnknownKey(text)) => self.fail_at(&of.field(None, &key), FailureKind::UnknownKey(text)),
            }
        }
    }

    /// Checks the text of a companion field, or the code of a unit.
    pub(crate) fn companion_kind(&mut self, question: &Question, key: &AnswerKey, value: &Value, at: &CheckedAnswer) {
        if !key.companion.as_ref().is_some_and(|companion| companion.fits(question, value)) {
            self.fail_at(at, FailureKind::WrongKind);
        }
    }
}
