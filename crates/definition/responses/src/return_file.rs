//! A return that was read from a file: what it says, and where each value and key stands.

use crate::digits::changed_by_reading;
use crate::path::ResponsePath;
use crate::respondent::{RESPONDENT_KEY, Respondent};
use crate::response::{Response, UNREAD_KEY};
use crate::sign_off::{SIGN_OFF_KEY, SignOff};
use crate::text::{ANSWERS_KEY, TreeStep, tree_pointer};
use canevas_diagnostics::{Finding, Findings, SourceId, Sources, Span};
use canevas_syntax::return_file::Return;
use canevas_syntax::{Node, NodeKind, Read as _, Style, parse_json, rules};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// A return with its places.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnFile {
    /// The source it was read from.
    pub source: SourceId,
    /// What it says.
    pub response: Response,
    spans: SpanTree,
}

/// Where a value stands, and what is in it, in the order of the value.
#[derive(Debug, Clone, PartialEq)]
struct SpanTree {
    span: Span,
    below: Below,
}

#[derive(Debug, Clone, PartialEq)]
enum Below {
    Nothing,
    /// A number as it was typed, where it would be written in another way.
    Typed(Box<str>),
    /// The spans of keys, each with what it holds.
    Keys(Vec<(Span, SpanTree)>),
    Items(Vec<SpanTree>),
}

/// Reads a return.
pub fn read_return(sources: &Sources, id: SourceId) -> (Option<ReturnFile>, Findings) {
    let (node, mut findings) = parse_json(id, sources.get(id));
    let Some(node) = node else { return (None, findings) };
    if Return::read(&node, &mut findings).is_none() {
        return (None, findings);
    }
    let (json, spans) = split(node);
    let file = ReturnFile { source: id, response: Response::from_json(json), spans };
    file.read_parts(&mut findings);
    (Some(file), findings)
}

