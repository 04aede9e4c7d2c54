//! `documents`: Documents, each by its title and where it is. An answer never holds their bytes.

use super::{BuildShape, May, OwnField, QuestionType};
use crate::own_words::OwnWord;
use crate::shape::{AnswerShape, Control};
use crate::text_format::TextFormat;
use std::sync::OnceLock;

pub(super) static TYPE: QuestionType = QuestionType {
    name: "documents",
    summary: "Documents, each by its title and where it is: a web address, or the name of a file.",
    keys: &["at_least", "at_most"],
    may: May { repeat: false, ..May::STAND_ALONE },
    build: BuildShape::WithFields {
        build: |question, typing| {
            let (at_least, at_most) = typing.counts(question, None)?;
            Some((AnswerShape::Rows { at_least, at_most }, Control::Documents))
        },
        fields: FIELDS,
        is_personal: false,
    },
};

/// A document has an address or a file, and not both.
const FIELDS: &[OwnField] = &[
    OwnField {
        id: "title",
        type_name: "text",
        word: OwnWord::DocumentTitle,
        required: true,
        show_if: None,
        format: None,
    },
    OwnField {
        id: "address",
        type_name: "url",
        word: OwnWord::DocumentAddress,
        required: false,
        show_if: None,
        format: None,
    },
    OwnField {
        id: "file",
        type_name: "text",
        word: OwnWord::DocumentFile,
        required: true,
        show_if: Some("not answered(address)"),
        format: Some(&FILE_NAME),
    },
];

/// The name of a file alone, without its folder.
static FILE_NAME: TextFormat = TextFormat {
    name: "file_name",
    noun: "the name of a file, without its folder",
    pattern: r"^[^/\\:\n\r]*[^/\\:.\n\r][^/\\:\n\r]*$",
    // The longest name that common file systems take.
    max_length: 255,
    input_mode: "text",
    example: "report.pdf",
    right: &["a", "report.pdf", "Rapport annuel (2024).docx"],
    wrong: &["..", "a/b.pdf", "C:\\a.pdf", "a\n"],
    matcher: OnceLock::new(),
};

#[cfg(test)]
mod tests {
    use super::FILE_NAME;

    #[test]
    fn a_file_is_named_without_its_folder() {
        for name in FILE_NAME.right {
            assert!(FILE_NAME.accepts(name), "{name}");
        }
        for name in FILE_NAME.wrong {
            assert!(!FILE_NAME.accepts(name), "{name}");
        }
    }
}
