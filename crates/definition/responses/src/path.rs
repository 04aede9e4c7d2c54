//! Where an answer is.

use crate::key::{AnswerKey, CompanionField};
use canevas_model::{FactId, FieldId, Model, QuestionId};
use std::sync::Arc;

/// Where an answer is, or one of its companion fields: the question, the row of a question with `for_each`, the
/// repeated row, the field, and whether the path means the answer or a companion field of it.
///
/// A companion field belongs to the field where there is one, and else to the question:
///
/// | path | key in a return | tag |
/// |---|---|---|
/// | a question | `q` | `q` |
/// | at a row of its `for_each` | `q` → `row` | `q/row` |
/// | a field of a group | `q` → `field` | `q/field` |
/// | a field of a repeated row | `q` → index → `field` | `q/field` (a tag has no index) |
/// | a companion field | `q.code`, `q.comment` | `q.code`, `q.comment` |
/// | at a row | `q.code` → `row` | `q.code/row` |
/// | of a field | `q` → `field.code` | `q/field.code` |
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnswerPath {
    question: QuestionId,
    row: Option<Arc<str>>,
    item: Option<RepeatedRow>,
    field: Option<QuestionId>,
    companion: Option<CompanionField>,
}

/// Which of the rows that can be added to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepeatedRow {
    /// The row at this index, from 0.
    At(usize),
    /// Any of them: the row that the template of a page stands for.
    Each,
}

impl AnswerPath {
    /// The answer to a question.
    pub fn question(id: impl Into<QuestionId>) -> Self {
        Self { question: id.into(), row: None, item: None, field: None, companion: None }
    }

    /// What a key of `answers` holds.
    pub fn of_key(key: &AnswerKey) -> Self {
        Self { question: key.id.clone(), row: None, item: None, field: None, companion: key.companion.clone() }
    }

    /// The same at a row of the question's `for_each`.
    #[must_use]
    pub fn in_row(mut self, key: &str) -> Self {
        self.row = Some(key.into());
        self
    }

    /// A row of the answer itself.
    #[must_use]
    pub fn in_repeated_row(mut self, row: RepeatedRow) -> Self {
        (self.item, self.field, self.companion) = (Some(row), None, None);
        self
    }

    /// The row of the answer at an index, from 0.
    #[must_use]
    pub fn item(self, index: usize) -> Self {
        self.in_repeated_row(RepeatedRow::At(index))
    }

    /// The list that a repeated row belongs to: the question, at its row.
    #[must_use]
    pub fn list(&self) -> Self {
        Self { item: None, field: None, companion: None, ..self.clone() }
    }

    /// A field of a group, of a repeated row, or of names and roles.
    #[must_use]
    pub fn field(mut self, id: impl Into<QuestionId>) -> Self {
        (self.field, self.companion) = (Some(id.into()), None);
        self
    }

    /// What a key of a group or row holds.
    #[must_use]
    pub fn field_key(mut self, key: &AnswerKey) -> Self {
        (self.field, self.companion) = (Some(key.id.clone()), key.companion.clone());
        self
    }

    /// A companion field of the answer. A repeated row has none of its own: this gives that of its question.
    #[must_use]
    pub fn companion(mut self, field: CompanionField) -> Self {
        if self.field.is_none() {
            self.item = None;
        }
        self.companion = Some(field);
        self
    }

    /// The text that specifies an option.
    #[must_use]
    pub fn other(self, code: &str) -> Self {
        self.companion(CompanionField::other(code))
    }

    /// The comment.
    #[must_use]
    pub fn comment(self) -> Self {
        self.companion(CompanionField::Comment)
    }

    /// The answer that a companion field stands beside; an answer itself stays.
    #[must_use]
    pub fn without_companion(mut self) -> Self {
        self.companion = None;
        self
    }

    /// The question's id.
    pub fn question_id(&self) -> &QuestionId {
        &self.question
    }

