//! What must hold between answers. It applies only to complete returns, and only once every answer that a rule names is there.

use crate::failure::FailureKind;
use crate::walk::{CheckedAnswer, ResponseValidator};
use canevas_model::condition::Kleene;
use canevas_model::{AnswerShape, MustScope, Question};
use canevas_responses::{AnswerKey, RowContext};
use serde_json::{Map, Value};

impl ResponseValidator<'_> {
    /// Checks the rules of a question that is asked. `answer` is what counts of its answer, and stands among the relevant answers.
    pub(crate) fn must(&mut self, question: &Question, answer: Option<&Value>, at: &CheckedAnswer) {
        // A rule is about an answer: where there is none, nothing is broken.
        let Some(answer) = answer else { return };
        let has = |scope| question.must.iter().any(|must| must.scope() == scope);
        if has(MustScope::Question) {
            self.must_hold(question, MustScope::Question, RowContext::default(), at);
        }
        if !has(MustScope::Row) && !has(MustScope::Fields) {
            return;
        }
        match (question.for_each, answer) {
            (None, answer) => self.must_in(question, answer, None, at),
            (Some(_), Value::Object(rows)) => {
                for (row, answer) in rows {
                    self.must_in(question, answer, Some(row), &at.in_row(row));
                }
            }
            _ => {}
        }
    }

    /// Checks the rules of one row, or of an answer without rows, and those of its fields.
    fn must_in(&mut self, question: &Question, answer: &Value, row: Option<&str>, at: &CheckedAnswer) {
        self.must_hold(question, MustScope::Row, RowContext { row, fields: None }, at);
        let mut in_fields = |fields: &Map<String, Value>, at: &CheckedAnswer| {
            self.must_hold(question, MustScope::Fields, RowContext { row, fields: Some(fields) }, at);
        };
        match (&question.shape, answer) {
            (AnswerShape::Group, Value::Object(fields)) => in_fields(fields, at),
            (AnswerShape::Rows { .. }, Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    if let Some(fields) = item.as_object() {
                        in_fields(fields, &at.item(index));
                    }
                }
            }
            _ => {}
        }
    }

    fn must_hold(&mut self, question: &Question, scope: MustScope, context: RowContext<'_>, at: &CheckedAnswer) {
        for (index, must) in question.must.iter_enumerated().filter(|(_, must)| must.scope() == scope) {
            if self.relevant.holds(&must.rule, context) != Kleene::False {
                continue;
            }
            let broken = match must.field {
                Some(field) => at.field(Some(field), &AnswerKey::answer(&question.fields[field].id)),
                None => at.clone(),
            };
            self.fail_at(&broken, FailureKind::Disagrees(index));
        }
    }
}
