//! `single_choice`: One of several options.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, Control};

/// Most options that each get a button. More of them stand in a list that opens.
const BUTTONS: usize = 12;

pub(super) static TYPE: QuestionType = QuestionType {
    name: "single_choice",
    summary: "One of several options.",
    keys: &["choices"],
    may: May::ALL,
    build: BuildShape::FromKeys(|question, typing| {
        let (choices, source) = typing.choices(question)?;
        let control = if choices.len() > BUTTONS { Control::Select } else { Control::Radios };
        Some((AnswerShape::One { choices, source, ordered: false }, control))
    }),
};
