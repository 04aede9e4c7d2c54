//! The answers to questions or fields, in the order of the definition, on the way between a return and a draft.

use crate::asked::{Item, is_of_kind};
use crate::json::{list_or_nothing, object_or_nothing, said};
use crate::place::Place;
use canevas_model::AnswerShape;
use canevas_responses::{ROW_NAME_KEY, is_blank};
use serde_json::{Map, Value};

/// What to do on the way.
pub(crate) trait Pass {
    /// Receives a value that does not fit. Returns it where it stays all the same.
    fn refuse(&mut self, place: &Place, value: &Value) -> Option<Value>;

    /// Whether the value at a place stays as it is, although it does not fit.
    fn stays(&self, _: &Place) -> bool {
        false
    }

    /// The rows of a list as they are to be.
    fn rows(&mut self, item: &Item<'_>, rows: Vec<Map<String, Value>>, place: &Place) -> Vec<Value>;
}

/// The answers to these questions or fields.
pub(crate) fn items<'i, 'c: 'i>(
    asked: impl Iterator<Item = &'i Item<'c>>,
    holder: &Map<String, Value>,
    place: &Place,
    pass: &mut dyn Pass,
) -> Map<String, Value> {
    let mut out = Map::new();
    let mut known = std::collections::HashSet::from([ROW_NAME_KEY.to_owned()]);
    if let Some(name) = holder.get(ROW_NAME_KEY) {
        out.insert(ROW_NAME_KEY.to_owned(), name.clone());
    }
    for item in asked.filter(|item| !matches!(item.shape, AnswerShape::Nothing)) {
        for (key, is_answer) in item.keys() {
            let held = holder.get(&key).filter(|held| !is_blank_text(held));
            if let Some(held) = held {
                let place = place.inside(&key);
                let kept = match &item.rows {
                    Some(rows) => in_rows(item, rows, held, &place, is_answer, pass),
                    None => one(item, held, &place, is_answer, pass),
                };
                out.extend(kept.map(|kept| (key.clone(), kept)));
            }
            known.insert(key);
        }
    }
    for (key, value) in holder.iter().filter(|(key, _)| !known.contains(*key)) {
        let kept = pass.refuse(&place.inside(key), value);
        out.extend(kept.map(|kept| (key.clone(), kept)));
    }
    out
}

/// Whether a value is a text of spaces, which is no answer.
fn is_blank_text(value: &Value) -> bool {
    value.as_str().is_some_and(is_blank)
}

/// One answer or text per row.
fn in_rows(
    item: &Item<'_>,
    keys: &[String],
    value: &Value,
    place: &Place,
    is_answer: bool,
    pass: &mut dyn Pass,
) -> Option<Value> {
    let Some(held) = value.as_object().filter(|_| said(value).is_none() && !pass.stays(place)) else {
        return pass.refuse(place, value);
    };
    let mut others = Map::new();
    for (key, value) in held.iter().filter(|(key, _)| !keys.contains(key)) {
        let kept = pass.refuse(&place.inside(key), value);
        others.extend(kept.map(|kept| (key.clone(), kept)));
    }
    let mut rows = Map::new();
    for key in keys {
        let kept = held
            .get(key)
            .filter(|held| !is_blank_text(held))
            .and_then(|value| one(item, value, &place.inside(key), is_answer, pass));
        rows.extend(kept.map(|kept| (key.clone(), kept)));
    }
    rows.extend(others);
    object_or_nothing(rows)
}

/// One answer: of a question, of one of its rows, of a field. A companion field is taken as it is.
fn one(item: &Item<'_>, value: &Value, place: &Place, is_answer: bool, pass: &mut dyn Pass) -> Option<Value> {
    if !is_answer || pass.stays(place) {
        return Some(value.clone());
    }
    if let Some(word) = said(value) {
        return if item.non_response(word).is_some() { Some(value.clone()) } else { pass.refuse(place, value) };
    }
    if let (AnswerShape::Many { choices, .. }, Value::Array(given)) = (item.shape, value) {
        let is_code = |value: &&Value| choices.iter().any(|choice| **value == *choice.code.as_str());
        let lost: Vec<Value> = given.iter().filter(|value| !is_code(value)).cloned().collect();
        if !lost.is_empty() {
            pass.refuse(place, &Value::Array(lost));
        }
        let codes = choices.iter().map(|choice| Value::from(choice.code.as_str()));
        return list_or_nothing(codes.filter(|code| given.contains(code)).collect());
    }
    if !is_of_kind(item.shape, value) {
        return pass.refuse(place, value);
    }
    match value {
        Value::Object(members) => {
            let fields = item.fields();
            object_or_nothing(items(fields.iter(), members, place, pass))
        }
        Value::Array(given) => {
            let fields = item.fields();
            let mut rows = Vec::with_capacity(given.len());
            for (index, row) in given.iter().enumerate() {
                let place = place.inside(&index);
                rows.push(match row {
                    Value::Object(members) => items(fields.iter(), members, &place, pass),
                    other => {
                        pass.refuse(&place, other);
                        Map::new()
                    }
                });
            }
            list_or_nothing(pass.rows(item, rows, place))
        }
        simple => Some(simple.clone()),
    }
}
