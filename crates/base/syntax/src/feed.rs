//! Where the rows of an answer go in the next edition.

use crate::node::{Node, NodeKind, SourceText, Sp};
use crate::read::Read;
use crate::record;
use canevas_diagnostics::Findings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// The fact of the next edition that rows become: its id alone, or a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Feed {
    /// The fact's id: the rows take the place of the rows that are there.
    Fact(Sp<String>),
    /// A block of keys: the rows are added to those that are there.
    Block(Box<FeedBlock>),
}

record! {
    /// Where rows go in the next edition, and which of them.
    pub struct FeedBlock as "the block `feeds_next_edition`" requires [into] {
        /// The list of facts that the rows are added to; fields go by their ids.
        into: Sp<String>,
        /// The condition over the fields of a row under which it goes on; without it, every row does.
        when: SourceText,
    }
}

impl Feed {
    /// The id of the fact, where it could be read.
    pub fn fact(&self) -> Option<&Sp<String>> {
        match self {
            Self::Fact(fact) => Some(fact),
            Self::Block(block) => block.into.as_ref(),
        }
    }
}

impl Read for Feed {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match &node.kind {
            NodeKind::Map(_) => FeedBlock::read(node, findings).map(|block| Self::Block(Box::new(block))),
            _ => Read::read(node, findings).map(Self::Fact),
        }
    }
}

impl JsonSchema for Feed {
    fn schema_name() -> Cow<'static, str> {
        "Feed".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let block = generator.subschema_for::<FeedBlock>();
        json_schema!({
            "description": "A list of facts of the next edition, whose rows these rows replace; or a block with `into` and `when`, which adds the rows to those that are there.",
            "anyOf": [{ "type": "string" }, block],
        })
    }
}
