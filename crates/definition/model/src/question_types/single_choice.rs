//! `single_choice`: One of several options.

use super::{May, QuestionType};
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "single_choice",
    summary: "One of several options.",
    keys: &["choices"],
    may: May::ALL,
    build: |question, typing| {
        let (choices, many) = typing.choices(question)?;
        let control = if many { Control::Select } else { Control::Radios };
        Some((AnswerShape::One { choices, ordered: false }, control))
    },
};
