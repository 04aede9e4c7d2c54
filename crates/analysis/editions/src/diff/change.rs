//! A change between two editions: its place and its values before and after.
//!
//! The kinds say what happened, and not what it means. Rules decide that later, so that a new rule needs no new diff.

use super::audience::{Audience, Refused};
use super::bounds::BoundName;
use super::{ChangePlace, QuestionPlace, TypeRelation};
use canevas_diagnostics::Span;
use canevas_model::condition::Condition;
use canevas_model::{FactId, LastYear, NonResponseCode, QuestionId, SectionId, TextKey};
use std::fmt;

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Its place in the form.
    pub at: ChangePlace,
    /// What happened there.
    pub kind: ChangeKind,
    /// Its place in the files of the old edition.
    pub old: Option<Span>,
    /// Its place in the files of the new edition.
    pub new: Option<Span>,
    /// The question of the old edition whose answers the change affects.
    pub question: Option<QuestionId>,
}

impl Change {
    /// The old and the new question or field, where one was removed, the other has the same words, and nobody declared a rename.
    pub fn looks_renamed(&self) -> Option<[&QuestionPlace; 2]> {
        match (&self.kind, &self.at) {
            (ChangeKind::LooksRenamed { from }, ChangePlace::Question(to)) => Some([from, to]),
            _ => None,
        }
    }
}

/// The purpose of a text for the person who answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextPurpose {
    /// It asks the question.
    Wording,
    /// It helps to answer, or leads through the form.
    Help,
}

/// What an answer means beside the words of its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FramePart {
    /// The unit of a number.
    Unit,
    /// The person or office that usually answers.
    UsualRespondent,
    /// The order of the grades of a scale.
    Scale,
    /// A date that the text prints.
    Date,
}

impl fmt::Display for FramePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unit => "unit",
            Self::UsualRespondent => "usual respondent",
            Self::Scale => "scale",
            Self::Date => "date",
        })
    }
}

/// What changed, with the values before and after. `now` says whether something holds in the new edition.
#[derive(Debug, Clone, PartialEq)]
pub enum ChangeKind {
    /// A new question or field, with old answers that lack it although it is required.
    Added { required: bool, refused: Vec<Refused> },
    /// A question or field that was removed.
    Removed,
    /// A question was removed, and a new one has the same words.
    LooksRenamed { from: QuestionPlace },
    /// A question has a new id, as the change file declares.
    Renamed { from: QuestionPlace },
    /// A question moved to another section.
    Section { before: SectionId, after: SectionId },
    /// A question is repeated for other rows, or moved to another group.
    Scope { before: String, after: String },
    /// The type of a question, and whether the new one surely accepts every old answer.
    Type { before: &'static str, after: &'static str, relation: TypeRelation, accepts_all: bool },
    /// A bound of the answers.
    Bound { bound: BoundName, before: Option<String>, after: Option<String>, tighter: bool },
    /// Whether a complete return must answer it.
    Required { now: bool, refused: Vec<Refused> },
    /// The unit, scale or respondent of the answers.
    Frame { part: FramePart, before: Option<String>, after: Option<String> },
    /// The non-responses that a question accepts.
    CanSay { before: Vec<NonResponseCode>, after: Vec<NonResponseCode> },
    /// A new option.
    OptionAdded { label: String },
    /// An option that was removed.
    OptionRemoved { label: String },
    /// The label of an option.
    OptionLabel { before: String, after: String, taken_from: Option<String> },
    /// Whether an option excludes the others.
    Exclusive { now: bool },
    /// The order of questions or options that both editions have.
    Order { what: &'static str, before: Vec<String>, after: Vec<String> },
    /// A text in the source language.
    Text { purpose: TextPurpose, before: Option<String>, after: Option<String> },
    /// The placeholders of a text, and whether it asks the question.
    Placeholders { before: Vec<String>, after: Vec<String>, is_wording: bool },
    /// A translation, while its source stayed the same, whether it asks the question, and the key that the text had where it
    /// moved.
    Translation {
        language: String,
        before: String,
        after: Option<String>,
        is_wording: bool,
        moved_from: Option<TextKey>,
    },
    /// A date with a name moved otherwise than the period, and these texts print it.
    Date { before: String, after: String, texts: Vec<TextKey> },
    /// A value that the form states outside of its questions, and the texts that print it.
    Value { before: Option<String>, after: Option<String>, texts: Vec<TextKey> },
    /// The catalogue of a language of the form is gone, with so many translations.
    CatalogueRemoved { translations: usize },
    /// A language of the form.
    Language { now: bool },
    /// The condition of a question, section or note, as each edition has it.
    Condition { old: Option<Condition>, new: Option<Condition>, audience: Audience, refused: Vec<Refused> },
    /// Who answers: what they are in both editions, who is gone and who is new, and who has another name.
    Respondents { was: String, is: String, gone: Vec<String>, more: Vec<String>, renamed: Vec<String> },
    /// A new fact.
    FactAdded,
    /// A fact that was removed.
    FactRemoved,
    /// A fact has another type, or other fields; and whether something that a country supplied has no place.
    FactChanged { before: String, after: String, lost: bool },
    /// Whether the answers are personal.
    Personal { now: bool },
    /// Whether the answers are not published.
    NotPublished { now: bool },
    /// The units that a respondent can choose from, by their codes.
    Units { before: Vec<String>, after: Vec<String> },
    /// The official number of a question, section or heading.
    Number { before: Option<String>, after: Option<String> },
    /// The layout of the rows, or how many a blank copy has.
    Layout { before: String, after: String },
    /// The use of last year's answer.
    LastYear { before: LastYear, after: LastYear },
    /// The fact of the next edition that the rows feed.
    Feed { before: Option<FactId>, after: Option<FactId> },
    /// A rule between answers, or a bound that names another answer: the one that is gone, or the new one.
    Rule { before: Option<String>, after: Option<String> },
    /// Which rows go on into the same fact, and whether they replace the rows that are there.
    Carry { before: String, after: String },
}

/// The kind of a change without its values. A rule names the aspects that it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    Added,
    Removed,
    LooksRenamed,
    Renamed,
    Section,
    Scope,
    Type,
    Bound,
    Required,
    Frame,
    CanSay,
    OptionAdded,
    OptionRemoved,
    OptionLabel,
    Exclusive,
    Order,
    Text,
    Placeholders,
    Translation,
    Date,
    Value,
    CatalogueRemoved,
    Language,
    Condition,
    Respondents,
    FactAdded,
    FactRemoved,
    FactChanged,
    Personal,
    NotPublished,
    Units,
    Number,
    Layout,
    LastYear,
    Feed,
    Carry,
    Rule,
}

