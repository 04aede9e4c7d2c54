//! `yes_no`: Yes or no.

use super::{BuildShape, May, QuestionType};
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "yes_no",
    summary: "Yes or no.",
    keys: &[],
    may: May::ALL,
    build: BuildShape::FromKeys(|_, _| Some((AnswerShape::YesNo, Control::YesNo))),
};
