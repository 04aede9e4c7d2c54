//! `multiple_choice`: Several of several options.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "multiple_choice",
    summary: "Several of several options.",
    keys: &["choices", "at_least", "at_most"],
    may: May { be_fact: false, ..May::ALL },
    build: BuildShape::FromKeys(|question, typing| {
        let (choices, source) = typing.choices(question)?;
        let (at_least, at_most) = typing.counts(question, Some(choices.len() as u32))?;
        Some((AnswerShape::Many { choices, source, at_least, at_most }, Control::Checkboxes))
    }),
};
