//! `year`: A year.

use super::{May, QuestionType};
use crate::lower::DateKind;
use crate::shape::{AnswerShape, Control, NumberShape};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "year",
    summary: "A year.",
    keys: &["from", "to", "within"],
    may: May::ALL,
    build: |question, typing| {
        let (from, to) = typing.date_bounds(question, DateKind::Year)?;
        let bound =
            |bound: Option<String>, default: f64| Some(bound.and_then(|text| text.parse().ok()).unwrap_or(default));
        let (min, max) = (bound(from, 1.0), bound(to, 9999.0));
        Some((AnswerShape::Number(NumberShape { whole: true, min, max, decimals: 0 }), Control::Number))
    },
};
