//! Translations beside their sources.

use canevas_diagnostics::Span;
use canevas_model::{Language, Text};
use canevas_project::Translation;
use canevas_project::glossary::Hit;
use std::ops::Range;

/// A text with a translation that is in use.
pub(crate) struct TranslationPair<'a> {
    /// The text of the form.
    pub text: &'a Text,
    /// The language of the translation.
    pub language: &'a Language,
    /// The translation.
    pub translation: &'a Translation,
    /// The source, with what is not prose blanked out.
    pub masked_source: &'a str,
    /// The translation, with what is not prose blanked out.
    pub masked: &'a str,
    /// The terms of the glossary in the source.
    pub source_hits: &'a [Hit],
    /// The terms of the glossary in the translation.
    pub hits: &'a [Hit],
}

impl TranslationPair<'_> {
    /// The source as typed.
    pub fn source(&self) -> &str {
        &self.text.source.value
    }

    /// The translation as typed.
    pub fn value(&self) -> &str {
        &self.translation.text.value
    }

    /// Where the translation stands.
    pub fn span(&self) -> Span {
        self.translation.text.span
    }

    /// Where a part of the translation stands.
    pub fn part(&self, range: Range<usize>) -> Span {
        self.translation.text.part(range)
    }

    /// Where a part of the source stands.
    pub fn source_part(&self, range: Range<usize>) -> Span {
        self.text.source.part(range)
    }
}
