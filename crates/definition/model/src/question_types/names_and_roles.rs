//! `names_and_roles`: Names, each with a role.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "names_and_roles",
    summary: "Names, each with a role.",
    keys: &["name_label", "role_label", "at_least", "at_most"],
    may: May::STAND_ALONE,
    build: BuildShape::FromKeys(|question, typing| {
        let (at_least, at_most) = typing.counts(question, None)?;
        Some((AnswerShape::NamesAndRoles { at_least, at_most }, Control::NamesAndRoles))
    }),
};