    /// The key of the row of the question's `for_each`.
    pub fn row(&self) -> Option<&str> {
        self.row.as_deref()
    }

    /// The repeated row.
    pub fn repeated_row(&self) -> Option<RepeatedRow> {
        self.item
    }

    /// The index of the repeated row, from 0.
    pub fn index(&self) -> Option<usize> {
        match self.item? {
            RepeatedRow::At(index) => Some(index),
            RepeatedRow::Each => None,
        }
    }

    /// The field's id.
    pub fn field_id(&self) -> Option<&QuestionId> {
        self.field.as_ref()
    }

    /// The companion field; none where the path means the answer.
    pub fn companion_field(&self) -> Option<&CompanionField> {
        self.companion.as_ref()
    }

    /// The key in `answers`: it has the companion field, unless that belongs to a field.
    pub fn key(&self) -> AnswerKey {
        let companion = if self.field.is_none() { self.companion.clone() } else { None };
        AnswerKey { id: self.question.clone(), companion }
    }

    /// The key in the group or row.
    pub fn key_of_field(&self) -> Option<AnswerKey> {
        Some(AnswerKey { id: self.field.clone()?, companion: self.companion.clone() })
    }
}

/// A place among the facts of a return.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactPath {
    fact: FactId,
    row: Option<Arc<str>>,
    field: Option<FieldId>,
}

impl FactPath {
    /// The key of the country among the facts; no fact may have this id.
    pub const COUNTRY: &str = "country";

    /// The key of a respondent that a form lists; no fact may have this id.
    pub const RESPONDENT: &str = "respondent";

    /// Who answers the form; none where nobody is named.
    pub fn of_respondent(model: &Model) -> Option<Self> {
        model.respondents.key().map(Self::fact)
    }

    /// Whether a key among the facts says who answers.
    pub fn names_respondent(id: &str) -> bool {
        id == Self::COUNTRY || id == Self::RESPONDENT
    }

    /// A fact.
    pub fn fact(id: impl Into<FactId>) -> Self {
        Self { fact: id.into(), row: None, field: None }
    }

    /// A row of a fact that is a list.
    #[must_use]
    pub fn in_row(mut self, key: &str) -> Self {
        (self.row, self.field) = (Some(key.into()), None);
        self
    }

    /// A field of the row; of the whole fact where no row is named, it has none.
    #[must_use]
    pub fn field(mut self, id: impl Into<FieldId>) -> Self {
        self.field = self.row.is_some().then(|| id.into());
        self
    }

    /// The fact's id.
    pub fn id(&self) -> &FactId {
        &self.fact
    }

    /// Whether this is who answers.
    pub fn is_respondent(&self) -> bool {
        Self::names_respondent(self.fact.as_str())
    }

    /// The row's key.
    pub fn row(&self) -> Option<&str> {
        self.row.as_deref()
    }

    /// The field's id.
    pub fn field_id(&self) -> Option<&FieldId> {
        self.field.as_ref()
    }
}

/// A place in a return.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResponsePath {
    /// The whole return.
    Whole,
    /// A key of its head, known or not: `form`, `status`, `facts`, `answers`.
    Head(Arc<str>),
    /// A fact.
    Fact(FactPath),
    /// An answer.
    Answer(AnswerPath),
}

impl ResponsePath {
    /// A key of the head.
    pub fn head(key: &str) -> Self {
        Self::Head(key.into())
    }

    /// The answer, where this is the path of one.
    pub fn answer(&self) -> Option<&AnswerPath> {
        match self {
            Self::Answer(path) => Some(path),
            Self::Whole | Self::Head(_) | Self::Fact(_) => None,
        }
    }
}

impl From<AnswerPath> for ResponsePath {
    fn from(path: AnswerPath) -> Self {
        Self::Answer(path)
    }
}

impl From<FactPath> for ResponsePath {
    fn from(path: FactPath) -> Self {
        Self::Fact(path)
    }
}
