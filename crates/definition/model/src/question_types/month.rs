//! `month`: A month.

use super::{BuildShape, May, QuestionType};
use crate::lower::DateKind;
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "month",
    summary: "A month.",
    keys: &["from", "to", "within"],
    may: May::ALL,
    build: BuildShape::FromKeys(|question, typing| {
        let (from, to) = typing.date_bounds(question, DateKind::Month)?;
        Some((AnswerShape::Month { from, to }, Control::Month))
    }),
};
