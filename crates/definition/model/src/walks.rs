//! Walks over all questions of a form: what shapes answers have, and whose rows have keys.

use crate::facts::Fact;
use crate::indices::QuestionIx;
use crate::shape::{AnswerShape, ChoiceSource};
use crate::types::{ForEach, Model, Question};
use std::collections::BTreeSet;

impl Model {
    /// The shape of every question, field and fact.
    pub fn shapes(&self) -> impl Iterator<Item = &AnswerShape> {
        let questions = self.questions.iter().flat_map(|question| std::iter::once(question).chain(&question.fields));
        questions.map(|question| &question.shape).chain(self.facts.iter().flat_map(Fact::shapes))
    }

    /// The questions whose entered rows have keys: others are asked about each row, or choose among them.
    pub fn keyed_rows(&self) -> BTreeSet<QuestionIx> {
        let all = self.questions.iter().flat_map(|question| std::iter::once(question).chain(&question.fields));
        let of = |question: &Question| {
            let each = match question.for_each {
                Some(ForEach::Rows(rows)) => Some(rows),
                Some(ForEach::Fact(_) | ForEach::List(_) | ForEach::Years) | None => None,
            };
            let chosen = match question.shape.choice_source() {
                Some(ChoiceSource::Rows(rows)) => Some(rows),
                _ => None,
            };
            [each, chosen]
        };
        all.flat_map(of).flatten().collect()
    }
}
