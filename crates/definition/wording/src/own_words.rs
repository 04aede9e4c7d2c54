//! Words that stand in a form as its texts do: special answers that the form declares, and labels that a question type brings
//! with it.

use crate::Wording;
use crate::ui::common::Common;
use canevas_model::{NonResponseCode, OwnWord, Text};
use std::borrow::Cow;

impl<'a> Wording<'a> {
    /// The words of a special answer that the form declares; none for those of the language.
    pub fn said_text(&self, said: &NonResponseCode) -> Option<&'a Text> {
        self.copy.model.declared_non_response(said).map(|declared| &declared.label)
    }

    /// A word of the compiler that stands in a form as its texts do.
    pub(crate) fn own_word(&self, word: OwnWord) -> Cow<'static, str> {
        self.word(match word {
            OwnWord::DocumentTitle => Common::DocumentTitle,
            OwnWord::DocumentAddress => Common::DocumentAddress,
            OwnWord::DocumentFile => Common::DocumentFile,
            OwnWord::Signature => Common::Signature,
            OwnWord::SignedName => Common::Name,
            OwnWord::SignedFunction => Common::SignedFunction,
            OwnWord::SignedPlace => Common::SignedPlace,
            OwnWord::SignedDate => Common::SignedDate,
            OwnWord::Year(year) => return year.to_string().into(),
        })
    }
}
