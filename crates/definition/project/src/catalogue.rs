//! Translations held against a model: each keyed text with its state.

use crate::po::PoFile;
use crate::rules;
use canevas_diagnostics::{Finding, Findings, Span};
use canevas_model::{Language, Model, Piece, Text, TextKey, lower::text_pieces};
use canevas_syntax::SourceText;
use std::collections::{BTreeMap, HashMap};

/// The catalogues of a form, by language.
pub type Catalogues = BTreeMap<Language, Catalogue>;

/// A catalogue: the translations of one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    /// Its language.
    pub language: Language,
    /// Where its header stands, for findings about what is missing.
    pub span: Span,
    /// Translations by the key of their text.
    pub entries: HashMap<TextKey, Translation>,
}

/// One translation.
#[derive(Debug, Clone, PartialEq)]
pub struct Translation {
    /// The source text it was made from.
    pub source: String,
    /// The translation.
    pub text: SourceText,
    /// The translation split at its placeholders.
    pub pieces: Vec<Piece>,
    /// Whether it waits for review.
    pub fuzzy: bool,
    /// The source that it was made from, where it waits because that changed.
    pub previous: Option<String>,
    /// Where the entry starts.
    pub span: Span,
}

impl Translation {
    /// The source that the translation was made from, where that is no longer the text's: it is in the entry itself, or in
    /// a renewed one beside the source of today, until the translation has been reviewed.
    pub fn made_from(&self, text: &Text) -> Option<&str> {
        if self.source == text.source.value {
            self.previous.as_deref().filter(|_| self.fuzzy)
        } else {
            Some(&self.source)
        }
    }
}

impl Catalogue {
    /// The translation of a text, if it was made from the text as it is now and was reviewed.
    pub fn current(&self, text: &Text) -> Option<&Translation> {
        self.entries.get(&text.key).filter(|translation| !translation.fuzzy && translation.source == text.source.value)
    }
}

/// Holds a PO file against a model: unknown keys and placeholders that mean nothing are findings.
pub fn hold_catalogue(po: &PoFile, language: Language, model: &Model) -> (Catalogue, Findings) {
    let mut findings = Findings::default();
    let texts: HashMap<&str, &Text> =
        model.translated_texts().into_iter().map(|text| (text.key.as_str(), text)).collect();
    let mut entries = HashMap::new();
    for entry in &po.entries {
        let Some(text) = texts.get(entry.context.value.as_str()) else {
            findings.push(
                Finding::new(
                    &rules::ORPHAN_TRANSLATION,
                    entry.context.span,
                    format!("the form has no text `{}`", entry.context.value),
                )
                .help("the question or option was removed or renamed: remove the entry, or give it the new key"),
            );
            continue;
        };
        if entry.text.value.is_empty() {
            continue;
        }
        let pieces = text_pieces(model, &entry.text, text.scope, &mut findings);
        let translation = Translation {
            source: entry.id.value.clone(),
            text: entry.text.clone(),
            pieces,
            fuzzy: entry.fuzzy,
            previous: entry.previous.clone(),
            span: entry.context.span,
        };
        if let Some(first) = entries.insert(text.key.clone(), translation) {
            findings.push(
                Finding::new(
                    &rules::BAD_PO,
                    entry.context.span,
                    format!("`{}` is translated twice", entry.context.value),
                )
                .also(first.span, "first here"),
            );
        }
    }
    (Catalogue { language, span: po.span, entries }, findings)
}
