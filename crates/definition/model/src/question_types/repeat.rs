//! `repeat`: Rows of fields, as many as needed.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "repeat",
    summary: "Rows of fields, as many as needed.",
    keys: &["fields", "at_least", "at_most", "row_title", "feeds_next_edition"],
    may: May { repeat: false, ..May::STAND_ALONE },
    build: BuildShape::FromKeys(|question, typing| {
        typing.needs_fields(question)?;
        let (at_least, at_most) = typing.counts(question, None)?;
        Some((AnswerShape::Rows { at_least, at_most }, Control::Rows))
    }),
};
