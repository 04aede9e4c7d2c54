//! The words for a text format, such as an email address. A format may have words of its own here. One that has none is
//! explained by its example, so that a new format needs no translation.

use crate::Wording;
use crate::ui::document::DocumentWord;
use crate::ui::form::Form;
use canevas_model::TextFormat;
use std::borrow::Cow;

/// The formats with words of their own: the error, and the prompt of an empty field in the Word file.
const OWN_WORDS: &[(&str, Form, DocumentWord)] =
    &[("email", Form::NotEmail, DocumentWord::WriteEmail), ("url", Form::NotUrl, DocumentWord::WriteUrl)];

impl Wording<'_> {
    /// The error at a text without the format. `{place}` in it says where.
    pub fn format_error(&self, format: &TextFormat) -> Cow<'static, str> {
        match own_words(format) {
            Some((error, _)) => self.word(error),
            None => self.filled(Form::OtherFormat, &[("example", format.example)]).into(),
        }
    }

    /// The prompt of an empty field for a text with the format.
    pub fn format_prompt(&self, format: &TextFormat) -> Cow<'static, str> {
        match own_words(format) {
            Some((_, prompt)) => self.word(prompt),
            None => self.filled(DocumentWord::WriteLike, &[("example", format.example)]).into(),
        }
    }
}

fn own_words(format: &TextFormat) -> Option<(Form, DocumentWord)> {
    OWN_WORDS.iter().find(|(name, ..)| *name == format.name).map(|(_, error, prompt)| (*error, *prompt))
}

#[cfg(test)]
mod tests {
    use super::OWN_WORDS;
    use canevas_model::TextFormat;

    /// A name that is misspelt, or the name of a format that was renamed, would lose its words without a message.
    #[test]
    fn own_words_belong_to_a_format() {
        for (name, ..) in OWN_WORDS {
            assert!(TextFormat::all().any(|format| format.name == *name), "there is no text format `{name}`");
        }
    }
}
