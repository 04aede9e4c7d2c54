//! `text`: A line of text.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "text",
    summary: "A line of text.",
    keys: &["max_length"],
    may: May::ALL,
    build: BuildShape::FromKeys(|question, typing| {
        let max_length = typing.positive(question.max_length.as_ref(), "max_length");
        Some((AnswerShape::Text { max_length, format: None }, Control::Line))
    }),
};
