//! Rich text: paragraphs and lists of inlines. Back ends write these down and need no Markdown of their own.
//!
//! The reader takes placeholders out before it reads Markdown, and puts the values back afterwards. A value is therefore
//! always text, even if it contains signs of Markdown.

mod markdown;
mod marks;
mod signs;

pub(crate) use markdown::{put_back, read, sentinel};
pub use marks::{MAX_NESTING, MarkCount, is_link_address, mark_count, nested_too_deep, stray_stars};

use canevas_model::{ComputedId, CountryCase, FactId, FieldId, QuestionId};
use std::borrow::Cow;

/// A text ready to be written down.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rich {
    /// Paragraphs and lists.
    pub blocks: Vec<Block>,
    /// The language of the text, if it is not the requested one because a translation is missing.
    pub language: Option<String>,
}

/// A block of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Whether it is numbered.
        ordered: bool,
        /// Its items.
        items: Vec<Vec<Inline>>,
    },
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Important text.
    Strong(Vec<Self>),
    /// Stressed text.
    Emphasis(Vec<Self>),
    /// A link; the address is http, https or mailto.
    Link {
        /// The address.
        url: String,
        /// What is shown.
        content: Vec<Self>,
    },
    /// A line break.
    Break,
    /// A value filled in.
    Value(String),
    /// An unknown value, in brackets.
    Bracket {
        /// The words before the bracket that a value replaces: "dans " before "[tel pays]", for "au Cameroun".
        before: Cow<'static, str>,
        /// As printed, brackets included.
        text: String,
        /// The fact that would fill it.
        fact: Option<BracketFact>,
    },
}

/// A fact, or a field of a row of a fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum BracketFact {
    /// The country, and the grammatical case of its name.
    Respondent(CountryCase, &'static str),
    /// A fact with one value, by id.
    Value(FactId),
    /// A number that the form computes from answers. No country file has it.
    Computed(ComputedId),
    /// A field of a row that people enter: question, row key, field.
    Entered(QuestionId, String, QuestionId),
    /// A field of the row that the text is the title of. Only its answers fill it.
    Cell(QuestionId),
    /// A field of a row: fact, row key, field.
    Field(FactId, String, FieldId),
}

impl Rich {
    /// A single paragraph of text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { blocks: vec![Block::Paragraph(vec![Inline::Text(text.into())])], language: None }
    }

    /// The same text, with `[…]` for what only the copy of a country knows. A country that is not known keeps its words.
    #[must_use]
    pub fn with_short_brackets(mut self) -> Self {
        for block in &mut self.blocks {
            match block {
                Block::Paragraph(inlines) => shorten(inlines),
                Block::List { items, .. } => items.iter_mut().for_each(|inlines| shorten(inlines)),
            }
        }
        self
    }

    /// The text alone, one line per paragraph, item and break.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            let lines: Vec<&Vec<Inline>> = match block {
                Block::Paragraph(inlines) => vec![inlines],
                Block::List { items, .. } => items.iter().collect(),
            };
            for inlines in lines {
                if !out.is_empty() {
                    out.push('\n');
                }
                plain(inlines, &mut out);
            }
        }
        out
    }

    /// Every bracket in it.
    pub fn brackets(&self) -> Vec<(&str, Option<&BracketFact>)> {
        fn walk<'a>(inlines: &'a [Inline], found: &mut Vec<(&'a str, Option<&'a BracketFact>)>) {
            for inline in inlines {
                match inline {
                    Inline::Bracket { text, fact, .. } => found.push((text, fact.as_ref())),
                    Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => {
                        walk(inner, found);
                    }
                    Inline::Text(_) | Inline::Value(_) | Inline::Break => {}
                }
            }
        }
        let mut found = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Paragraph(inlines) => walk(inlines, &mut found),
                Block::List { items, .. } => items.iter().for_each(|item| walk(item, &mut found)),
            }
        }
        found
    }
}

/// The text of inlines alone.
pub(crate) fn plain_of(inlines: &[Inline]) -> String {
    let mut out = String::new();
    plain(inlines, &mut out);
    out
}

/// Puts a short sign into the brackets that a person would fill in.
fn shorten(inlines: &mut [Inline]) {
    for inline in inlines {
        match inline {
            Inline::Bracket { text, fact, .. } if !matches!(fact, Some(BracketFact::Respondent(..))) => {
                "[…]".clone_into(text);
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => shorten(inner),
            Inline::Bracket { .. } | Inline::Text(_) | Inline::Value(_) | Inline::Break => {}
        }
    }
}

fn plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Value(text) => out.push_str(text),
            Inline::Bracket { before, text, .. } => {
                out.push_str(before);
                out.push_str(text);
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => plain(inner, out),
            Inline::Break => out.push('\n'),
        }
    }
}
