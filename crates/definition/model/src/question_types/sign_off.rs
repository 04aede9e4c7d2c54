//! `sign_off`: Who signs, in which function, where and when. On paper, a line to sign on.

use super::{BuildShape, May, OwnField, QuestionType};
use crate::own_words::OwnWord;
use crate::shape::{AnswerShape, Control};

pub(super) static TYPE: QuestionType = QuestionType {
    name: "sign_off",
    summary: "Who signs: name, function, place and date, and on paper a line to sign on.",
    keys: &[],
    may: May { be_field: false, be_fact: false, repeat: false, answer: true },
    build: BuildShape::WithFields {
        build: |_, _| Some((AnswerShape::Group, Control::SignOff)),
        fields: FIELDS,
        is_personal: true,
    },
};

const FIELDS: &[OwnField] = &[
    OwnField { id: "name", type_name: "text", word: OwnWord::SignedName, required: true, show_if: None, format: None },
    OwnField {
        id: "function",
        type_name: "text",
        word: OwnWord::SignedFunction,
        required: false,
        show_if: None,
        format: None,
    },
    OwnField {
        id: "place",
        type_name: "text",
        word: OwnWord::SignedPlace,
        required: false,
        show_if: None,
        format: None,
    },
    OwnField { id: "date", type_name: "date", word: OwnWord::SignedDate, required: false, show_if: None, format: None },
];
