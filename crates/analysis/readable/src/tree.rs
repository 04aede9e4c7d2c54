//! What a readable return says, before it is written down in a format.

use canevas_wording::PlainText;
use serde::Serialize;

/// A return as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadableReturn {
    /// The title of the form.
    pub title: PlainText,
    /// The tag of the language of all labels.
    pub language: String,
    /// The direction of this language: `ltr` or `rtl`.
    pub direction: &'static str,
    /// What stands between a label and its value.
    pub colon: &'static str,
    /// The tag of the language of the answers, if it is another one.
    pub answers_in: Option<String>,
    /// The lines of the cover: what it is about, and what it says.
    pub cover: Vec<(String, String)>,
    /// The sections, in the order of the form.
    pub sections: Vec<ReadableSection>,
    /// The texts of the return that are no answers, with a title; none where there are none.
    pub left: Option<ReadableLeft>,
}

/// The texts of a return that are no answers to questions of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadableLeft {
    /// The title above them.
    pub title: String,
    /// The texts: what is said of each, and its lines.
    pub texts: Vec<(String, Vec<String>)>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadableSection {
    /// Its title.
    pub title: PlainText,
    /// What stands in the place of a section that is not asked.
    pub instead: Option<PlainText>,
    /// Its questions.
    pub questions: Vec<ReadableQuestion>,
}

/// A question, or a heading before questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadableQuestion {
    /// The heading that stands before it.
    pub heading: Option<PlainText>,
    /// Its number; empty where it has none.
    pub number: String,
    /// What it asks, paragraph by paragraph.
    pub text: Vec<PlainText>,
    /// Its answers: one, or one for each row.
    pub places: Vec<ReadablePlace>,
}

/// A place for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadablePlace {
    /// The name of its row.
    pub row: Option<PlainText>,
    /// The answer.
    pub answer: ReadableAnswer,
}

/// An answer, with what was written beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadableAnswer {
    /// The answer itself.
    pub value: ReadableValue,
    /// Texts beside it: what specifies an option, and the comment, each after its label.
    pub beside: Vec<ReadableField>,
}

/// A labelled answer within another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadableField {
    /// Its label.
    pub label: PlainText,
    /// The answer.
    pub answer: ReadableAnswer,
}

/// A row that somebody entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadableRow {
    /// What it is called, where the form says how.
    pub title: Option<PlainText>,
    /// Its fields.
    pub fields: Vec<ReadableField>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAnswered {
    /// It was asked and not answered.
    Unanswered,
    /// It was not asked, because of other answers.
    NotAsked,
    /// It is personal, and personal answers were not asked for.
    LeftOut,
    /// It is not published, and such answers were not asked for.
    LeftOutUnpublished,
}

/// The answer itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadableValue {
    /// There is none, and why, in words.
    None(NotAnswered, String),
    /// The country says that it has nothing to report, or the like.
    Said(String),
    /// In words of the form: an option, a date, a number.
    Words(PlainText),
    /// Several options.
    List(Vec<PlainText>),
    /// As somebody wrote it, line by line.
    Text(Vec<String>),
    /// The fields of a group.
    Fields(Vec<ReadableField>),
    /// Rows, each with its fields.
    Rows(Vec<ReadableRow>),
}
