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
mod part;
mod style_sheet;

pub use page::Page;
pub use part::ReferenceError;

use canevas_ooxml::{Element, PackageError, XmlWriter, package, tree};
use part::part;
use style_sheet::StyleSheet;

/// The looks of a Word file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    style_sheet: StyleSheet,
    theme_part: Option<String>,
    page: Page,
    header: Vec<Element>,
    footer: Vec<Element>,
}

/// The parts of a document that a reference decides on.
pub(crate) struct ReferenceTheme {
    /// `word/styles.xml`.
    pub styles: String,
    /// `word/theme/theme1.xml`.
    pub theme_part: Option<String>,
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
    pub header_text: String,
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
        let package = package::open(bytes).map_err(ReferenceError::Unreadable)?;
        let document =
            part(&package, "word/document.xml")?.ok_or(ReferenceError::Unreadable(PackageError::NoDocument))?;
        let styles = part(&package, "word/styles.xml")?.ok_or(ReferenceError::NoStyles)?;
        let numbering = part(&package, "word/numbering.xml")?;
        let mut style_sheet = StyleSheet::of(styles, numbering.as_ref());
        if style_sheet.is_empty() {
            return Err(ReferenceError::NoStyles);
        }
        // A theme that leans on other parts cannot stand without them.
        let theme = package.parts.iter().find(|(name, _)| name.starts_with("word/theme/theme")).map(|(_, text)| text);
        let theme = theme.filter(|text| {
            !["r:embed", "r:link", "r:id"].iter().any(|sign| text.contains(sign)) && tree::parse(text).is_ok()
        });
        if theme.is_none() {
            style_sheet.leave_theme();
        }
        let margins = margins::read(&package, &document)?;
        Ok(Self {
            style_sheet,
            theme_part: theme.cloned(),
            page: Page::of(&document).unwrap_or_default(),
            header: margins.header,
            footer: margins.footer,
        })
    }

    /// The looks of a document, `own` being the styles that it would have without a reference.
    pub(crate) fn theme(&self, own: &str, lang: &str) -> ReferenceTheme {
        // What we write is well-formed; an empty sheet is what would be left of anything else.
        let own = tree::parse(own).unwrap_or_default();
        let merged = self.style_sheet.with(&own, lang);
        let paragraphs = |paragraphs: &[Element]| {
            let mut xml = XmlWriter::default();
            for paragraph in paragraphs {
                margins::with_styles(paragraph, &merged).write(&mut xml);
            }
            xml.finish()
        };
        let header_text: Vec<String> = self.header.iter().map(margins::text_of).collect();
        ReferenceTheme {
            styles: merged.xml(),
            theme_part: self.theme_part.clone(),
            lists: merged.lists(),
            page: self.page,
            header: paragraphs(&self.header),
            footer: paragraphs(&self.footer),
            footer_tabs: merged.tabs_of("Footer"),
            header_text: header_text.join("\n"),
        }
    }
}
