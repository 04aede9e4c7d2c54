//! The parts of the Word file, and the package that holds them.

mod about;
mod cached_styles;
mod controls;
mod custom_xml;
mod directions;
mod document;
mod footer;
mod glossary;
mod languages;
mod numbering;
mod properties;
mod relationships;
mod settings;
mod styles;

pub use about::{ANSWERS, DocumentProperties, FilledPart};
pub use custom_xml::{ANSWERS_IN, FACTS, FILLED, OTHERS, PRINTED, PURPOSE, ROW_NAMES, SHEET, WITHOUT};

use crate::doc::Doc;
use crate::options::WordOptions;
use cached_styles::CachedStyles;
use canevas_ooxml::archive::{self, ArchiveEntry};

/// The Word file.
pub fn package(doc: &Doc, about: &DocumentProperties<'_>, options: &WordOptions) -> Vec<u8> {
    let own = CachedStyles::of(about);
    let theme = options.reference.as_ref().map(|reference| reference.theme(&own.xml, &about.lang()));
    let theme = theme.as_ref();
    let document = document::write(doc, about, theme);
    let text = |name, text: String| (name, ArchiveEntry::Text(text.into()));
    let margins = theme.map_or_else(String::new, |theme| [theme.header.as_str(), theme.footer.as_str()].concat());
    let pictures: Vec<(String, &[u8])> = theme.map_or_else(Vec::new, |theme| theme.pictures.parts(&margins).collect());
    let mut entries = vec![
        text("[Content_Types].xml", relationships::content_types(theme)),
        text("_rels/.rels", relationships::root()),
        text("customXml/_rels/item1.xml.rels", relationships::custom()),
        text("customXml/item1.xml", custom_xml::write(&document.controls, about, theme)),
        text("customXml/itemProps1.xml", custom_xml::properties(about)),
        text("docProps/app.xml", properties::app()),
        text("docProps/core.xml", properties::core(doc, about)),
        text("word/_rels/document.xml.rels", relationships::document(&document.links, theme)),
        text("word/document.xml", document.xml),
        text("word/footer1.xml", footer::write(doc, about, theme)),
        text("word/glossary/_rels/document.xml.rels", relationships::glossary()),
        text("word/glossary/document.xml", glossary::write(&document.prompts, about)),
        text("word/glossary/styles.xml", styles::for_prompts(about)),
        text("word/numbering.xml", numbering::write(doc, about, theme)),
        text("word/settings.xml", settings::write(about, options.protection)),
    ];
    match theme {
        Some(theme) => {
            entries.push(("word/styles.xml", ArchiveEntry::Text(theme.styles.as_str().into())));
            entries.extend(theme.has_header().then(|| text("word/header1.xml", footer::header(theme))));
            for (part, xml) in [("footer1", &theme.footer), ("header1", &theme.header)] {
                let of = theme.pictures.relationships(xml);
                let name = if part == "footer1" { relationships::OF_FOOTER } else { relationships::OF_HEADER };
                entries.extend((!of.is_empty()).then(|| text(name, relationships::pictures(&of))));
            }
            entries.extend(pictures.iter().map(|(name, bytes)| (name.as_str(), ArchiveEntry::Bytes(bytes))));
            let theme = theme.theme_part.as_deref();
            entries.extend(theme.map(|theme| ("word/theme/theme1.xml", ArchiveEntry::Text(theme.into()))));
            entries.sort_by_key(|(name, _)| *name);
        }
        None => entries.push(("word/styles.xml", ArchiveEntry::Packed(&own.packed))),
    }
    archive::zip(&entries)
}
