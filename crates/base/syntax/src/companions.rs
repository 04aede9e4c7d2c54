//! What may stand beside an answer, or in its place. A comment and the text that an option asks for are the label of their box
//! alone, or a block that says more about the box.

use crate::definition::NonResponse;
use crate::id::Id;
use crate::node::{Node, NodeKind, SourceText, Sp};
use crate::read::Read;
use crate::{record, words};
use canevas_diagnostics::{Findings, Span};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

/// A comment.
pub type Comment = TextOr<CommentBlock>;
/// The text that an option asks for.
pub type Specify = TextOr<SpecifyBlock>;

/// The label of a box alone, or a block.
#[derive(Debug, Clone, PartialEq)]
pub enum TextOr<B> {
    /// The label.
    Text(SourceText),
    /// A block of keys.
    Block(Box<B>),
}

impl<B> TextOr<B> {
    /// The block, where there is one.
    pub fn block(&self) -> Option<&B> {
        match self {
            Self::Text(_) => None,
            Self::Block(block) => Some(block),
        }
    }
}

impl Comment {
    /// The label of the box.
    pub fn ask(&self) -> Option<&SourceText> {
        match self {
            Self::Text(text) => Some(text),
            Self::Block(block) => block.ask.as_ref(),
        }
    }

    /// Where it stands.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Text(text) => Some(text.span),
            Self::Block(block) => block.ask.as_ref().map(|ask| ask.span).or(block.span),
        }
    }
}

impl Specify {
    /// The label of the box.
    pub fn ask(&self) -> Option<&SourceText> {
        match self {
            Self::Text(text) => Some(text),
            Self::Block(block) => block.ask.as_ref(),
        }
    }
}

impl<B: Read> Read for TextOr<B> {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match &node.kind {
            NodeKind::Map(_) => B::read(node, findings).map(|block| Self::Block(Box::new(block))),
            _ => Read::read(node, findings).map(Self::Text),
        }
    }
}

impl<B: JsonSchema> JsonSchema for TextOr<B> {
    fn schema_name() -> Cow<'static, str> {
        format!("TextOr{}", B::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (text, block) = (generator.subschema_for::<SourceText>(), generator.subschema_for::<B>());
        json_schema!({ "description": "The label of the box, or a block that says more about the box.", "anyOf": [text, block] })
    }
}

record! {
    /// The text that an option asks for, with more than a label.
    pub struct SpecifyBlock as "the block `specify`" requires [ask] {
        /// The question beside the box.
        ask: SourceText,
        /// `text` for a line, which is what it is without the key, or `long_text` for a box.
        r#type = "type": Sp<SpecifyType>,
        /// Whether a complete return that chooses the option must have the text; yes without the key.
        required: Sp<bool>,
    }
}

words! {
    /// How much room the text of an option has.
    pub enum SpecifyType {
        /// A line of text.
        Text = "text",
        /// A box of text.
        LongText = "long_text",
    }
}

record! {
    /// A comment, with more than a label.
    pub struct CommentBlock as "the block `comment`" requires [ask] {
        /// The question beside the box.
        ask: SourceText,
        /// Whether a complete return must have it where it is asked; no without the key.
        required: Sp<bool>,
        /// The condition under which it is asked. It may read the answer that the comment is about.
        show_if: SourceText,
    }
}

/// The code of a special answer: one of the language, or one of `non_responses`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialAnswer(pub Id);

impl Read for SpecialAnswer {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        Read::read(node, findings).map(Self)
    }
}

impl JsonSchema for SpecialAnswer {
    fn schema_name() -> Cow<'static, str> {
        "SpecialAnswer".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (known, own) = (generator.subschema_for::<NonResponse>(), generator.subschema_for::<Id>());
        json_schema!({
            "description": "One of the special answers of the language, or a code of `non_responses`.",
            "anyOf": [known, own],
        })
    }
}
