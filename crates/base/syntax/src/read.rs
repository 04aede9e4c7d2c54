//! From the tree with spans to typed records. One run collects every error of a file.
//!
//! [`record!`](crate::record) declares a block of keys once: the struct, its reader, and (through schemars) its JSON
//! Schema come from the same lines, so an editor's completion and the compiler cannot disagree.

use crate::id::{Id, check_id, mended_id};
use crate::node::{Node, NodeKind, Scalar, Sp, Style};
use crate::of_key::OR_REMOVE;
use crate::rules;
use crate::texts::no_value;
use canevas_diagnostics::{Finding, Findings, nearest};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// A type that can be read from a node. `None` means that a finding was added.
pub trait Read: Sized {
    /// Reads the value, and adds a finding for each error.
    fn read(node: &Node, findings: &mut Findings) -> Option<Self>;
}

/// The finding for a value of the wrong kind.
pub fn mismatch(node: &Node, expected: &str, findings: &mut Findings) {
    mismatch_with(node, expected, None, findings);
}

/// The same, with what was probably meant.
fn mismatch_with(node: &Node, expected: &str, meant: Option<&str>, findings: &mut Findings) {
    if node.kind == NodeKind::Refused {
        return;
    }
    let mut finding = if node.kind == NodeKind::Empty {
        Finding::new(&rules::EMPTY_VALUE, node.span, "there is nothing after this key")
            .help(format!("write {expected}{OR_REMOVE}"))
    } else {
        Finding::new(&rules::WRONG_KIND, node.span, format!("expected {expected}, found {}", found(node)))
            .label(format!("expected {expected}"))
            .help_if(meant.map(|meant| format!("write `{meant}`")))
    };
    if let Some(meant) = meant {
        finding = finding.fix(node.span, meant);
    }
    findings.push(finding);
}

/// What stands in the place of another value, for "found …": one word as it is typed.
fn found(node: &Node) -> Cow<'static, str> {
    const LONGEST: usize = 24;
    match &node.kind {
        NodeKind::Scalar(Scalar { text, style: style @ (Style::Plain | Style::Bare | Style::Quoted), .. })
            if (1..=LONGEST).contains(&text.len()) && !text.contains(|c: char| c.is_whitespace() || c == '`') =>
        {
            let quotes = if *style == Style::Quoted { " in quotes" } else { "" };
            format!("`{text}`{quotes}").into()
        }
        _ => node.describe().into(),
    }
}

/// A key that is given and was not read whole: what it holds could not be read, or its name is not quite right. A finding says
/// so, and nothing else about the key needs saying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadKey {
    /// The key, or the one that was probably meant.
    pub key: &'static str,
    /// What was typed, if it is one word or text.
    pub typed: Option<String>,
    /// Whether a part of its value was read.
    pub in_part: bool,
}

impl UnreadKey {
    /// The key of an entry.
    pub fn new(key: &'static str, value: &Node, in_part: bool) -> Self {
        let typed = match &value.kind {
            NodeKind::Scalar(scalar) => Some(scalar.text.clone()),
            _ => None,
        };
        Self { key, typed, in_part }
    }
}

impl<T: Read> Read for Sp<T> {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        T::read(node, findings).map(|value| Self { value, span: node.span })
    }
}

impl<T: JsonSchema> JsonSchema for Sp<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl Read for String {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar(scalar) => {
                if let Some(finding) = no_value(node, "a word") {
                    findings.push(finding);
                    return None;
                }
                Some(scalar.text.clone())
            }
            _ => {
                mismatch(node, "a word", findings);
                None
            }
        }
    }
}

impl Read for bool {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let word = match &node.kind {
            NodeKind::Scalar(scalar) => scalar.text.as_str(),
            _ => "",
        };
        match word {
            "yes" | "true" => Some(true),
            "no" | "false" => Some(false),
            _ => {
                let meant = match word.to_ascii_lowercase().as_str() {
                    "yes" | "y" | "true" | "on" => Some("yes"),
                    "no" | "n" | "false" | "off" => Some("no"),
                    _ => None,
                };
                mismatch_with(node, "yes or no", meant, findings);
                None
            }
        }
    }
}

