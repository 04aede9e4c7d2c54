//! Whether a value is of the kind that a shape asks for, bounds left out.

use canevas_model::dates::{Day, Month};
use canevas_model::{AnswerShape, Choice};
use serde_json::Value;
use std::collections::HashSet;

/// The largest number in an answer or a fact. Readers of JSON do not agree on whole numbers beyond it.
pub const LARGEST_NUMBER: f64 = 9_007_199_254_740_991.0;

/// Whether a number, without its sign, is larger than [`LARGEST_NUMBER`].
pub fn is_too_large(number: f64) -> bool {
    number.abs() > LARGEST_NUMBER
}

/// Whether a value is of a simple shape. Groups and repeated rows are looked into field by field instead: no value of
/// theirs is of a simple shape.
pub fn fits(shape: &AnswerShape, value: &Value) -> bool {
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
        AnswerShape::Number(_) | AnswerShape::Year { .. } => {
            let whole = shape.number().is_some_and(|number| number.whole);
            value.as_f64().is_some_and(|value| !is_too_large(value) && (!whole || value.fract() == 0.0))
        }
        AnswerShape::Date { .. } => value.as_str().is_some_and(|text| Day::parse(text).is_some()),
        AnswerShape::Month { .. } => value.as_str().is_some_and(|text| Month::parse(text).is_some()),
        AnswerShape::NamesAndRoles { .. } => {
            value.as_array().is_some_and(|items| !items.is_empty() && items.iter().all(is_name_and_role))
        }
        AnswerShape::Group | AnswerShape::Rows { .. } | AnswerShape::Nothing => false,
    }
}

/// Whether a value is a text with something in it.
pub fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}

/// Whether a word can be the key of a row.
pub fn is_row_key(key: &str) -> bool {
    canevas_syntax::Id::is_valid(key)
}

/// Whether an answer chooses an option.
pub fn is_chosen(answer: Option<&Value>, code: &str) -> bool {
    match answer {
        Some(Value::Array(items)) => items.iter().any(|item| item == code),
        Some(value) => value == code,
        None => false,
    }
}

fn is_name_and_role(item: &Value) -> bool {
    item.as_object().is_some_and(|item| {
        item.contains_key("name")
            && item.iter().all(|(key, value)| matches!(key.as_str(), "name" | "role") && is_text(value))
    })
}

fn is_code(choices: &[Choice], value: &Value) -> bool {
    value.as_str().is_some_and(|code| choices.iter().any(|choice| choice.code == code))
}
