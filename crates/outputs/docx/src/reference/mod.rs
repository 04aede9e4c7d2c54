//! A Word file whose looks are taken over: its styles, the lists that these name, the size and margins of its page, and
//! the words at the head and foot of it. Nothing else of it gets into a document: not its text, and no picture, macro or
//! link.
//!
//! What is taken is rebuilt element by element from the namespace of WordprocessingML, in the order that the schema
//! wants, so that a document stays sound whatever program wrote the reference.

mod clean;
mod lists;
mod margins;
mod page;
mod sheet;

pub use page::Page;

use crate::lint::tree::Element;
use crate::parts::About;
use crate::read::{Package, ReadError, open};
use crate::xml::Xml;
use sheet::StyleSheet;
use std::fmt;

/// Why the looks of a file cannot be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceError {
    /// It is no Word file that can be read.
    Unreadable(ReadError),
    /// It has no styles.
    NoStyles,
    /// It is in the strict variant of the format, which measures and names otherwise.
    Strict,
    /// A part is not what it should be.
    Broken(String, String),
}

impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const AGAIN: &str = "open it in Word or LibreOffice and save it as a Word document (.docx)";
        match self {
            Self::Unreadable(error) => write!(f, "{error}; {AGAIN}"),
            Self::NoStyles => write!(f, "it has no styles; {AGAIN}"),
            Self::Strict => write!(f, "it is a Strict Open XML document; {AGAIN}"),
            Self::Broken(part, why) => write!(f, "{part} cannot be used: {why}; {AGAIN}"),
        }
    }
}

impl std::error::Error for ReferenceError {}

/// The looks of a Word file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    sheet: StyleSheet,
    theme: Option<String>,
    page: Page,
    header: Vec<Element>,
    footer: Vec<Element>,
}

/// The parts of a document that a reference decides on.
pub(crate) struct ReferenceTheme {
    /// `word/styles.xml`.
    pub styles: String,
    /// `word/theme/theme1.xml`.
    pub theme: Option<String>,
    /// Lists that styles name: abstract ones, then those that refer to them.
    pub lists: (String, String),
    /// The page.
    pub page: Page,
    /// The paragraphs of the header; empty where there is none.
    pub header: String,
    /// Paragraphs above our own line at the foot of each page.
    pub footer: String,
    /// Places of tab stops that the style of the foot sets.
    pub footer_tabs: Vec<String>,
    /// The words at the head, a line per paragraph, so that reading back knows them.
    pub around: String,
}

impl ReferenceTheme {
    /// Whether something stands at the head of each page.
    pub fn has_header(&self) -> bool {
        !self.header.is_empty()
    }
}

impl Reference {
    /// Takes the looks out of a Word file: a document or template, within the limits that filled files are read in.
    ///
    /// # Errors
    ///
    /// Where it is no Word file, is beyond a limit, is broken, or has no styles.
    pub fn read(bytes: &[u8]) -> Result<Self, ReferenceError> {
        let package = open(bytes).map_err(ReferenceError::Unreadable)?;
        let document = part(&package, "word/document.xml")?.ok_or(ReferenceError::Unreadable(ReadError::NoDocument))?;
        let styles = part(&package, "word/styles.xml")?.ok_or(ReferenceError::NoStyles)?;
        let numbering = part(&package, "word/numbering.xml")?;
        let mut sheet = StyleSheet::of(styles, numbering.as_ref());
        if sheet.is_empty() {
            return Err(ReferenceError::NoStyles);
        }
        // A theme that leans on other parts cannot stand without them.
        let theme = package.parts.iter().find(|(name, _)| name.starts_with("word/theme/theme")).map(|(_, text)| text);
        let theme = theme.filter(|text| {
            !["r:embed", "r:link", "r:id"].iter().any(|sign| text.contains(sign))
                && crate::lint::tree::parse(text).is_ok()
        });
        if theme.is_none() {
            sheet.leave_theme();
        }
        let margins = margins::read(&package, &document)?;
        Ok(Self {
            sheet,
            theme: theme.cloned(),
            page: Page::of(&document).unwrap_or_default(),
            header: margins.header,
            footer: margins.footer,
        })
    }

    /// The looks of a document, `own` being the styles that it would have without a reference.
    pub(crate) fn looks(&self, own: &str, about: &About<'_>) -> ReferenceTheme {
        // What we write is well-formed; an empty sheet is what would be left of anything else.
        let own = crate::lint::tree::parse(own).unwrap_or_default();
        let merged = self.sheet.with(&own, about);
        let paragraphs = |paragraphs: &[Element]| {
            let mut xml = Xml::default();
            for paragraph in paragraphs {
                clean::write(&margins::with_styles(paragraph, &merged), &mut xml);
            }
            xml.finish()
        };
        let around: Vec<String> = self.header.iter().map(margins::words).collect();
        ReferenceTheme {
            styles: merged.xml(),
            theme: self.theme.clone(),
            lists: merged.lists(),
            page: self.page,
            header: paragraphs(&self.header),
            footer: paragraphs(&self.footer),
            footer_tabs: merged.tabs_of("Footer"),
            around: around.join("\n"),
        }
    }
}

/// A part as a tree of WordprocessingML alone.
fn part(package: &Package, name: &str) -> Result<Option<Element>, ReferenceError> {
    let Some(text) = package.parts.get(name) else { return Ok(None) };
    let root = crate::lint::tree::parse(text).map_err(|why| ReferenceError::Broken(name.to_owned(), why))?;
    match clean::of(&root) {
        Ok(root) => Ok(Some(root)),
        Err(clean::Foreign::Strict) => Err(ReferenceError::Strict),
        Err(clean::Foreign::Other) => {
            Err(ReferenceError::Broken(name.to_owned(), "it is no part of a Word file".to_owned()))
        }
    }
}
