//! What reading a filled file gives: a return, and a report of how each answer was found.

use super::rules::{FIELD_MISSING, NOT_AN_ANSWER, UNPLACED_TEXT};
use canevas_diagnostics::Finding;
use serde_json::Value;
use std::collections::BTreeMap;

/// How an answer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Channel {
    /// By the tag of its control.
    #[default]
    Tag,
    /// By the binding of its control.
    Binding,
    /// By the bookmark around it.
    Bookmark,
    /// By its place in a table of rows.
    Table,
    /// By the label before it.
    Label,
    /// In the custom XML part.
    Xml,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 6] = [Self::Tag, Self::Binding, Self::Bookmark, Self::Table, Self::Label, Self::Xml];

    /// The word in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Binding => "binding",
            Self::Bookmark => "bookmark",
            Self::Table => "table",
            Self::Label => "label",
            Self::Xml => "xml",
        }
    }
}

/// Where an answer was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldReport {
    /// The path of the answer. In repeated rows, `#` and the number of the row follow.
    pub path: String,
    /// How it was found.
    pub channel: Channel,
}

/// Text that belongs to no answer and that the blank form does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnplacedText {
    /// Where it stands, where that is not the running text: a comment, the footer, a copy of a field.
    pub place: String,
    /// The label before it.
    pub after: String,
    /// The text.
    pub text: String,
    /// Whether it is a text of the form in another wording, as in a file that was made from an earlier template.
    pub is_reworded: bool,
}

/// The answer that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingAnswer {
    /// Its path.
    pub path: String,
    /// The number and words of its question.
    pub question: String,
}

/// A finding about a filled Word file.
///
/// Its spans point into the text of the document ([`Opened::text`](super::Opened::text)), which has one line per paragraph.
/// A finding about the file as a whole points to the start of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordFinding {
    /// The finding.
    pub finding: Finding,
    /// The answer that it is about.
    pub answer: Option<FindingAnswer>,
}

impl WordFinding {
    /// The finding in one line. The question of its answer comes first, with the row and the field.
    pub fn line(&self) -> String {
        let message = &self.finding.message;
        match &self.answer {
            Some(FindingAnswer { question, .. }) => format!("{question}: {message}"),
            None => message.clone(),
        }
    }
}

impl From<Finding> for WordFinding {
    fn from(finding: Finding) -> Self {
        Self { finding, answer: None }
    }
}

/// How reading went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordReport {
    /// Each field that was found.
    pub fields: Vec<FieldReport>,
    /// The paths of fields that were not found.
    pub missing: Vec<String>,
    /// The findings, at the levels of their rules.
    pub findings: Vec<WordFinding>,
    /// Text that belongs to no answer.
    pub unplaced: Vec<UnplacedText>,
    /// Why a text is no answer, by the paths of the return's `unread`.
    pub reasons: BTreeMap<String, String>,
    /// The number and words of the question, by the paths in `missing` and in the return's `unread`.
    pub questions: BTreeMap<String, String>,
}

impl WordReport {
    /// The findings that `missing`, `unplaced` and the return's `unread` do not list.
    pub fn warnings(&self) -> impl Iterator<Item = &WordFinding> {
        let apart = [&FIELD_MISSING, &NOT_AN_ANSWER, &UNPLACED_TEXT].map(|rule| rule.code);
        self.findings.iter().filter(move |about| !apart.contains(&about.finding.rule.code))
    }
}

/// A return that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadReturn {
    /// The return, a draft.
    pub json: Value,
    /// How reading went.
    pub report: WordReport,
}
