//! Translations with their sources, for checks that compare both.

use canevas_diagnostics::Span;
use canevas_model::{Language, Text};
use canevas_project::Translation;
use canevas_project::glossary::Hit;
use std::ops::Range;

/// A text with its current translation.
pub(crate) struct TranslationPair<'a> {
    /// The text of the form.
    pub text: &'a Text,
    /// The language of the translation.
    pub language: &'a Language,
    /// The translation.
    pub translation: &'a Translation,
    /// The source, with placeholders and addresses blanked out.
    pub masked_source: &'a str,
    /// The translation, with placeholders and addresses blanked out.
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

    /// The place of the translation.
    pub fn span(&self) -> Span {
        self.translation.text.span
    }

    /// The place of a part of the translation.
    pub fn part(&self, range: Range<usize>) -> Span {
        self.translation.text.part(range)
    }

    /// The place of a part of the source.
    pub fn source_part(&self, range: Range<usize>) -> Span {
        self.text.source.part(range)
    }
}
