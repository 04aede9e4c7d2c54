//! `note`: A text without an answer.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "note",
    summary: "A text without an answer.",
    keys: &["text"],
    may: May { be_field: false, be_fact: false, repeat: false, answer: false },
    build: BuildShape::FromKeys(|question, typing| {
        typing.needs_text(question)?;
        Some((AnswerShape::Nothing, Control::Note))
    }),
};
