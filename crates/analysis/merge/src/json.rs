//! Values as texts, as the form writes them.

use canevas_responses::{ROW_NAME_KEY, says_something};
use serde_json::{Map, Number, Value};
use std::collections::BTreeSet;

/// A value as text: a text stays as it is, all else is JSON.
pub(crate) fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => written(other, true),
    }
}

/// What a value says, for comparison. Each copy gives its rows keys of its own, which say nothing.
pub(crate) fn content(value: &Value) -> String {
    written(value, false)
}

pub(crate) fn is_same(a: &Value, b: &Value) -> bool {
    a == b || content(a) == content(b)
}

/// Whether two answers say the same to a person. A Word file and a page drop what says nothing: blank rows, spaces around a text,
/// the order in which options were chosen.
pub(crate) fn says_the_same(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a.filter(|value| says_something(value)), b.filter(|value| says_something(value))) {
        (None, None) => true,
        (Some(a), Some(b)) => alike(a, b),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => {
            let plain = |text: &str| text.trim().replace("\r\n", "\n");
            plain(a) == plain(b)
        }
        (Value::Array(a), Value::Array(b)) if a.iter().chain(b).all(Value::is_string) => {
            let chosen = |items: &[Value]| items.iter().map(content).collect::<BTreeSet<_>>();
            chosen(a) == chosen(b)
        }
        (Value::Array(a), Value::Array(b)) => {
            let (a, b) = (full_items(a), full_items(b));
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            let keys = a.keys().chain(b.keys()).filter(|key| *key != ROW_NAME_KEY);
            keys.into_iter().all(|key| says_the_same(a.get(key), b.get(key)))
        }
        _ => is_same(a, b),
    }
}

/// The items of a list that say something.
pub(crate) fn full_items(items: &[Value]) -> Vec<&Value> {
    items.iter().filter(|item| says_something(item)).collect()
}

/// The word that replaces an answer: the one in `{ "said": … }`.
pub(crate) fn said(value: &Value) -> Option<&str> {
    canevas_model::condition::said(value)
}

pub(crate) fn is_object_with_members(value: &Value) -> bool {
    value.as_object().is_some_and(|members| !members.is_empty())
}

/// An object, or nothing where it is empty.
pub(crate) fn object_or_nothing(members: Map<String, Value>) -> Option<Value> {
    (!members.is_empty()).then_some(Value::Object(members))
}

/// A list, or nothing where it is empty.
pub(crate) fn list_or_nothing(items: Vec<Value>) -> Option<Value> {
    (!items.is_empty()).then_some(Value::Array(items))
}

/// A text without characters that no file can hold, with plain line ends.
pub(crate) fn printable(value: &mut Value) {
    match value {
        Value::String(text) => {
            let is_odd = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
            if text.contains(is_odd) {
                let lines = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}'], "\n");
                *text = lines.replace(is_odd, "");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(printable),
        Value::Object(members) => members.values_mut().for_each(printable),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn written(value: &Value, with_row_names: bool) -> String {
    let mut out = String::new();
    write(value, with_row_names, &mut out);
    out
}

fn write(value: &Value, with_row_names: bool, out: &mut String) {
    match value {
        Value::Number(number) => out.push_str(&number_text(number)),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, with_row_names, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            let members = members.iter().filter(|(key, _)| with_row_names || *key != ROW_NAME_KEY);
            for (index, (key, value)) in members.enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write(value, with_row_names, out);
            }
            out.push('}');
        }
        Value::Null | Value::Bool(_) | Value::String(_) => out.push_str(&value.to_string()),
    }
}

/// A number as a browser writes it: `2` for 2.0.
fn number_text(number: &Number) -> String {
    match number.as_f64().filter(|_| number.is_f64()) {
        Some(0.0) => "0".to_owned(),
        Some(value) if value.abs() < 1e21 && value.abs() >= 1e-6 => value.to_string(),
        _ => number.to_string(),
    }
}
