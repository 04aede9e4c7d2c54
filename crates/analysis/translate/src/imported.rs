//! A file that came back from a translator: its translations as a catalogue, its heads, and the texts to skip.

use canevas_diagnostics::Span;
use canevas_project::{PoEntry, PoFile};
use canevas_syntax::{SourceText, Sp};

/// A file that came back.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedFile {
    /// Every text of the file. A skipped text is untranslated.
    pub file: PoFile,
    /// Its heads. An XLIFF file can hold several files.
    pub heads: Vec<ImportedHead>,
    /// The texts that the import skips.
    pub skipped: Vec<SkippedUnit>,
    /// Whether the file is a catalogue, so that its comments replace the earlier ones.
    pub is_catalogue: bool,
}

/// The head of a file. A part that the file leaves out is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedHead {
    /// Its place.
    pub span: Span,
    /// The language it is translated from.
    pub source: Option<String>,
    /// The language it is translated into.
    pub target: Option<String>,
    /// The form and edition that it was made from.
    pub original: Option<String>,
}

/// A text that the import skips.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedUnit {
    /// Its key, with its place.
    pub key: Sp<String>,
    /// Why it was skipped.
    pub why: SkipReason,
}

/// Why the import skips a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkipReason {
    /// It is a copy of its source, and nothing says that it is translated.
    Copied,
    /// Only a part of it is translated.
    InPart,
}

impl ImportedFile {
    /// An empty XLIFF file.
    pub(crate) fn xliff(span: Span) -> Self {
        Self { file: PoFile::empty(span), heads: Vec::new(), skipped: Vec::new(), is_catalogue: false }
    }

    /// A PO file.
    pub fn po(file: PoFile) -> Self {
        let field = |name: &str| file.header_field(name).map(str::to_owned);
        let head = ImportedHead {
            span: file.span,
            source: field("X-Source-Language"),
            target: field("Language"),
            original: field("Project-Id-Version"),
        };
        Self { file, heads: vec![head], skipped: Vec::new(), is_catalogue: true }
    }

    /// Takes a text of an XLIFF file. `is_marked`: whether the file marks it as translated.
    pub(crate) fn take(&mut self, mut entry: PoEntry, is_marked: bool) {
        entry.fuzzy &= !entry.is_untranslated();
        if !is_marked && !entry.is_untranslated() && entry.text.value == entry.id.value {
            self.skip(&mut entry, SkipReason::Copied);
        }
        self.file.entries.push(entry);
    }

    /// Skips the translation of a text.
    pub(crate) fn skip(&mut self, entry: &mut PoEntry, why: SkipReason) {
        entry.text = SourceText::opaque("", entry.text.span);
        entry.fuzzy = false;
        self.skipped.push(SkippedUnit { key: entry.context.clone(), why });
    }
}
