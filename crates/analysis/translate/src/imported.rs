//! A file that came back from a translator: its translations as a catalogue, what its head says, and what of it cannot be
//! taken.

use canevas_diagnostics::Span;
use canevas_project::{PoEntry, PoFile};
use canevas_syntax::{SourceText, Sp};

/// A file that came back.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedFile {
    /// Every text that it holds; untranslated where nothing can be taken.
    pub file: PoFile,
    /// What its heads say; an XLIFF file can hold several files.
    pub heads: Vec<ImportedHead>,
    /// What is not taken.
    pub left: Vec<SkippedUnit>,
    /// Whether it holds what a catalogue holds, so that its comments stand in place of those there were.
    pub is_catalogue: bool,
}

/// What the head of a file says, as far as it says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedHead {
    /// Where it stands.
    pub span: Span,
    /// The language it is translated from.
    pub source: Option<String>,
    /// The language it is translated into.
    pub target: Option<String>,
    /// What it was made of.
    pub original: Option<String>,
}

/// A text that is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedUnit {
    /// Its key, and where it stands.
    pub key: Sp<String>,
    /// Why it was skipped.
    pub why: SkipReason,
}

/// Why a text is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkipReason {
    /// It is a copy of its source, and nothing says that it is translated.
    Copied,
    /// Only a part of it is translated.
    InPart,
}

impl ImportedFile {
    /// An XLIFF file before anything of it is read.
    pub(crate) fn xliff(span: Span) -> Self {
        Self { file: PoFile::empty(span), heads: Vec::new(), left: Vec::new(), is_catalogue: false }
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
        Self { file, heads: vec![head], left: Vec::new(), is_catalogue: true }
    }

    /// Takes a text of an XLIFF file. `says_so`: whether the file says that it is translated.
    pub(crate) fn take(&mut self, mut entry: PoEntry, says_so: bool) {
        entry.fuzzy &= !entry.is_untranslated();
        if !says_so && !entry.is_untranslated() && entry.text.value == entry.id.value {
            self.leave(&mut entry, SkipReason::Copied);
        }
        self.file.entries.push(entry);
    }

    /// Leaves the translation of a text out.
    pub(crate) fn leave(&mut self, entry: &mut PoEntry, why: SkipReason) {
        entry.text = SourceText::opaque("", entry.text.span);
        entry.fuzzy = false;
        self.left.push(SkippedUnit { key: entry.context.clone(), why });
    }
}
