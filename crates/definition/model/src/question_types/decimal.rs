//! `decimal`: A number with decimals.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, Control, NumberShape};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "decimal",
    summary: "A number with decimals.",
    keys: &["min", "max", "unit", "units", "decimals"],
    may: May::ALL,
    build: BuildShape::FromKeys(|question, typing| {
        let (min, max) = typing.number_bounds(question, false)?;
        let decimals = typing.decimals(question);
        Some((AnswerShape::Number(NumberShape { whole: false, min, max, decimals }), Control::Number))
    }),
};
