//! What a reader of one version of XLIFF does, and what the readers share.

use crate::imported::ImportedFile;
use canevas_diagnostics::Span;
use std::collections::BTreeMap;

/// The attributes of an element, by their names as written.
pub(super) type XmlAttributes = BTreeMap<String, String>;

/// The reader of one version of XLIFF.
pub(super) trait VersionReader {
    /// An element starts. An empty element has no end event.
    fn start(
        &mut self,
        name: &str,
        attributes: &XmlAttributes,
        span: Span,
        is_empty: bool,
        back: &mut ImportedFile,
    ) -> Result<(), String>;
    /// An element ends.
    fn end(&mut self, name: &str, back: &mut ImportedFile) -> Result<(), String>;
    /// Text.
    fn text(&mut self, text: &str, span: Span) -> Result<(), String>;
}

/// How a sentence about an element that stands twice ends.
pub(super) const ONE_IS_RIGHT: &str = "and only one can be right";

/// Why a unit cannot be read in which an element stands twice.
pub(super) fn two_of(element: &str, key: &str) -> String {
    format!("the unit {key} has two elements <{element}>, {ONE_IS_RIGHT}")
}

/// A text that is being read.
pub(super) struct TextInProgress<K> {
    /// The kind of the text.
    pub(super) kind: K,
    /// The part that was read.
    pub(super) text: String,
    /// Its place, once a part was read.
    pub(super) span: Option<Span>,
    /// The texts that close the open elements in it.
    pub(super) ends: Vec<String>,
}

impl<K> TextInProgress<K> {
    pub(super) fn new(kind: K) -> Self {
        Self { kind, text: String::new(), span: None, ends: Vec::new() }
    }

    /// Adds text. Invisible characters are an error.
    pub(super) fn put(&mut self, text: &str, span: Span) -> Result<(), String> {
        if let Some(bad) = text.chars().find(|c| canevas_syntax::forbidden(*c)) {
            return Err(format!("a text holds the invisible character U+{:04X}", bad as u32));
        }
        self.text.push_str(text);
        self.span = Some(self.span.map_or(span, |before| before.to(span)));
        Ok(())
    }
}
