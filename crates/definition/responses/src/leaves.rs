//! The single values of a return, wherever they stand: also those that no form knows.

use crate::key::ROW_NAME_KEY;
use crate::path::ResponsePath;
use crate::response::Response;
use crate::shape::is_blank;
use crate::text::{ANSWERS_KEY, FACTS_KEY, push_escaped};
use crate::words::is_one_value;
use canevas_model::{Model, QuestionId};
use serde_json::Value;

impl Response {
    /// The single values among the answers that say something, each with its place. A document, a special answer, and a number with
    /// its unit are one value each. Of a value that `is_known`, nothing is
    /// listed. Where the form does not know the place of a value, it is the nearest one above that the form knows.
    pub fn leaves<'r>(&'r self, model: &Model, is_known: &dyn Fn(&'r Value) -> bool) -> Vec<(ResponsePath, &'r Value)> {
        let mut out = Vec::new();
        let mut open: Vec<(String, &Value)> = Vec::new();
        let first = ResponsePath::head(ANSWERS_KEY).pointer();
        open.extend(self.json().get(ANSWERS_KEY).map(|answers| (first, answers)));
        while let Some((pointer, value)) = open.pop() {
            if is_known(value) || !says_something(value) {
                continue;
            }
            match value {
                one if is_one_value(one) && !is_row(&pointer, model) => out.push((nearest(&pointer, model), one)),
                Value::Object(members) => {
                    let inner = members.iter().rev().filter(|(key, _)| *key != ROW_NAME_KEY);
                    open.extend(inner.map(|(key, value)| (below(&pointer, key), value)));
                }
                Value::Array(items) => {
                    let inner = items.iter().enumerate().rev();
                    open.extend(inner.map(|(at, value)| (format!("{pointer}/{at}"), value)));
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                    out.push((nearest(&pointer, model), value));
                }
            }
        }
        out
    }
}

/// Whether a form has a row of fields at this place, such as one of its documents.
fn is_row(pointer: &str, model: &Model) -> bool {
    let place = ResponsePath::from_pointer(pointer, model);
    let path = place.as_ref().and_then(ResponsePath::answer).filter(|path| path.index().is_some());
    path.filter(|path| path.field_id().is_none())
        .and_then(|path| model.question(path.question_id()))
        .is_some_and(|question| !question.fields.is_empty())
}

/// Whether a value says something. A blank text, an empty list or block does not, nor does a row that has nothing but its name.
pub fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) | Value::Number(_) => true,
        Value::String(text) => !is_blank(text),
        Value::Array(items) => items.iter().any(says_something),
        Value::Object(members) => members.iter().any(|(key, value)| key != ROW_NAME_KEY && says_something(value)),
    }
}

fn nearest(pointer: &str, model: &Model) -> ResponsePath {
    let mut left = pointer;
    loop {
        if let Some(place) = ResponsePath::from_pointer(left, model) {
            return place;
        }
        left = left.rsplit_once('/').map_or("", |(above, _)| above);
    }
}

fn below(pointer: &str, key: &str) -> String {
    let mut out = format!("{pointer}/");
    push_escaped(&mut out, key);
    out
}

/// What a key of `unread` says: the place that the text is about, and whose text it is where several files answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadPlace {
    /// The nearest place that the form knows.
    pub place: ResponsePath,
    /// The name of the file that the text comes from.
    pub sender: Option<String>,
}

impl UnreadPlace {
    /// The place and the sender in a key, as text: `/x`, or `/x (health.json)` where answers differ.
    pub fn split(key: &str) -> (&str, Option<&str>) {
        let sides = || {
            let (path, rest) = key.split_at(key.find(is_space)?);
            let from = rest.strip_prefix(" (")?.strip_suffix(')')?;
            let is_one_line = !from.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
            (path.len() > 1 && path.starts_with('/') && !from.is_empty() && is_one_line).then_some((path, from))
        };
        sides().map_or((key, None), |(path, from)| (path, Some(from)))
    }

    /// The parts of a key of `unread` that the form does not know, from the outside to the inside; `place` is what it knows of the key.
    pub fn unknown_parts(key: &str, place: &ResponsePath) -> Vec<String> {
        let (whole, _) = Self::split(key);
        let known = match place {
            ResponsePath::Answer(path) => path.unread_key(),
            ResponsePath::Fact(_) => place.pointer(),
            ResponsePath::Head(_) | ResponsePath::Whole => String::new(),
        };
        let below = whole.strip_prefix(&known).or_else(|| whole.strip_prefix(known.trim_start_matches('/')));
        below.unwrap_or(whole).split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// The question that a key of `unread` is about, whatever follows its id: a row, a field, the sign of a box in a Word file,
    /// or the name of a file. None for a fact, for a part at the top, and for what the form does not know.
    pub fn question<'m>(key: &str, model: &'m Model) -> Option<&'m QuestionId> {
        let below = key.strip_prefix('/').unwrap_or(key);
        let facts = below.strip_prefix(FACTS_KEY).is_some_and(|rest| rest.starts_with('/'));
        let is_of_id = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let id = below.split(|c| !is_of_id(c)).next().filter(|_| !facts)?;
        model.questions.iter().map(|question| &question.id).find(|known| known.as_str() == id)
    }

    /// Reads a key of `unread`.
    pub fn of_key(key: &str, model: &Model) -> Self {
        let (place, sender) = Self::split(key);
        let sender = sender.map(str::to_owned);
        // Two strokes stand before a part at the top, because a question may have its name.
        if let Some(part) = place.strip_prefix("//") {
            let name = part.split('/').next().unwrap_or_default();
            return Self { place: nearest(&format!("/{name}"), model), sender };
        }
        let facts = ResponsePath::head(FACTS_KEY).pointer();
        if place.strip_prefix(&facts).is_some_and(|rest| rest.starts_with('/')) {
            return Self { place: nearest(place, model), sender };
        }
        let answers = ResponsePath::head(ANSWERS_KEY).pointer();
        let stroke = if place.starts_with('/') { "" } else { "/" };
        Self { place: nearest(&format!("{answers}{stroke}{place}"), model), sender }
    }
}

/// White space as the form's script knows it.
fn is_space(c: char) -> bool {
    c == '\u{feff}' || (c.is_whitespace() && c != '\u{85}')
}
