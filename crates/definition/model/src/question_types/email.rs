//! `email`: An e-mail address.

use super::{May, QuestionType};
use crate::shape::{AnswerShape, Control, TextFormat};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "email",
    summary: "An e-mail address.",
    keys: &[],
    may: May::ALL,
    build: |_, _| Some((AnswerShape::Text { max_length: Some(254), format: TextFormat::Email }, Control::Line)),
};
