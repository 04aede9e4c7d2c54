//! A filled Word file that was opened and not yet compared with a form.

use super::document_text::DocumentText;
use super::{custom_xml, not_followed};
use canevas_diagnostics::{Finding, Sources, Span};
use canevas_ooxml::flow::{self, TextFlow};
use canevas_ooxml::{Element, PackageError, package};

/// What a file says about itself; empty where it says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenedHead {
    /// The form.
    pub form: String,
    /// The edition.
    pub edition: String,
    /// The copy.
    pub copy: String,
    /// The language.
    pub language: String,
    /// The digest of the definition.
    pub definition: String,
    /// The digest of the copy's facts.
    pub copy_digest: String,
}

impl OpenedHead {
    /// The head in the root of the custom XML part.
    fn of(root: &Element) -> Self {
        let word = |name: &str| root.attribute(name).unwrap_or("").to_owned();
        Self {
            form: word("form"),
            edition: word("edition"),
            copy: word("copy"),
            language: word("language"),
            definition: word("definition"),
            copy_digest: word("copyDigest"),
        }
    }
}

/// A filled Word file, opened within the limits.
pub struct Opened {
    pub(super) body: TextFlow,
    /// Comments, notes and headers, by the name of the part.
    pub(super) notes: Vec<(String, TextFlow)>,
    /// The root of our custom XML part.
    pub(super) hidden: Option<Element>,
    pub(super) text: DocumentText,
    /// What was not followed.
    pub(super) findings: Vec<Finding>,
}

/// Opens a Word file.
///
/// # Errors
///
/// Where the file is not a Word file, is broken, or exceeds a limit.
pub fn read(bytes: &[u8]) -> Result<Opened, PackageError> {
    const PREFIX: &str = crate::tags::BOOKMARK_PREFIX;
    let package = package::open(bytes)?;
    let main = package.parts.get("word/document.xml").ok_or(PackageError::NoDocument)?;
    let body = flow::read("word/document.xml", main, PREFIX)?;
    let text = DocumentText::of(&body);
    let findings = not_followed::findings(&package, &body.not_followed, text.span(None));
    let mut notes = Vec::new();
    for (name, text) in &package.parts {
        let base = name.strip_prefix("word/").unwrap_or("");
        if ["comments.xml", "footnotes.xml", "endnotes.xml"].contains(&base) || base.starts_with("header") {
            notes.push((base.trim_end_matches(".xml").to_owned(), flow::read(name, text, PREFIX)?));
        }
    }
    let hidden = custom_xml::find(package.parts.iter());
    Ok(Opened { body, notes, hidden, text, findings })
}

impl Opened {
    /// What the file says about itself.
    pub fn head(&self) -> Option<OpenedHead> {
        self.hidden.as_ref().map(OpenedHead::of)
    }

    /// The text of the document, one line per paragraph.
    pub fn text(&self) -> &str {
        self.text.text()
    }

    /// The place of a finding about the file as a whole.
    pub fn start(&self) -> Span {
        self.text.span(None)
    }

    /// Sources in which the spans of findings about this file are valid; `name` is what messages call the file.
    pub fn sources(&self, name: &str) -> Sources {
        let mut sources = Sources::default();
        sources.add(name, self.text());
        sources
    }
}
