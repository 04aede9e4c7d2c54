//! What must hold between answers. It applies only to complete returns, and only once every answer that a rule names is there.

use crate::at::At;
use crate::failure::{Failure, FailureKind};
use crate::prepared::PreparedQuestion;
use crate::walk::ResponseValidator;
use canevas_model::condition::Kleene;
use canevas_model::{AnswerShape, EitherValue, JsonValue, MustScope};
use canevas_responses::{RelevantAnswers, RowContext};

impl<'v, V: JsonValue<'v>> ResponseValidator<'v, V> {
    /// Checks the rules of a question that is asked. What counts of its answer stands among the relevant answers.
    pub(crate) fn must(&mut self, of: &PreparedQuestion<'_>, at: At<'_>) {
        if of.question.must.is_empty() {
            return;
        }
        let mut check = RuleCheck { relevant: &self.relevant, of, broken: Vec::new() };
        // A rule is about an answer: where there is none, nothing is broken.
        if let Some(answer) = self.relevant.answer(at.question) {
            check.question(answer, at);
        }
        let broken = check.broken;
        self.failures.extend(broken);
    }
}

/// The check of the rules of one question.
struct RuleCheck<'c, 'v, V> {
    relevant: &'c RelevantAnswers<'v, V>,
    of: &'c PreparedQuestion<'c>,
    broken: Vec<Failure>,
}

impl<'c, 'v: 'c, V: JsonValue<'v>> RuleCheck<'c, 'v, V> {
    fn question(&mut self, answer: EitherValue<'c, 'v, V>, at: At<'_>) {
        let question = self.of.question;
        let has = |scope| question.must.iter().any(|must| must.scope() == scope);
        if has(MustScope::Question) {
            self.hold(MustScope::Question, RowContext { row: None, fields: None }, at);
        }
        if !has(MustScope::Row) && !has(MustScope::Fields) {
            return;
        }
        if question.for_each.is_none() {
            return self.row(answer, None, at);
        }
        for (row, answer) in answer.members().into_iter().flatten() {
            self.row(answer, Some(row), at.in_row(row));
        }
    }

    /// Checks the rules of one row, or of an answer without rows, and those of its fields.
    fn row(&mut self, answer: EitherValue<'c, 'v, V>, row: Option<&'c str>, at: At<'_>) {
        self.hold(MustScope::Row, RowContext { row, fields: None }, at);
        match self.of.question.shape {
            AnswerShape::Group if answer.members().is_some() => {
                self.hold(MustScope::Fields, RowContext { row, fields: Some(answer) }, at);
            }
            AnswerShape::Rows { .. } => {
                for (index, item) in answer.items().into_iter().flatten().enumerate() {
                    if item.members().is_some() {
                        self.hold(MustScope::Fields, RowContext { row, fields: Some(item) }, at.item(index));
                    }
                }
            }
            _ => {}
        }
    }

    fn hold(&mut self, scope: MustScope, context: RowContext<'c, 'v, V>, at: At<'_>) {
        let of = self.of;
        for (index, must) in of.question.must.iter_enumerated().filter(|(_, must)| must.scope() == scope) {
            if self.relevant.holds(&must.rule, context) == Kleene::False {
                let place = must.field.map_or(at, |field| at.field(Some(field), &of.fields[field].key.key));
                self.broken.push(place.failure(FailureKind::Disagrees(index)));
            }
        }
    }
}
