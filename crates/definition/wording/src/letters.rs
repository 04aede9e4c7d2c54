//! Letters are plain text: what is typed stays as it is typed, and markup is no markup.

use crate::grammar::typeset;
use crate::rich::{Inline, plain_of, put_back, sentinel};
use crate::{Grammar, Wording};
use canevas_model::{Language, LetterWord, Piece, Placeholder, Text};

/// A text of a letter, filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterText {
    /// The text.
    pub text: String,
    /// The language that it is in, where it has no translation into the one that was asked for.
    pub other_language: Option<Language>,
    /// How many values are not known. Brackets stand in their place.
    pub gaps: usize,
}

impl<'a> Wording<'a> {
    /// A text of a letter. `value` says what the desk knows; what it does not know becomes a bracket.
    pub fn letter(&self, text: &'a Text, value: &dyn Fn(&Wording<'a>, LetterWord) -> Option<String>) -> LetterText {
        let (pieces, language) = self.copy.pieces(text, self.language);
        // A text without a translation follows the rules of the source language, and so do its values.
        let inner = Self { language, grammar: Grammar::of(language), ..*self };
        let (mut typed, mut values, mut gaps) = (String::new(), Vec::new(), 0);
        for piece in pieces.iter() {
            match piece {
                Piece::Text(text) => typed.push_str(text),
                Piece::Placeholder(placeholder) => {
                    typed.push(sentinel(values.len()));
                    let known = match placeholder {
                        Placeholder::Letter(word) => value(&inner, *word).map(|known| vec![Inline::Value(known)]),
                        _ => None,
                    };
                    let filled = known.unwrap_or_else(|| inner.value(*placeholder, None));
                    gaps += usize::from(filled.iter().any(|inline| matches!(inline, Inline::Bracket { .. })));
                    values.push(filled);
                }
            }
        }
        let text = plain_of(&put_back(&typeset(inner.grammar, typed), &values));
        let other_language = (language != self.language).then(|| language.clone());
        LetterText { text, other_language, gaps }
    }
}
