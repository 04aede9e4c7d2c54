//! `date`: A day.

use super::{BuildShape, May, QuestionType};
use crate::lower::DateKind;
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "date",
    summary: "A day.",
    keys: &["from", "to", "within"],
    may: May::ALL,
    build: BuildShape::FromKeys(|question, typing| {
        let (from, to) = typing.date_bounds(question, DateKind::Day)?;
        Some((AnswerShape::Date { from, to }, Control::Day))
    }),
};
