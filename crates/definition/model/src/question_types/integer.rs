//! `integer`: A whole number.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, Control, NumberShape};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "integer",
    summary: "A whole number.",
    keys: &["min", "max", "unit", "units"],
    may: May::ALL,
    build: BuildShape::FromKeys(|question, typing| {
        let (min, max) = typing.number_bounds(question, true)?;
        Some((AnswerShape::Number(NumberShape { whole: true, min, max, decimals: 0 }), Control::Number))
    }),
};
