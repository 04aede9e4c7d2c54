//! What must hold between answers: bounds that name another answer, and rules with their words.

use crate::node::{Node, NodeKind, SourceText};
use crate::read::{Number, Read, mismatch};
use crate::record;
use canevas_diagnostics::Findings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

record! {
    /// A rule between answers.
    pub struct MustRule as "a rule under `must`" requires [that, say] {
        /// What must hold, such as `men + women = total`. It is looked at once every answer that it names is there.
        that: SourceText,
        /// What the respondent reads: what must hold, in a whole sentence.
        say: SourceText,
    }
}

/// A bound of a number.
#[derive(Debug, Clone, PartialEq)]
pub enum NumberLimit {
    /// A number.
    Number(Number),
    /// The name of an earlier question, a field or a fact, whose answer is the bound.
    Name(SourceText),
}

impl NumberLimit {
    /// The number, where it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number.0),
            Self::Name(_) => None,
        }
    }
}

/// Whether a word of a bound can be a name: `meetings`, `sites.visited`, `dates.start`. The ends of the period are words of the language.
pub fn is_name(word: &str) -> bool {
    let is_id = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let (head, field) = word.split_once('.').map_or((word, None), |(head, field)| (head, Some(field)));
    is_id(head) && field.is_none_or(is_id) && head != "period"
}

impl Read for NumberLimit {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match (&node.kind, node.source_text()) {
            (NodeKind::Scalar(scalar), Some(text)) if is_name(&scalar.text) => Some(Self::Name(text)),
            (NodeKind::Scalar(scalar), _) if scalar.text.starts_with(|c: char| c.is_alphabetic()) => {
                mismatch(node, "a number such as 12 or 0.5, or the id of an earlier question", findings);
                None
            }
            _ => Number::read(node, findings).map(Self::Number),
        }
    }
}

impl JsonSchema for NumberLimit {
    fn schema_name() -> Cow<'static, str> {
        "NumberLimit".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number, or the id of an earlier question, field or fact whose answer is the bound.",
            "anyOf": [{ "type": "number" }, { "type": "string", "pattern": "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?$" }],
        })
    }
}
