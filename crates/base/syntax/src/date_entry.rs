//! A date of `dates`: the day alone, or a block that also says whether it moves with the period.

use crate::node::{Node, NodeKind, Sp};
use crate::read::Read;
use crate::record;
use canevas_diagnostics::Findings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// A date with a name.
#[derive(Debug, Clone, PartialEq)]
pub enum DateEntry {
    /// The day: it moves with the period.
    Day(Sp<String>),
    /// A block of keys.
    Block(Box<DateBlock>),
}

record! {
    /// A date that may stay where it is in the next edition.
    pub struct DateBlock as "a date" requires [on] {
        /// The day, `2017-08-16`.
        on: Sp<String>,
        /// Whether the next edition moves it with the period. Without this key, it does.
        moves: Sp<bool>,
    }
}

impl DateEntry {
    /// The day as it is typed, where it could be read.
    pub fn day(&self) -> Option<&Sp<String>> {
        match self {
            Self::Day(day) => Some(day),
            Self::Block(block) => block.on.as_ref(),
        }
    }

    /// Whether the next edition moves it.
    pub fn moves(&self) -> bool {
        match self {
            Self::Day(_) => true,
            Self::Block(block) => block.moves.as_ref().is_none_or(|moves| moves.value),
        }
    }
}

impl Read for DateEntry {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match &node.kind {
            NodeKind::Map(_) => DateBlock::read(node, findings).map(|block| Self::Block(Box::new(block))),
            _ => Read::read(node, findings).map(Self::Day),
        }
    }
}

impl JsonSchema for DateEntry {
    fn schema_name() -> Cow<'static, str> {
        "NamedDate".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let block = generator.subschema_for::<DateBlock>();
        json_schema!({
            "description": "A day such as 2023-06-30, which moves with the period; or a block with `on`, and `moves: no` for a day that stays.",
            "anyOf": [{ "type": "string" }, block],
        })
    }
}
