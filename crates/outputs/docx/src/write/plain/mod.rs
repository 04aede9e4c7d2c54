//! A document to read as a Word file.

mod body;
mod shapes;
mod styles;
mod tables;

use super::parts::footer::{self, Footer, OWN_LINE};
use super::parts::relationships::{self, PackageKind};
use super::parts::{add_theme, languages, numbering, pictures, properties, settings, text};
use crate::plain::PlainDocument;
use crate::reference::{PageSetup, Reference, ReferenceTheme};
use canevas_ooxml::archive::{self, ArchiveEntry};
use std::collections::BTreeSet;

/// The Word file of a document, with the styles, page, header and footer of a reference where there is one.
pub fn package(doc: &PlainDocument, reference: Option<&Reference>) -> Vec<u8> {
    let language = &doc.language;
    let own = styles::write(language);
    let theme = reference.map(|reference| reference.theme(&own, &languages::of_document(language)));
    let theme = theme.as_ref();
    let page = theme.map_or_else(PageSetup::default, |theme| theme.page);
    let has_header = theme.is_some_and(ReferenceTheme::has_header);
    let line = Footer { notice: doc.notice.as_deref(), line: &doc.title, page: &doc.page, style: Some(OWN_LINE) };
    let pictures = theme.map_or_else(Vec::new, pictures);
    let (document, links) = body::write(doc, page, has_header);
    let mut entries = vec![
        text("[Content_Types].xml", relationships::content_types(PackageKind::Plain, theme)),
        text("_rels/.rels", relationships::root()),
        text("docProps/app.xml", properties::app()),
        text("docProps/core.xml", properties::core(&doc.title, language, &[])),
        text("word/_rels/document.xml.rels", relationships::document(PackageKind::Plain, &links, theme)),
        text("word/document.xml", document),
        text("word/footer1.xml", footer::write(&line, language, theme)),
        text("word/numbering.xml", numbering::write(&BTreeSet::new(), language, theme)),
        text("word/settings.xml", settings::write(language, false)),
    ];
    match theme {
        Some(theme) => add_theme(&mut entries, theme, &pictures),
        None => entries.push(("word/styles.xml", ArchiveEntry::Text(own.as_str().into()))),
    }
    archive::zip(&entries)
}
