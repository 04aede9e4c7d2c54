//! A reference: a Word file that gives our documents its styles with their lists, its page size and margins, and the text of
//! its header and footer. Nothing else of it gets into a document: no other text, picture, macro or link.
//!
//! Each element is rebuilt from the WordprocessingML namespace in the order of the schema. So a document stays valid, whatever
//! program wrote the reference.

mod clean;
mod layout;
mod lists;
mod margins;
mod page;
mod part;
mod style_sheet;

pub use page::PageSetup;
pub use part::ReferenceError;

use canevas_ooxml::{Element, PackageError, XmlWriter, package, tree};
use part::part;
use style_sheet::StyleSheet;

/// A Word file that gives styles, page, header and footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    style_sheet: StyleSheet,
    theme_part: Option<String>,
    page: PageSetup,
    header: Vec<Element>,
    footer: Vec<Element>,
}

/// What a reference gives to a document.
pub(crate) struct ReferenceTheme {
    /// `word/styles.xml`.
    pub styles: String,
    /// `word/theme/theme1.xml`.
    pub theme_part: Option<String>,
    /// The lists that styles name: abstract lists, then the lists that refer to them.
    pub lists: (String, String),
    /// The page.
    pub page: PageSetup,
    /// The size of text in tables, in percent of ours.
    pub scale: u32,
    /// The paragraphs of the header; empty where there is none.
    pub header: String,
    /// Paragraphs above our own line at the foot of each page.
    pub footer: String,
    /// The positions of tab stops in the style of the footer.
    pub footer_tabs: Vec<String>,
    /// The text of the header, a line per paragraph. The reader needs it to tell the header from an answer.
    pub header_text: String,
}

impl ReferenceTheme {
    /// Whether pages have a header.
    pub fn has_header(&self) -> bool {
        !self.header.is_empty()
    }
}

impl Reference {
    /// Reads a document or template, within the same limits as filled files.
    ///
    /// # Errors
    ///
    /// Where the file is not a Word file, exceeds a limit, is broken, or has no styles.
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
        // A theme that refers to other parts is of no use without them.
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
            page: PageSetup::of(&document).unwrap_or_default(),
            header: margins.header,
            footer: margins.footer,
        })
    }

    /// What the reference gives to a document. `own` are the styles without a reference, `lang` the `w:lang` of the document.
    pub(crate) fn theme(&self, own: &str, lang: &str) -> ReferenceTheme {
        // Our own styles are well-formed.
        let own = tree::parse(own).unwrap_or_default();
        let merged = self.style_sheet.with(&own, lang);
        let paragraphs = |paragraphs: &[Element]| {
            let mut xml = XmlWriter::default();
            for paragraph in paragraphs {
                margins::with_styles(paragraph, &merged).write(&mut xml);
            }
            xml.finish()
        };
        let header_text: Vec<String> = self.header.iter().chain(&self.footer).map(margins::text_of).collect();
        ReferenceTheme {
            styles: merged.xml(),
            theme_part: self.theme_part.clone(),
            lists: merged.lists(),
            page: self.page,
            scale: layout::table_scale(&merged, &own),
            header: paragraphs(&self.header),
            footer: paragraphs(&self.footer),
            footer_tabs: merged.tabs_of("Footer"),
            header_text: header_text.join("\n"),
        }
    }
}