impl Aspect {
    /// Every aspect.
    #[cfg(test)]
    pub(crate) const ALL: &'static [Self] = &[
        Self::Added,
        Self::Removed,
        Self::LooksRenamed,
        Self::Renamed,
        Self::Section,
        Self::Scope,
        Self::Type,
        Self::Bound,
        Self::Required,
        Self::Frame,
        Self::CanSay,
        Self::OptionAdded,
        Self::OptionRemoved,
        Self::OptionLabel,
        Self::Exclusive,
        Self::Order,
        Self::Text,
        Self::Placeholders,
        Self::Translation,
        Self::Date,
        Self::Value,
        Self::CatalogueRemoved,
        Self::Language,
        Self::Condition,
        Self::Respondents,
        Self::FactAdded,
        Self::FactRemoved,
        Self::FactChanged,
        Self::Personal,
        Self::NotPublished,
        Self::Units,
        Self::Number,
        Self::Layout,
        Self::LastYear,
        Self::Feed,
        Self::Carry,
        Self::Rule,
    ];
}

impl ChangeKind {
    /// The kind without its values.
    pub fn aspect(&self) -> Aspect {
        match self {
            Self::Added { .. } => Aspect::Added,
            Self::Removed => Aspect::Removed,
            Self::LooksRenamed { .. } => Aspect::LooksRenamed,
            Self::Renamed { .. } => Aspect::Renamed,
            Self::Section { .. } => Aspect::Section,
            Self::Scope { .. } => Aspect::Scope,
            Self::Type { .. } => Aspect::Type,
            Self::Bound { .. } => Aspect::Bound,
            Self::Required { .. } => Aspect::Required,
            Self::Frame { .. } => Aspect::Frame,
            Self::CanSay { .. } => Aspect::CanSay,
            Self::OptionAdded { .. } => Aspect::OptionAdded,
            Self::OptionRemoved { .. } => Aspect::OptionRemoved,
            Self::OptionLabel { .. } => Aspect::OptionLabel,
            Self::Exclusive { .. } => Aspect::Exclusive,
            Self::Order { .. } => Aspect::Order,
            Self::Text { .. } => Aspect::Text,
            Self::Placeholders { .. } => Aspect::Placeholders,
            Self::Translation { .. } => Aspect::Translation,
            Self::Date { .. } => Aspect::Date,
            Self::Value { .. } => Aspect::Value,
            Self::CatalogueRemoved { .. } => Aspect::CatalogueRemoved,
            Self::Language { .. } => Aspect::Language,
            Self::Condition { .. } => Aspect::Condition,
            Self::Respondents { .. } => Aspect::Respondents,
            Self::FactAdded => Aspect::FactAdded,
            Self::FactRemoved => Aspect::FactRemoved,
            Self::FactChanged { .. } => Aspect::FactChanged,
            Self::Personal { .. } => Aspect::Personal,
            Self::NotPublished { .. } => Aspect::NotPublished,
            Self::Units { .. } => Aspect::Units,
            Self::Number { .. } => Aspect::Number,
            Self::Layout { .. } => Aspect::Layout,
            Self::LastYear { .. } => Aspect::LastYear,
            Self::Feed { .. } => Aspect::Feed,
            Self::Carry { .. } => Aspect::Carry,
            Self::Rule { .. } => Aspect::Rule,
        }
    }
}