/// The places of a value that no file holds: all are its start.
fn nowhere(source: SourceId, value: &Value) -> SpanTree {
    let span = Span::new(source, 0..0);
    let below = match value {
        Value::Object(map) => Below::Keys(map.values().map(|value| (span, nowhere(source, value))).collect()),
        Value::Array(items) => Below::Items(items.iter().map(|item| nowhere(source, item)).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Below::Nothing,
    };
    SpanTree { span, below }
}

/// Parts what a node says from where it says it.
fn split(node: Node) -> (Value, SpanTree) {
    let span = node.span;
    let (value, below) = match node.kind {
        NodeKind::Scalar(scalar) if scalar.style == Style::Bare => {
            // A number of which digits would be dropped stays a text: it is named as no number, and none of it is lost.
            let number = serde_json::from_str(&scalar.text).ok().filter(|_| changed_by_reading(&scalar.text).is_none());
            let value = number.unwrap_or_else(|| Value::String(scalar.text.clone()));
            let written = value.to_string();
            let is_exact = !value.is_string() && written == scalar.text;
            let below = if is_exact { Below::Nothing } else { Below::Typed(scalar.text.into()) };
            (value, below)
        }
        NodeKind::Empty | NodeKind::Refused => (Value::Null, Below::Nothing),
        NodeKind::Scalar(scalar) => (Value::String(scalar.text), Below::Nothing),
        NodeKind::Map(entries) => {
            let mut map = Map::with_capacity(entries.len());
            let mut below = Vec::with_capacity(entries.len());
            for entry in entries {
                let (value, spans) = split(entry.value);
                if map.contains_key(&entry.key.value) {
                    // Of a key that stands twice, which is reported, the last value counts at the first place.
                    let at = map.keys().position(|key| *key == entry.key.value).unwrap_or_default();
                    below[at] = (entry.key.span, spans);
                } else {
                    below.push((entry.key.span, spans));
                }
                map.insert(entry.key.value, value);
            }
            (Value::Object(map), Below::Keys(below))
        }
        NodeKind::List(items) => {
            let (values, below): (Vec<Value>, Vec<SpanTree>) = items.into_iter().map(split).unzip();
            (Value::Array(values), Below::Items(below))
        }
    };
    (value, SpanTree { span, below })
}

impl ReturnFile {
    /// A return that stands in a file of another kind, such as a case. Its findings point into that file.
    pub fn of_node(source: SourceId, node: Node) -> Self {
        let (json, spans) = split(node);
        Self { source, response: Response::from_json(json), spans }
    }

    /// A return that was read from another file than JSON. Its findings have no places.
    pub fn without_places(json: Value) -> Self {
        let source = SourceId(0);
        let spans = nowhere(source, &json);
        Self { source, response: Response::from_json(json), spans }
    }

    /// Reads the parts of the head that have values of their own kind. A part whose keys were reported is not judged again.
    fn read_parts(&self, findings: &mut Findings) {
        let faults = |key: &str, value: &Value| match key {
            SIGN_OFF_KEY => SignOff::read(value).err(),
            RESPONDENT_KEY => Respondent::read(value).err(),
            _ => None,
        };
        for key in [SIGN_OFF_KEY, RESPONDENT_KEY] {
            let Some(part) = self.root().child(&TreeStep::Key(key.into())) else { continue };
            let span = part.spans.span;
            let is_reported = findings.iter().any(|finding| {
                let at = finding.primary.span;
                span.start <= at.start && at.end <= span.end
            });
            for fault in faults(key, part.value).into_iter().flatten().filter(|_| !is_reported) {
                let steps: Vec<TreeStep<'_>> =
                    fault.at.iter().map(|step| TreeStep::Key(step.as_str().into())).collect();
                let at = nearest(part, &steps).spans.span;
                findings.push(Finding::new(&rules::WRONG_KIND, at, fault.message));
            }
        }
    }

    /// Finds places; the keys of the answers are found at once, however many there are.
    pub fn locator(&self) -> Locator<'_> {
        let keys = self.response.answers().into_iter().flat_map(Map::keys);
        Locator { file: self, answers: keys.enumerate().map(|(index, key)| (key.as_str(), index)).collect() }
    }

    /// The place of the value at a path, or of the nearest one above it that is there.
    pub fn span(&self, path: &ResponsePath) -> Span {
        nearest(self.root(), &path.steps()).spans.span
    }

    /// The JSON pointer of the innermost value that holds a place, or whose key does.
    pub fn pointer_at(&self, place: Span) -> String {
        self.pointer_to(place, true)
    }

    /// The JSON pointer of the innermost object or array that holds a place.
    pub fn pointer_around(&self, place: Span) -> String {
        self.pointer_to(place, false)
    }

    fn pointer_to(&self, place: Span, of_key: bool) -> String {
        let holds = |span: Span| span.start <= place.start && place.end <= span.end;
        let mut steps = Vec::new();
        let mut at = self.root();
        loop {
            let below = match (at.value, &at.spans.below) {
                (Value::Object(map), Below::Keys(below)) => {
                    let found =
                        map.iter().zip(below).find(|(_, (key, spans))| (of_key && holds(*key)) || holds(spans.span));
                    found.map(|((key, value), (_, spans))| (TreeStep::Key(key.as_str().into()), value, spans))
                }
                (Value::Array(items), Below::Items(below)) => {
                    let mut found = items.iter().zip(below).enumerate();
                    let found = found.find(|(_, (_, spans))| holds(spans.span));
                    found.map(|(index, (value, spans))| (TreeStep::Index(index), value, spans))
                }
                _ => None,
            };
            let Some((step, value, spans)) = below else { return tree_pointer(steps) };
            steps.push(step);
            at = Placed { value, spans, key: None };
        }
    }

    /// The texts that fitted no answer: the place that each names, the text, and where that name stands.
    pub fn unread(&self) -> impl Iterator<Item = (&str, &Value, Span)> {
        let unread = self.root().child(&TreeStep::Key(UNREAD_KEY.into()));
        let entries = unread.and_then(|unread| match (unread.value, &unread.spans.below) {
            (Value::Object(texts), Below::Keys(spans)) => Some(texts.iter().zip(spans)),
            _ => None,
        });
        entries.into_iter().flatten().map(|((place, text), (span, _))| (place.as_str(), text, *span))
    }

    /// The return as a JSON file, with the keys in the order of the file and the numbers as they were typed.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        self.root().write(0, &mut out);
        out.push('\n');
        out
    }

    fn root(&self) -> Placed<'_> {
        Placed { value: self.response.json(), spans: &self.spans, key: None }
    }
}

/// A value with its place, and the place of its key.
#[derive(Clone, Copy)]
struct Placed<'f> {
    value: &'f Value,
    spans: &'f SpanTree,
    key: Option<Span>,
}

