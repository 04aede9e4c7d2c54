//! The ids of questions, options and lists.

use crate::node::{Node, NodeKind};
use crate::read::{Read, mismatch};
use crate::rules;
use canevas_diagnostics::{Finding, Findings};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// An identifier: `[a-z][a-z0-9_]{0,39}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub String);

impl Id {
    /// Whether a word may be an identifier.
    pub fn is_valid(word: &str) -> bool {
        word.len() <= 40
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    }
}

impl Read for Id {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let NodeKind::Scalar(scalar) = &node.kind else {
            mismatch(node, "an id", findings);
            return None;
        };
        check_id(&scalar.text, node.span, findings).then(|| Self(scalar.text.clone()))
    }
}

/// The identifier that is nearest to a word; empty if there is none.
pub fn mended_id(word: &str) -> String {
    word.to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .skip_while(|c| !c.is_ascii_lowercase())
        .take(40)
        .collect()
}

/// Returns whether `word` may be an identifier, and adds a finding if it may not.
pub fn check_id(word: &str, span: canevas_diagnostics::Span, findings: &mut Findings) -> bool {
    let valid = Id::is_valid(word);
    if !valid {
        const SHAPE: &str = "an id starts with a small letter and has small letters, digits and _ only, 40 at most";
        let mended = mended_id(word);
        let finding = Finding::new(&rules::BAD_ID, span, format!("`{word}` cannot be an id"));
        findings.push(if mended.is_empty() {
            finding.help(SHAPE)
        } else {
            finding.help(format!("{SHAPE}: `{mended}`")).fix(span, mended)
        });
    }
    valid
}

impl JsonSchema for Id {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}$" })
    }
}
