//! A reference: a Word file that gives our documents its styles with their lists, its page size and margins, and the text and
//! pictures of its header and footer. Nothing else of it gets into a document: no other text, picture, macro or link.
//!
//! Each element is rebuilt from the WordprocessingML namespace in the order of the schema. So a document stays valid, whatever
//! program wrote the reference.

mod clean;
mod drawings;
mod layout;
mod lists;
mod margins;
mod page;
mod part;
mod pictures;
mod style_sheet;

pub use page::PageSetup;
pub use part::ReferenceError;
pub(crate) use pictures::Pictures;

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
    pictures: Pictures,
}

/// What a reference gives to a document.
pub(crate) struct ReferenceTheme<'r> {
    /// `word/styles.xml`.
    pub styles: String,
    /// `word/theme/theme1.xml`.
    pub theme_part: Option<String>,
    /// The lists that styles name: abstract lists, then the lists that refer to them.
    pub lists: (String, String),
    /// The page.
    pub page: PageSetup,
    /// The paragraphs of the header; empty where there is none.
    pub header: String,
    /// The pictures in header and footer.
    pub pictures: &'r Pictures,
    /// Paragraphs above our own line at the foot of each page.
    pub footer: String,
    /// The positions of tab stops in the style of the footer.
    pub footer_tabs: Vec<String>,
    /// The text of the header, a line per paragraph. The reader needs it to tell the header from an answer.
    pub header_text: String,
}

impl ReferenceTheme<'_> {
    /// How many pictures header and footer show.
    pub fn pictures_shown(&self) -> usize {
        [&self.header, &self.footer].map(|xml| xml.matches("<w:drawing>").count()).into_iter().sum()
    }

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
        let no_document = || ReferenceError::Unreadable(PackageError::NoDocument);
        let name = package.document().ok_or_else(no_document)?;
        let document = part(&package, &name)?.ok_or_else(no_document)?;
        // Programs name parts as they like. Some leave out a relationship that everybody expects.
        let related = package.relationships(&name);
        let of_kind = |kind: &str| {
            let found =
                related.iter().find(|of| of.kind == kind && !of.is_external && package.part(&of.target).is_some());
            found.map_or_else(|| format!("word/{kind}.xml"), |of| of.target.clone())
        };
        let styles = part(&package, &of_kind("styles"))?.ok_or(ReferenceError::NoStyles)?;
        let numbering = part(&package, &of_kind("numbering"))?;
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
        let margins = margins::read(bytes, &package, &name)?;
        Ok(Self {
            style_sheet,
            theme_part: theme.cloned(),
            page: PageSetup::of(&document).unwrap_or_default(),
            header: margins.header,
            footer: margins.footer,
            pictures: margins.pictures,
        })
    }

    /// The pictures of its header and footer that documents go without, and why: a sentence each.
    pub fn left_out(&self) -> &[String] {
        &self.pictures.left_out
    }

    /// What the reference gives to a document. `own` are the styles without a reference, `lang` the `w:lang` of the document.
    pub(crate) fn page(&self) -> PageSetup {
        self.page
    }

    pub(crate) fn theme(&self, own: &str, lang: &str) -> ReferenceTheme<'_> {
        // Our own styles are well-formed.
        let own = tree::parse(own).unwrap_or_default();
        let merged = self.style_sheet.with(&own, lang);
        let width = self.page.text_width();
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
            page: self.page.with_room(
                height(&self.header, merged.size_of("Header"), width, 0),
                height(&self.footer, merged.size_of("Footer"), width, 2),
            ),
            header: paragraphs(&self.header),
            pictures: &self.pictures,
            footer: paragraphs(&self.footer),
            footer_tabs: merged.tabs_of("Footer"),
            header_text: header_text.join("\n"),
        }
    }
}

/// How high a header or footer is, about: its paragraphs, and lines of ours. `size` is that of its text, in half points.
fn height(paragraphs: &[Element], size: Option<u32>, width: u32, ours: u32) -> u32 {
    // In twentieths of a point: a line is a little higher than its letters, which are half as wide as high.
    let letter = size.unwrap_or(16).min(72) * 10;
    let (line, per_line) = (letter * 7 / 5, (width * 2 / letter.max(1)).max(1));
    let lines = |paragraph: &Element| {
        let letters = u32::try_from(margins::text_of(paragraph).chars().count()).unwrap_or(u32::MAX);
        letters.div_ceil(per_line).clamp(1, 10) * line
    };
    // The units of drawings are 635 to a twentieth of a point. A floating picture moves no text.
    let picture = |paragraph: &Element| {
        let inline = paragraph.all("wp:inline").into_iter();
        let heights = inline.filter_map(|inline| inline.child("wp:extent")?.attribute("cy")?.parse().ok());
        heights.max().unwrap_or(0_u32) / 635
    };
    let theirs = paragraphs.iter().map(|paragraph| lines(paragraph).max(picture(paragraph)) + line / 2);
    theirs.fold(ours * line, u32::saturating_add)
}
