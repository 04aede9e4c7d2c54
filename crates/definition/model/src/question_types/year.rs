//! `year`: A year.

use super::{BuildShape, May, QuestionType};
use crate::lower::DateKind;
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "year",
    summary: "A year.",
    keys: &["from", "to", "within"],
    may: May::ALL,
    build: BuildShape::FromKeys(|question, typing| {
        let (from, to) = typing.date_bounds(question, DateKind::Year)?;
        let year = |bound: Option<String>| bound.and_then(|text| text.parse().ok());
        Some((AnswerShape::Year { from: year(from), to: year(to) }, Control::Number))
    }),
};
