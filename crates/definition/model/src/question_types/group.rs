//! `group`: Fields under one heading.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "group",
    summary: "Fields under one heading.",
    keys: &["fields", "feeds_next_edition"],
    may: May::STAND_ALONE,
    build: BuildShape::FromKeys(|question, typing| {
        typing.needs_fields(question)?;
        Some((AnswerShape::Group, Control::Group))
    }),
};
