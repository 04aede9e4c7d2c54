//! Translations beside their sources.

use crate::Edition;
use crate::phrases::masked;
use canevas_diagnostics::Span;
use canevas_inputs::Translation;
use canevas_model::{Language, Text};
use std::ops::Range;

/// A text with a translation that is in use.
pub(crate) struct Pair<'a> {
    /// The text of the form.
    pub text: &'a Text,
    /// The language of the translation.
    pub language: &'a Language,
    /// The translation.
    pub translation: &'a Translation,
    /// The source, with what is not prose blanked out.
    pub masked_source: String,
    /// The translation, with what is not prose blanked out.
    pub masked: String,
}

impl<'a> Edition<'a> {
    /// Every translation that is in use, beside its source. One made from an earlier source, or waiting for review, is told
    /// elsewhere, and what differs in it says nothing.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = Pair<'a>> {
        self.translated().filter_map(|(text, language, entry)| {
            let translation = entry.filter(|entry| !entry.fuzzy && entry.source == text.source.value)?;
            let (masked_source, masked) = (masked(&text.source.value), masked(&translation.text.value));
            Some(Pair { text, language, translation, masked_source, masked })
        })
    }
}

impl Pair<'_> {
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
