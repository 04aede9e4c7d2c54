//! The place in a return that is being checked. It becomes a path only when something is wrong there.

use crate::failure::{Failure, FailureKind, FailureSubject};
use canevas_model::{FieldIx, QuestionIx};
use canevas_responses::{AnswerKey, AnswerPath};

/// The answer that is being checked: where it is, and the question or field that it answers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'p> {
    pub(crate) question: QuestionIx,
    pub(crate) field: Option<FieldIx>,
    key: &'p AnswerKey,
    row: Option<&'p str>,
    item: Option<usize>,
    below: Option<Below<'p>>,
}

/// A key of a group or of a repeated row.
#[derive(Debug, Clone, Copy)]
enum Below<'p> {
    Key(&'p AnswerKey),
    Name(&'p str),
}

impl<'p> At<'p> {
    /// What a key of the answers holds.
    pub(crate) fn new(question: QuestionIx, key: &'p AnswerKey) -> Self {
        Self { question, field: None, key, row: None, item: None, below: None }
    }

    /// The answer at a row of the `for_each`.
    pub(crate) fn in_row(self, row: &'p str) -> Self {
        Self { row: Some(row), ..self }
    }

    /// The key of the row of the `for_each`.
    pub(crate) fn row(self) -> Option<&'p str> {
        self.row
    }

    /// A repeated row of it.
    pub(crate) fn item(self, index: usize) -> Self {
        Self { item: Some(index), below: None, ..self }
    }

    /// The value of one of its keys. `field` is the field of the key, if the form has one.
    pub(crate) fn field(self, field: Option<FieldIx>, key: &'p AnswerKey) -> Self {
        Self { below: Some(Below::Key(key)), field, ..self }
    }

    /// What it holds under a name that is no key of a field.
    pub(crate) fn named(self, name: &'p str) -> Self {
        Self { below: Some(Below::Name(name)), ..self }
    }

    /// A failure here.
    pub(crate) fn failure(self, kind: FailureKind) -> Failure {
        let subject = FailureSubject::Question { question: self.question, field: self.field };
        Failure { path: self.path().into(), kind, subject }
    }

    /// The path of it.
    pub(crate) fn path(self) -> AnswerPath {
        let mut path = AnswerPath::of_key(self.key);
        if let Some(row) = self.row {
            path = path.in_row(row);
        }
        if let Some(index) = self.item {
            path = path.item(index);
        }
        match self.below {
            None => path,
            Some(Below::Key(key)) => path.field_key(key),
            Some(Below::Name(name)) => path.field(name),
        }
    }
}
