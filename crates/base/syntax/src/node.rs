//! The tree with spans that YAML and JSON become. All later code works on it, so errors in a country file in YAML and in a
//! return in JSON are equally precise.

use canevas_diagnostics::Span;
use std::ops::Range;

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sp<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Sp<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Changes the value, keeps the place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Sp<U> {
        Sp { value: f(self.value), span: self.span }
    }
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'` or `"`.
    Quoted,
    /// After `|`.
    Literal,
    /// After `>`.
    Folded,
    /// A JSON number, `true`, `false` or `null`.
    Bare,
}

/// A scalar: its value and how to find a part of it in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text after unescaping, without the final newline of a block.
    pub text: String,
    /// How it was written.
    pub style: Style,
    /// Pairs of (offset in `text`, offset in source). From each pair on, the two offsets grow together. Empty if they do not.
    pub segments: Vec<(u32, u32)>,
}

/// A text with its place. It can find the place of a part of the text in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// The text.
    pub value: String,
    /// The whole scalar.
    pub span: Span,
    segments: Vec<(u32, u32)>,
}

impl SourceText {
    /// A text whose parts have no known place in the source.
    pub fn opaque(value: impl Into<String>, span: Span) -> Self {
        Self { value: value.into(), span, segments: Vec::new() }
    }

    /// A text that stands in the source exactly as it is, from byte `start` on.
    pub fn verbatim(value: impl Into<String>, span: Span, start: u32) -> Self {
        Self { value: value.into(), span, segments: vec![(0, start)] }
    }

    /// A text with pairs of (offset in the text, offset in the source). From each pair on, the two offsets grow together.
    pub fn in_step(value: impl Into<String>, span: Span, segments: Vec<(u32, u32)>) -> Self {
        Self { value: value.into(), span, segments }
    }

    /// The place of a part of the text, or of the whole text if the part has no known place.
    pub fn part(&self, range: Range<usize>) -> Span {
        let at = |offset: usize| {
            let index = self.segments.partition_point(|(from, _)| *from as usize <= offset);
            let (from, source) = self.segments.get(index.checked_sub(1)?)?;
            Some(source + (offset as u32 - from))
        };
        match (at(range.start), at(range.end.saturating_sub(1))) {
            (Some(start), Some(last)) => {
                Span { source: self.span.source, start, end: last.max(start) + u32::from(range.end > range.start) }
            }
            _ => self.span,
        }
    }
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: Sp<String>,
    /// The value.
    pub value: Node,
}

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its place. A block of keys goes from its first key to the end of its last value.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// Nothing after the colon.
    Empty,
    /// What YAML would read has no place in a file, such as an alias. A finding says so, and nothing else needs saying.
    Refused,
    /// A scalar.
    Scalar(Scalar),
    /// Keys in the order of the file.
    Map(Vec<Entry>),
    /// Items in the order of the file.
    List(Vec<Node>),
}

impl Node {
    /// The value of `key`, if this is a map that contains it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.kind {
            NodeKind::Map(entries) => entries.iter().find(|entry| entry.key.value == key).map(|entry| &entry.value),
            _ => None,
        }
    }

    /// The node at a JSON pointer (`/a/0/b`), or the nearest one above it that exists.
    pub fn nearest_to_pointer(&self, pointer: &str) -> &Self {
        let mut node = self;
        for part in pointer.split('/').skip(1) {
            let part = part.replace("~1", "/").replace("~0", "~");
            let next = match &node.kind {
                NodeKind::Map(_) => node.get(&part),
                NodeKind::List(items) => part.parse::<usize>().ok().and_then(|index| items.get(index)),
                _ => None,
            };
            match next {
                Some(next) => node = next,
                None => return node,
            }
        }
        node
    }

    /// What this node is, in words, for "expected …, found …".
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            NodeKind::Empty | NodeKind::Refused => "nothing",
            NodeKind::Scalar(_) => "a text",
            NodeKind::Map(_) => "a block of keys",
            NodeKind::List(_) => "a list",
        }
    }

    /// The scalar with its place, as a text.
    pub fn source_text(&self) -> Option<SourceText> {
        match &self.kind {
            NodeKind::Scalar(scalar) => {
                Some(SourceText { value: scalar.text.clone(), span: self.span, segments: scalar.segments.clone() })
            }
            _ => None,
        }
    }

    /// The tree as a JSON value. Plain YAML scalars become texts. JSON's bare words keep their type.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;
        match &self.kind {
            NodeKind::Empty | NodeKind::Refused => Value::Null,
            NodeKind::Scalar(scalar) if scalar.style == Style::Bare => {
                serde_json::from_str(&scalar.text).unwrap_or_else(|_| Value::String(scalar.text.clone()))
            }
            NodeKind::Scalar(scalar) => Value::String(scalar.text.clone()),
            NodeKind::Map(entries) => {
                Value::Object(entries.iter().map(|entry| (entry.key.value.clone(), entry.value.to_json())).collect())
            }
            NodeKind::List(items) => Value::Array(items.iter().map(Self::to_json).collect()),
        }
    }
}
