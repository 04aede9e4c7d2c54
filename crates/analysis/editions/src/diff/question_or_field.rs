//! Questions and fields as one kind: most changes are the same for both.

use super::{Change, ChangeKind, ChangePlace, QuestionPlace};
use canevas_model::{Model, Question};

/// A question, or a field with its question.
#[derive(Clone, Copy)]
pub(super) struct QuestionOrField<'a> {
    pub question: &'a Question,
    pub parent: Option<&'a Question>,
}

impl<'a> QuestionOrField<'a> {
    /// All questions of a model that take an answer, each followed by its fields.
    pub fn all(model: &'a Model) -> Vec<Self> {
        let mut out = Vec::new();
        for question in model.questions.iter().filter(|question| question.takes_answer()) {
            out.push(Self { question, parent: None });
            out.extend(question.fields.iter().map(|field| Self { question: field, parent: Some(question) }));
        }
        out
    }

    /// The question itself, or the question of the field.
    pub fn top(&self) -> &'a Question {
        self.parent.unwrap_or(self.question)
    }

    /// Its place in the form.
    pub fn place(&self) -> QuestionPlace {
        self.place_under(&self.top().id)
    }

    /// Its place if its question had this id.
    pub fn place_under(&self, question: &str) -> QuestionPlace {
        let field = self.parent.map(|_| self.question.id.clone());
        QuestionPlace { question: question.into(), field }
    }

    /// A change from this question of the old edition to one of the new edition.
    pub fn change_to(&self, new: &Self, kind: ChangeKind) -> Change {
        Change {
            at: ChangePlace::Question(new.place()),
            kind,
            old: Some(self.question.span),
            new: Some(new.question.span),
            question: Some(self.top().id.clone()),
        }
    }
}
