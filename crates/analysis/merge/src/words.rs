//! An answer in words, so that a person can choose among those that differ.

use crate::asked::{AskedCopy, Item, is_of_kind};
use crate::json::said;
use crate::place::Place;
use canevas_model::AnswerShape;
use canevas_responses::{ROW_NAME_KEY, in_plain_words};
use canevas_wording::Wording;
use serde_json::Value;

/// The value at a place in words: options by their labels, rows one after the other.
pub(crate) fn in_words(asked: &AskedCopy<'_>, wording: &Wording<'_>, place: &Place, value: &Value) -> String {
    let Some(located) = asked.locate(place).filter(|located| located.companion.is_none()) else {
        return simple_in_words(asked.shape_at(place), wording, value);
    };
    match &located.field {
        None if located.entry.is_some() => fields_in_words(located.item, wording, value),
        None => item_in_words(located.item, wording, value),
        Some(id) => {
            let fields = located.item.fields();
            let field = fields.iter().find(|field| field.id == id);
            field.map_or_else(|| plain(value), |field| item_in_words(field, wording, value))
        }
    }
}

fn item_in_words(item: &Item<'_>, wording: &Wording<'_>, value: &Value) -> String {
    if let Some(said) = said(value).and_then(|word| item.non_response(word)) {
        return wording.said(said).into_owned();
    }
    match (item.shape, value) {
        (AnswerShape::Group, Value::Object(_)) => fields_in_words(item, wording, value),
        (AnswerShape::Rows { .. } | AnswerShape::NamesAndRoles { .. }, Value::Array(rows)) => {
            let rows = rows.iter().enumerate();
            let rows = rows.map(|(index, row)| format!("{}. {}", index + 1, fields_in_words(item, wording, row)));
            rows.collect::<Vec<_>>().join(" ")
        }
        (shape, value) => simple_in_words(shape, wording, value),
    }
}

/// The answers of a group or row: “Name: Aya; Role: minister”.
fn fields_in_words(item: &Item<'_>, wording: &Wording<'_>, value: &Value) -> String {
    let Some(members) = value.as_object() else { return plain(value) };
    let mut words = Vec::new();
    for field in item.fields() {
        for (key, is_answer) in field.keys() {
            let Some(held) = members.get(&key) else { continue };
            let held = if is_answer { item_in_words(&field, wording, held) } else { plain(held) };
            let name = if is_answer { field.name(wording) } else { key };
            let colon = if name.ends_with(['?', ':']) { "" } else { ":" };
            words.push(format!("{name}{colon} {held}"));
        }
    }
    let is_known = |key: &str| {
        key == ROW_NAME_KEY || item.fields().iter().any(|field| field.keys().iter().any(|(known, _)| known == key))
    };
    words.extend(members.iter().filter(|(key, _)| !is_known(key)).map(|(key, held)| format!("{key}: {}", plain(held))));
    words.join("; ")
}

fn simple_in_words(shape: &AnswerShape, wording: &Wording<'_>, value: &Value) -> String {
    match value {
        Value::Array(codes) if is_of_kind(shape, value) => {
            codes.iter().map(|code| wording.answer(shape, code)).collect::<Vec<_>>().join("; ")
        }
        value if is_of_kind(shape, value) && packed(value).is_none() => wording.answer(shape, value),
        other => plain(other),
    }
}

/// A value that the form has no words for.
fn plain(value: &Value) -> String {
    in_plain_words(packed(value).as_ref().unwrap_or(value))
}

/// What a text of JSON holds. A copy keeps what fits nowhere as such a text, and nobody reads that. A text such as `[1]` stays as it is.
fn packed(value: &Value) -> Option<Value> {
    let text = value.as_str().filter(|text| text.contains('"'))?;
    serde_json::from_str::<Value>(text).ok().filter(|packed| packed.is_array() || packed.is_object())
}
