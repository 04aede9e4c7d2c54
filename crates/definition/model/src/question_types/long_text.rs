//! `long_text`: A box of text.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "long_text",
    summary: "A box of text.",
    keys: &["max_length"],
    may: May::ALL,
    build: BuildShape::FromKeys(|question, typing| {
        let max_length = typing.positive(question.max_length.as_ref(), "max_length");
        Some((AnswerShape::Text { max_length, format: None }, Control::Box))
    }),
};
