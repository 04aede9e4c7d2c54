//! `rating`: One grade of a scale, worst first.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "rating",
    summary: "One grade of a scale, worst first.",
    keys: &["choices"],
    may: May::ALL,
    build: BuildShape::FromKeys(|question, typing| {
        let (choices, source) = typing.choices(question)?;
        Some((AnswerShape::One { choices, source, ordered: true }, Control::Scale))
    }),
};
