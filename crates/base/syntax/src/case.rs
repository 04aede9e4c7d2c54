//! A case of a questionnaire (`cases/first-report.yaml`): some answers, and what the form is expected to do with them.

use crate::node::{Node, NodeKind, SourceText, Sp};
use crate::read::{Ordered, Read, Tree, mismatch};
use crate::record;
use crate::return_file::Status;
use canevas_diagnostics::Findings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

record! {
    /// A case: answers, and what is expected of the form.
    pub struct Case as "a case" requires [canevas] {
        /// The version of this format; 1.
        canevas: Sp<u32>,
        /// What the case shows, for those who read it.
        about: SourceText,
        /// The country that answers, by its code; the blank copy where the key is missing.
        country: Sp<String>,
        /// Who answers, by the code in the list of the form, where they are not countries.
        respondent: Sp<String>,
        /// The language of the answers, and of what is printed; that of the form where the key is missing.
        language: Sp<String>,
        /// Whether the return is finished; a draft where the key is missing. Only a complete return must answer what is required.
        status: Sp<Status>,
        /// What the return says about the country, by the id of the fact. Rows of a list stand under their keys.
        facts: Ordered<Tree>,
        /// The answers by question id, as a return holds them.
        answers: Tree,
        /// What the form asks: `question`, `question.field` or `question.comment`.
        asks: Vec<Sp<String>>,
        /// What the form does not ask: `question`, `question.field` or `question.comment`.
        does_not_ask: Vec<Sp<String>>,
        /// The findings of `canevas check` about such a return. Where there are others, the case fails.
        findings: Vec<CaseFinding>,
        /// Words that the form prints at a question or a field, with what is filled in.
        prints: PrintedWords,
    }
}

record! {
    /// A finding that is expected.
    pub struct CaseFinding as "an expected finding" requires [rule] {
        /// Its rule, by code or name, such as `R002`.
        rule: Sp<String>,
        /// The id of the question that it is about.
        question: Sp<String>,
        /// The id of the field that it is about.
        field: Sp<String>,
        /// The row that it is about: its key, or its number, from 1, in a list of rows.
        row: Sp<String>,
    }
}

/// Words by the place that prints them, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PrintedWords(pub Vec<(Sp<String>, SourceText)>);

impl Read for PrintedWords {
    fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        let NodeKind::Map(entries) = &node.kind else {
            mismatch(node, "lines of `question: words`", findings);
            return None;
        };
        let words = entries.iter().filter_map(|entry| {
            let words = SourceText::read(&entry.value, findings)?;
            Some((entry.key.clone(), words))
        });
        Some(Self(words.collect()))
    }
}

impl JsonSchema for PrintedWords {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "PrintedWords".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": { "type": "string" } })
    }
}