impl Read for u32 {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let number = match &node.kind {
            NodeKind::Scalar(scalar)
                if scalar.style != Style::Quoted && scalar.text.bytes().all(|b| b.is_ascii_digit()) =>
            {
                scalar.text.parse().ok().filter(|n: &Self| *n <= 1_000_000)
            }
            _ => None,
        };
        if number.is_none() {
            mismatch(node, "a whole number from 0 to 1000000", findings);
        }
        number
    }
}

/// A number as typed, compared and printed without loss.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number(pub f64);

impl Read for Number {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        const LIMIT: f64 = 9_007_199_254_740_992.0;
        let number = match &node.kind {
            NodeKind::Scalar(scalar) if scalar.text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-') => {
                scalar.text.parse::<f64>().ok().filter(|n| n.abs() < LIMIT)
            }
            _ => None,
        };
        if number.is_none() {
            mismatch(node, "a number such as 12 or 0.5", findings);
        }
        number.map(Self)
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match &node.kind {
            NodeKind::List(items) => Some(items.iter().filter_map(|item| T::read(item, findings)).collect()),
            _ => {
                mismatch(node, "a list (lines that start with -, or [a, b])", findings);
                None
            }
        }
    }
}

impl<T: Read> Read for Box<T> {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        T::read(node, findings).map(Self::new)
    }
}

/// Keys that the author chooses, in the order of the file; then the keys of entries that could not be read, as they should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Ordered<T>(pub Vec<(Sp<Id>, T)>, pub Vec<String>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new(), Vec::new())
    }
}

impl<T: Read> Read for Ordered<T> {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let NodeKind::Map(entries) = &node.kind else {
            mismatch(node, "lines of `id: …`", findings);
            return None;
        };
        let (mut items, mut unread) = (Vec::with_capacity(entries.len()), Vec::new());
        for entry in entries {
            let valid = check_id(&entry.key.value, entry.key.span, findings);
            if let Some(value) = T::read(&entry.value, findings)
                && valid
            {
                items.push((entry.key.clone().map(Id), value));
            } else {
                unread.push(mended_id(&entry.key.value));
            }
        }
        Some(Self(items, unread))
    }
}

impl<T: JsonSchema> JsonSchema for Ordered<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("OrderedOf{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({
            "type": "object",
            "propertyNames": { "pattern": "^[a-z][a-z0-9_]{0,39}$" },
            "additionalProperties": value,
        })
    }
}

/// Any value, kept as a tree. A later phase reads it against a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree(pub Node);

impl Read for Tree {
    fn read(node: &Node, _: &mut Findings) -> Option<Self> {
        Some(Self(node.clone()))
    }
}

impl JsonSchema for Tree {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Any".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!(true)
    }
}