impl Placed<'_> {
    fn child(self, step: &TreeStep<'_>) -> Option<Self> {
        match (step, self.value) {
            (TreeStep::Key(key), Value::Object(map)) => self.entry(key, map.keys().position(|known| known == key)?),
            (TreeStep::Index(index), Value::Array(items)) => {
                let Below::Items(below) = &self.spans.below else { return None };
                Some(Self { value: items.get(*index)?, spans: below.get(*index)?, key: None })
            }
            _ => None,
        }
    }

    /// What the key at an index holds. The value is looked up by its key, because a map counts up to an index.
    fn entry(self, key: &str, index: usize) -> Option<Self> {
        let (Value::Object(map), Below::Keys(below)) = (self.value, &self.spans.below) else { return None };
        let (place, spans) = below.get(index)?;
        Some(Self { value: map.get(key)?, spans, key: Some(*place) })
    }

    fn write(self, depth: usize, out: &mut String) {
        let line = |depth: usize, out: &mut String| {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", depth));
        };
        match (self.value, &self.spans.below) {
            (Value::Object(map), Below::Keys(below)) if !map.is_empty() => {
                out.push('{');
                for (index, ((key, value), (_, spans))) in map.iter().zip(below).enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    line(depth + 1, out);
                    out.push_str(&Value::String(key.clone()).to_string());
                    out.push_str(": ");
                    Self { value, spans, key: None }.write(depth + 1, out);
                }
                line(depth, out);
                out.push('}');
            }
            (Value::Array(items), Below::Items(below)) if !items.is_empty() => {
                out.push('[');
                for (index, (value, spans)) in items.iter().zip(below).enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    line(depth + 1, out);
                    Self { value, spans, key: None }.write(depth + 1, out);
                }
                line(depth, out);
                out.push(']');
            }
            (_, Below::Typed(typed)) => out.push_str(typed),
            (value, _) => out.push_str(&value.to_string()),
        }
    }
}

/// The last value that is there on the way down.
fn nearest<'f>(from: Placed<'f>, steps: &[TreeStep<'_>]) -> Placed<'f> {
    let mut at = from;
    for step in steps {
        match at.child(step) {
            Some(child) => at = child,
            None => break,
        }
    }
    at
}

/// Finds places in a return.
#[derive(Debug)]
pub struct Locator<'f> {
    file: &'f ReturnFile,
    answers: HashMap<&'f str, usize>,
}

impl<'f> Locator<'f> {
    /// The place of the value at a path, or of the nearest one above it that is there. Where a whole question has no
    /// answer, it is the brace that opens the answers: a whole block underlined would say nothing.
    pub fn value(&self, path: &ResponsePath) -> Span {
        let Some(answer) = path.answer() else { return self.file.span(path) };
        let mut steps = answer.steps();
        if let Some(entry) = steps.next().and_then(|first| self.entry(&first)) {
            return nearest(entry, &steps.collect::<Vec<_>>()).spans.span;
        }
        let mut span = self.file.span(&ResponsePath::head(ANSWERS_KEY));
        span.end = span.end.min(span.start + 1);
        span
    }

    /// The place of the last key of an answer's path. It is the place of the value where the key is not there, or where
    /// the path is not that of an answer.
    pub fn key(&self, path: &ResponsePath) -> Span {
        let key = || {
            let mut steps = path.answer()?.steps();
            let entry = self.entry(&steps.next()?)?;
            steps.try_fold(entry, |at, step| at.child(&step))?.key
        };
        key().unwrap_or_else(|| self.value(path))
    }

    /// The place of an item in the list at a path.
    pub fn item(&self, path: &ResponsePath, index: usize) -> Span {
        let list = || {
            let mut steps = path.answer()?.steps();
            let entry = self.entry(&steps.next()?)?;
            steps.try_fold(entry, |at, step| at.child(&step))?.child(&TreeStep::Index(index))
        };
        list().map_or_else(|| self.value(path), |item| item.spans.span)
    }

    /// What a key of the answers holds.
    fn entry(&self, key: &TreeStep<'_>) -> Option<Placed<'f>> {
        let TreeStep::Key(key) = key else { return None };
        let answers = self.file.root().child(&TreeStep::Key(ANSWERS_KEY.into()))?;
        answers.entry(key, *self.answers.get(&**key)?)
    }
}
