//! Words of the compiler that stand in a form as its texts do: the labels of boxes that a question type brings with it.

use crate::text::{Piece, Placeholder, Text};
use std::borrow::Cow;

/// A word of the compiler. It has its translations itself, so no catalogue of a form holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnWord {
    /// The title of a document.
    DocumentTitle,
    /// The web address of a document.
    DocumentAddress,
    /// The name of the file that holds a document.
    DocumentFile,
    /// The part of a form where somebody signs, and the line for it.
    Signature,
    /// The name of who signs.
    SignedName,
    /// The function of who signs.
    SignedFunction,
    /// The place where somebody signs.
    SignedPlace,
    /// The day on which somebody signs.
    SignedDate,
    /// A year that is a column.
    Year(i32),
}

impl OwnWord {
    /// The word in English, for messages.
    pub fn english(self) -> Cow<'static, str> {
        let word = match self {
            Self::DocumentTitle => "Title",
            Self::DocumentAddress => "Web address",
            Self::DocumentFile => "File name",
            Self::Signature => "Signature",
            Self::SignedName => "Name",
            Self::SignedFunction => "Function",
            Self::SignedPlace => "Place",
            Self::SignedDate => "Date",
            Self::Year(year) => return year.to_string().into(),
        };
        word.into()
    }
}

impl Text {
    /// The same text, which is a word of the compiler from now on.
    #[must_use]
    pub(crate) fn into_own(mut self, word: OwnWord) -> Self {
        self.pieces = vec![Piece::Placeholder(Placeholder::Own(word))];
        self
    }

    /// The word of the compiler that the text is, if it is one.
    pub fn own_word(&self) -> Option<OwnWord> {
        match self.pieces.as_slice() {
            [Piece::Placeholder(Placeholder::Own(word))] => Some(*word),
            _ => None,
        }
    }
}
