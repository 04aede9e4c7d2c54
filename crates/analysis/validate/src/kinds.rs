//! Kinds: what each key may hold, in drafts and complete returns alike.

use crate::verdict::{FailureKind, escape};
use crate::walk::{ResponseValidator, Spot};
use canevas_model::dates::{Day, Month};
use canevas_model::{AnswerShape, Choice, Question};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::HashSet;

/// Whole numbers beyond this are not told apart by everything that reads JSON.
const MOST: f64 = 9_007_199_254_740_991.0;

impl ResponseValidator<'_> {
    /// The kind of an answer, `{ "said": … }` included.
    pub(crate) fn kind(&mut self, question: &Question, value: &Value, spot: &Spot) {
        if !question.can_say.is_empty()
            && let Some(said) = value.as_object().and_then(|object| object.get("said"))
        {
            let known = said.as_str().is_some_and(|said| question.can_say.iter().any(|known| known.word() == said));
            if !known || value.as_object().is_some_and(|object| object.len() > 1) {
                self.fail_at(spot, FailureKind::WrongKind);
            }
            return;
        }
        match (&question.shape, value) {
            (AnswerShape::Group, Value::Object(fields)) if !fields.is_empty() => {
                self.fields_kind(question, fields, spot);
            }
            (AnswerShape::Rows { .. }, Value::Array(rows)) if !rows.is_empty() => {
                for (index, row) in rows.iter().enumerate() {
                    let spot = spot.under(&index.to_string());
                    match row.as_object() {
                        Some(fields) => self.fields_kind(question, fields, &spot),
                        None => self.fail_at(&spot, FailureKind::WrongKind),
                    }
                }
            }
            (shape, value) => {
                let offered = self.without_retired(question, value);
                if offered.is_some_and(|value| !fits(shape, &value)) {
                    self.fail_at(spot, FailureKind::WrongKind);
                }
            }
        }
    }

    /// A value without the options that are no longer offered, which a draft may still hold; none where that is all.
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

    /// The kinds of the fields of a group or row, in the order of the file.
    fn fields_kind(&mut self, question: &Question, fields: &Map<String, Value>, spot: &Spot) {
        let rows = matches!(question.shape, AnswerShape::Rows { .. });
        for (key, value) in fields {
            let spot = spot.under(&escape(key));
            if rows && key == "_row" {
                if !value.as_str().is_some_and(is_row_key) {
                    self.fail_at(&spot, FailureKind::WrongKind);
                }
                continue;
            }
            let (id, side) = key.split_once('.').map_or((key.as_str(), None), |(id, side)| (id, Some(side)));
            let field = question.fields.position(|field| field.id == id);
            match (field, side) {
                (Some(field), None) => {
                    let spot = Spot { field: Some(field), ..spot };
                    self.kind(&question.fields[field], value, &spot);
                }
                (Some(field), Some(side)) if has_side_key(&question.fields[field], side) => {
                    let spot = Spot { field: Some(field), ..spot };
                    self.text_kind(value, &spot);
                }
                _ => self.fail_at(&spot, FailureKind::UnknownKey(key.clone())),
            }
        }
    }

    /// A text beside an answer.
    pub(crate) fn text_kind(&mut self, value: &Value, spot: &Spot) {
        if !is_text(value) {
            self.fail_at(spot, FailureKind::WrongKind);
        }
    }
}

/// Whether a question has a text beside its answer: of an option to specify, or a comment.
pub(crate) fn has_side_key(question: &Question, side: &str) -> bool {
    (side == "comment" && question.comment.is_some())
        || question.choices().iter().any(|choice| choice.specify.is_some() && choice.code == side)
}

/// Whether a value is of a simple shape.
pub(crate) fn fits(shape: &AnswerShape, value: &Value) -> bool {
    match shape {
        AnswerShape::Text { .. } => is_text(value),
        AnswerShape::YesNo => value == "yes" || value == "no",
        AnswerShape::One { choices, .. } => is_code(choices, value),
        AnswerShape::Many { choices, .. } => value.as_array().is_some_and(|items| {
            let mut seen = HashSet::new();
            !items.is_empty()
                && items
                    .iter()
                    .all(|item| is_code(choices, item) && item.as_str().is_some_and(|code| seen.insert(code)))
        }),
        AnswerShape::Number(number) => {
            value.as_f64().is_some_and(|value| value.abs() <= MOST && (!number.whole || value.fract() == 0.0))
        }
        AnswerShape::Date { .. } => value.as_str().is_some_and(|text| Day::parse(text).is_some()),
        AnswerShape::Month { .. } => value.as_str().is_some_and(|text| Month::parse(text).is_some()),
        AnswerShape::NamesAndRoles { .. } => {
            value.as_array().is_some_and(|items| !items.is_empty() && items.iter().all(is_name_and_role))
        }
        // Groups and rows that are not empty were looked into before.
        AnswerShape::Group | AnswerShape::Rows { .. } | AnswerShape::Nothing => false,
    }
}

fn is_name_and_role(item: &Value) -> bool {
    item.as_object().is_some_and(|item| {
        item.contains_key("name")
            && item.iter().all(|(key, value)| matches!(key.as_str(), "name" | "role") && is_text(value))
    })
}

pub(crate) fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}

fn is_code(choices: &[Choice], value: &Value) -> bool {
    value.as_str().is_some_and(|code| choices.iter().any(|choice| choice.code == code))
}

/// Whether a word can be the key of a row.
pub(crate) fn is_row_key(key: &str) -> bool {
    key.len() <= 40
        && key.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase())
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
