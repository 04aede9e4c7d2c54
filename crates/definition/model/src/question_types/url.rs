//! `url`: A web address.

use super::{May, QuestionType};
use crate::shape::{AnswerShape, Control, TextFormat};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "url",
    summary: "A web address.",
    keys: &[],
    may: May::ALL,
    build: |_, _| Some((AnswerShape::Text { max_length: Some(2000), format: TextFormat::Url }, Control::Line)),
};
