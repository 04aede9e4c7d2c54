//! The report of a secretariat (`report.yaml`), beside the form: which blocks it has, in which order, with which words. What a
//! block shows is decided later, where the questions are known.

use crate::node::{Node, NodeKind, SourceText, Sp};
use crate::read::{Read, mismatch};
use crate::{Id, record, words};
use canevas_diagnostics::Findings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use std::fmt;

record! {
    /// The report of a secretariat.
    pub struct Report as "a report" requires [canevas, title, blocks] {
        /// The version of this format; 1.
        canevas: Sp<u32>,
        /// Its title.
        title: SourceText,
        /// The text below the title.
        introduction: SourceText,
        /// What stands on every page, such as that the returns are invented.
        notice: SourceText,
        /// The first edition whose returns it compares with; only this edition where none is named.
        first_edition: Sp<String>,
        /// Its blocks, in order.
        blocks: Vec<ReportBlock>,
    }
}

record! {
    /// A block of a report.
    pub struct ReportBlock as "a block of a report" requires [id, show] {
        /// Its id. Its words stand under it in the catalogues.
        id: Sp<Id>,
        /// What it shows.
        show: Sp<BlockKind>,
        /// Its title.
        title: SourceText,
        /// The text below the title.
        text: SourceText,
        /// The question that it is about: its id, or `question.field`.
        question: Sp<QuestionName>,
        /// The questions that it is about.
        questions: Vec<Sp<QuestionName>>,
        /// How it groups countries.
        by: Sp<Grouping>,
        /// The answers that it looks for: codes of options, `yes` or `no`.
        answers: Words,
        /// The field by which it groups rows.
        group_by: Sp<String>,
        /// The fields of a row that it prints.
        fields: Vec<Sp<String>>,
        /// What it quotes.
        quotes: Vec<Quote>,
        /// Whether highlights for a website take it.
        highlight: Sp<bool>,
    }
}

record! {
    /// A passage of an answer, word for word.
    pub struct Quote as "a quote" requires [country, text] {
        /// The country's code.
        country: Sp<String>,
        /// The passage. It must stand in the answer.
        text: SourceText,
    }
}

words! {
    /// What a block shows.
    pub enum BlockKind {
        /// Who reported, when, by region.
        Reporting = "reporting",
        /// How many countries gave which answer to a closed question.
        Shares = "shares",
        /// The same over the editions.
        Series = "series",
        /// Which countries gave an answer, by name.
        Countries = "countries",
        /// Questions in the order of how many countries gave an answer.
        Ranking = "ranking",
        /// Countries by questions, in colours.
        Matrix = "matrix",
        /// What changed since the edition before, country by country.
        Changes = "changes",
        /// What all countries wrote, in order.
        Texts = "texts",
        /// Chosen passages of what countries wrote.
        Quotes = "quotes",
        /// The rows that countries listed.
        Rows = "rows",
        /// What countries wrote, by the themes of the secretariat.
        Themes = "themes",
        /// A page for each country.
        Profiles = "profiles",
        /// The whole return of each country, for reading.
        Returns = "returns",
        /// What the returns cannot say.
        Quality = "quality",
    }
}

words! {
    /// How a block groups countries.
    pub enum Grouping {
        /// By the regions of the secretariat.
        Region = "region",
    }
}

/// A question, or one of its fields, as a report names it: `steps`, `steps.area`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionName {
    /// The id of the question.
    pub question: String,
    /// The id of the field.
    pub field: Option<String>,
}

impl fmt::Display for QuestionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.question)?;
        self.field.as_ref().map_or(Ok(()), |field| write!(f, ".{field}"))
    }
}

impl Read for QuestionName {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let text = String::read(node, findings)?;
        Some(match text.split_once('.') {
            None => Self { question: text, field: None },
            Some((question, field)) => Self { question: question.to_owned(), field: Some(field.to_owned()) },
        })
    }
}

impl JsonSchema for QuestionName {
    fn schema_name() -> Cow<'static, str> {
        "QuestionName".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z][a-z0-9_]*([.][a-z][a-z0-9_]*)?$" })
    }
}

/// One word or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Words(pub Vec<Sp<String>>);

impl Read for Words {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        match &node.kind {
            NodeKind::List(_) => Vec::read(node, findings).map(Self),
            NodeKind::Scalar(_) => Sp::<String>::read(node, findings).map(|word| Self(vec![word])),
            _ => {
                mismatch(node, "a word or a list of words", findings);
                None
            }
        }
    }
}

impl JsonSchema for Words {
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let word = json_schema!({ "type": ["string", "boolean", "number"] });
        json_schema!({ "anyOf": [word, { "type": "array", "items": word }] })
    }
}
