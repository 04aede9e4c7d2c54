//! `single_choice`: One of several options.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, ChoiceSource, Control};

/// Most options that each get a button. More of them stand in a list that opens.
const BUTTONS: usize = 12;

pub(super) static TYPE: QuestionType = QuestionType {
    name: "single_choice",
    summary: "One of several options.",
    keys: &["choices"],
    may: May::ALL,
    build: BuildShape::FromKeys(|question, typing| {
        let (choices, source) = typing.choices(question)?;
        // What answers give comes and goes, which a list that opens cannot show.
        let is_given = matches!(source, ChoiceSource::Rows(_) | ChoiceSource::Ticked(_));
        let control = if choices.len() > BUTTONS && !is_given { Control::Select } else { Control::Radios };
        Some((AnswerShape::One { choices, source, ordered: false }, control))
    }),
};