/// Declares a block of keys. Each key is optional in the struct (`Option`). A missing key of `requires` gives a finding.
///
/// ```
/// use canevas_syntax::{record, Sp};
/// record! {
///     /// A pair.
///     pub struct Pair as "a pair" requires [left] {
///         /// The left one.
///         left: Sp<String>,
///         /// The right one.
///         right: Sp<String>,
///     }
/// }
/// assert_eq!(Pair::KEYS, ["left", "right"]);
/// ```
#[macro_export]
macro_rules! record {
    ($(#[$doc:meta])* pub struct $name:ident as $what:literal requires [$($required:ident),*] {
        $($(#[$field_doc:meta])* $field:ident $(= $key:literal)?: $type:ty,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields, transform = $crate::required_keys::<Self>)]
        pub struct $name {
            $($(#[$field_doc])* $(#[schemars(rename = $key)])? pub $field: Option<$type>,)*
            /// Where the block stands.
            #[schemars(skip)]
            pub span: Option<canevas_diagnostics::Span>,
            /// The keys that are given and were not read whole.
            #[schemars(skip)]
            pub not_read: Vec<$crate::UnreadKey>,
        }

        impl $name {
            /// Whether a key is given and gave no value, so that a finding says so.
            pub fn is_unread(&self, key: &str) -> bool {
                self.not_read.iter().any(|unread| unread.key == key && !unread.in_part)
            }

            /// Whether a key is given and was not read whole, so that a finding says so.
            pub fn is_damaged(&self, key: &str) -> bool {
                self.not_read.iter().any(|unread| unread.key == key)
            }

            /// Every key, in order.
            pub const KEYS: &'static [&'static str] = &[$($crate::record!(@key $field $($key)?)),*];
        }

        impl $crate::RequiredKeys for $name {
            const REQUIRED: &'static [&'static str] = &[$(stringify!($required)),*];
        }

        impl $crate::Read for $name {
            fn read(node: &$crate::Node, findings: &mut canevas_diagnostics::Findings) -> Option<Self> {
                let $crate::NodeKind::Map(entries) = &node.kind else {
                    let required = <Self as $crate::RequiredKeys>::REQUIRED;
                    $crate::mismatch(node, &$crate::block_of(required, Self::KEYS), findings);
                    return None;
                };
                let mut record = Self { span: Some(node.span), ..Self::default() };
                let mut free = None;
                for entry in entries {
                    match entry.key.value.as_str() {
                        $($crate::record!(@key $field $($key)?) => {
                            let before = findings.len();
                            record.$field = $crate::Read::read(&entry.value, findings);
                            if record.$field.is_some() {
                                $crate::refuse_switch(entry.key.value.as_str(), &entry.value, findings);
                            }
                            if record.$field.is_none() || findings.len() > before {
                                let required = <Self as $crate::RequiredKeys>::REQUIRED;
                                $crate::fit_to_key(entry.key.value.as_str(), $what, required, &entry.value, before, findings);
                                let (key, in_part) = ($crate::record!(@key $field $($key)?), record.$field.is_some());
                                record.not_read.push($crate::UnreadKey::new(key, &entry.value, in_part));
                            }
                        })*
                        _ => {
                            let free = free.get_or_insert_with(|| $crate::free_keys(node, Self::KEYS));
                            let meant = $crate::unknown_key(entry, free, $what, Self::KEYS, findings);
                            record.not_read.extend(meant.map(|key| $crate::UnreadKey::new(key, &entry.value, false)));
                        }
                    }
                }
                for key in <Self as $crate::RequiredKeys>::REQUIRED {
                    if node.get(key).is_none() && !record.is_unread(key) {
                        $crate::missing_key(node, key, $what, findings);
                    }
                }
                Some(record)
            }
        }
    };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
}

/// The required keys of a record.
pub trait RequiredKeys {
    /// Their names.
    const REQUIRED: &'static [&'static str];
}

/// A block with these keys, for "expected …".
pub fn block_of(required: &[&str], keys: &[&str]) -> String {
    let first = required.first().or(keys.first()).copied().unwrap_or_default();
    format!("a block of keys such as `{first}`")
}

/// The finding for a key that is missing.
pub fn missing_key(node: &Node, key: &str, what: &str, findings: &mut Findings) {
    let first = match &node.kind {
        NodeKind::Map(entries) => entries.first().map_or(node.span, |entry| entry.key.span),
        _ => node.span,
    };
    findings.push(
        Finding::new(&rules::MISSING_KEY, first, format!("{what} needs the key `{key}`"))
            .label(format!("`{key}` is missing from the block that starts here"))
            .help(format!("add a line `{key}: …`")),
    );
}

/// Declares a closed set of words as an enum that can be read and has a schema.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, schemars::JsonSchema)]
        $(#[$doc])*
        pub enum $name {
            $($(#[$variant_doc])* #[schemars(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every word with its value.
            pub const ALL: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),*];

            /// The word as written in files.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The value of a word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
            }
        }

        impl $crate::Read for $name {
            fn read(node: &$crate::Node, findings: &mut canevas_diagnostics::Findings) -> Option<Self> {
                $crate::read_word(node, Self::ALL, findings)
            }
        }
    };
}

/// Reads one of a set of words, with the nearest one suggested.
pub fn read_word<T: Copy>(node: &Node, all: &[(&'static str, T)], findings: &mut Findings) -> Option<T> {
    let names = || all.iter().map(|(word, _)| *word);
    let NodeKind::Scalar(scalar) = &node.kind else {
        mismatch(node, &format!("one of: {}", names().collect::<Vec<_>>().join(", ")), findings);
        return None;
    };
    let found = all.iter().find(|(word, _)| *word == scalar.text).map(|(_, value)| *value);
    if found.is_none() {
        let finding = Finding::new(&rules::UNKNOWN_WORD, node.span, format!("`{}` is not known here", scalar.text));
        let all = format!("write one of: {}", names().collect::<Vec<_>>().join(", "));
        findings.push(finding.help(all).meant(nearest(&scalar.text, names())));
    }
    found
}
