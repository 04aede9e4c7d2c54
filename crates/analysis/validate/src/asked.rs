//! What the answers of a return make the form ask, down to fields and comments.

use crate::prepared::Validator;
use crate::walk::ResponseValidator;
use canevas_model::condition::Condition;
use canevas_model::{AnswerShape, FieldIx, JsonValue, Question, QuestionIx, canonical};
use canevas_responses::{RelevantAnswers, RowContext};
use std::collections::BTreeSet;

/// A part of the form that is asked or not: a question, a field of it, or the comment on one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AskedPart {
    /// The question.
    pub question: QuestionIx,
    /// The field of it.
    pub field: Option<FieldIx>,
    /// Whether it is the comment.
    pub is_comment: bool,
}

impl AskedPart {
    /// A whole question.
    pub fn question(question: QuestionIx) -> Self {
        Self { question, field: None, is_comment: false }
    }
}

impl Validator<'_> {
    /// What the answers of a return make the form ask, as if the return were complete. A part of rows is asked where one row asks it.
    /// Notes are among the questions.
    pub fn asks<'v>(&'v self, json: impl JsonValue<'v>) -> BTreeSet<AskedPart> {
        let mut validator = ResponseValidator::new(self, json, true, true);
        validator.whole(json);
        let (asked, relevant) = (validator.asked, validator.relevant);
        let model = self.copy.model;
        let mut parts = BTreeSet::new();
        for place in &asked {
            let question = &model.questions[place.question];
            let answer = relevant.answer(place.question);
            let value = match &place.row {
                None => answer,
                Some(row) => answer.and_then(|answer| answer.member(row)),
            };
            let part = AskedPart::question(place.question);
            parts.insert(part);
            let row = place.row.as_deref();
            if asks_comment(&relevant, question, RowContext { row, fields: None }) {
                parts.insert(AskedPart { is_comment: true, ..part });
            }
            let mut blocks = vec![value];
            if matches!(question.shape, AnswerShape::Rows { .. }) {
                blocks = value.and_then(JsonValue::items).into_iter().flatten().map(Some).collect();
                // What an empty row asks.
                if blocks.is_empty() {
                    blocks.push(None);
                }
            }
            for fields in blocks {
                of_fields(&relevant, question, part, RowContext { row, fields }, &mut parts);
            }
        }
        let notes = model.questions.iter_enumerated().filter(|(_, question)| !question.takes_answer());
        for (index, question) in notes {
            if relevant.shows(canonical::full_outer(model, question).as_ref()) {
                parts.insert(AskedPart::question(index));
            }
        }
        parts
    }
}

/// Adds the fields that a group, or one row, asks.
fn of_fields<'v, V: JsonValue<'v>>(
    relevant: &RelevantAnswers<'v, V>,
    question: &Question,
    part: AskedPart,
    context: RowContext<'_, 'v, V>,
    parts: &mut BTreeSet<AskedPart>,
) {
    for (index, field) in question.fields.iter_enumerated() {
        let condition = Condition::and(field.show_if.outer.clone(), field.show_if.row.clone());
        if relevant.shows_in(condition.as_ref(), context) {
            let of_field = AskedPart { field: Some(index), ..part };
            parts.insert(of_field);
            if asks_comment(relevant, field, context) {
                parts.insert(AskedPart { is_comment: true, ..of_field });
            }
        }
    }
}

/// Whether there is a comment, and it is asked.
fn asks_comment<'v, V: JsonValue<'v>>(
    relevant: &RelevantAnswers<'v, V>,
    question: &Question,
    context: RowContext<'_, 'v, V>,
) -> bool {
    let show_if = &question.comment_box.show_if;
    question.comment.is_some()
        && relevant.shows(show_if.outer.as_ref())
        && relevant.shows_in(show_if.row.as_ref(), context)
}
