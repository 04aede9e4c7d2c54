//! The parts of the Word file, and the package that holds them.

mod about;
mod cached_styles;
mod controls;
mod custom_xml;
mod directions;
pub(super) mod document;
pub(crate) mod footer;
mod glossary;
pub(super) mod languages;
pub(super) mod numbering;
pub(super) mod properties;
pub(super) mod relationships;
pub(super) mod settings;
pub(super) mod styles;

pub use about::{ANSWERS, DocumentProperties, FilledPart};
pub use custom_xml::{
    ANSWERS_IN, COMPUTED, ENTERED, FACTS, FILLED, OTHERS, PRINTED, PURPOSE, ROW_NAMES, SHEET, WITHOUT,
};

use crate::doc::Doc;
use crate::options::WordOptions;
use crate::reference::ReferenceTheme;
use cached_styles::CachedStyles;
use canevas_ooxml::archive::{self, ArchiveEntry};
use footer::Footer;
use relationships::PackageKind;
use std::collections::BTreeMap;

/// The Word file.
pub fn package(doc: &Doc, about: &DocumentProperties<'_>, options: &WordOptions) -> Vec<u8> {
    let own = CachedStyles::of(about);
    let theme = options.reference.as_ref().map(|reference| reference.theme(&own.xml, &about.lang()));
    let theme = theme.as_ref();
    let document = document::write(doc, about, theme);
    let subject = format!("{} {}", about.form, about.edition);
    let said = [("subject", subject.as_str()), ("identifier", about.definition)];
    let line = Footer { notice: None, line: &doc.footer, page: &about.page, style: None };
    let pictures = theme.map_or_else(Vec::new, pictures);
    let mut entries = vec![
        text("[Content_Types].xml", relationships::content_types(PackageKind::Questionnaire, theme)),
        text("_rels/.rels", relationships::root()),
        text("customXml/_rels/item1.xml.rels", relationships::custom()),
        text("customXml/item1.xml", custom_xml::write(&document.controls, about, theme)),
        text("customXml/itemProps1.xml", custom_xml::properties(about)),
        text("docProps/app.xml", properties::app()),
        text("docProps/core.xml", properties::core(&doc.title, about.language, &said)),
        text(
            "word/_rels/document.xml.rels",
            relationships::document(PackageKind::Questionnaire, &document.links, theme),
        ),
        text("word/document.xml", document.xml),
        text("word/footer1.xml", footer::write(&line, about.language, theme)),
        text("word/glossary/_rels/document.xml.rels", relationships::glossary()),
        text("word/glossary/document.xml", glossary::write(&document.prompts, about)),
        text("word/glossary/styles.xml", styles::for_prompts(about)),
        text("word/numbering.xml", numbering::write(&numbering::counters(doc), about.language, theme)),
        text("word/settings.xml", settings::write(about.language, options.protection)),
    ];
    match theme {
        Some(theme) => add_theme(&mut entries, theme, &pictures),
        None => entries.push(("word/styles.xml", ArchiveEntry::Packed(&own.packed))),
    }
    archive::zip(&entries)
}

/// A part of the file: its name and its text.
pub(super) fn text(name: &str, text: String) -> (&str, ArchiveEntry<'_>) {
    (name, ArchiveEntry::Text(text.into()))
}

/// The pictures that the header and the footer of a reference show.
pub(super) fn pictures<'t>(theme: &'t ReferenceTheme<'_>) -> Vec<(String, &'t [u8])> {
    let of = |xml: &'t str| theme.pictures.parts(xml);
    of(&theme.header).chain(of(&theme.footer)).collect::<BTreeMap<_, _>>().into_iter().collect()
}

/// Adds the parts that a reference gives: styles, header, pictures and colours. Puts all parts in order.
pub(super) fn add_theme<'t>(
    entries: &mut Vec<(&'t str, ArchiveEntry<'t>)>,
    theme: &'t ReferenceTheme<'_>,
    pictures: &'t [(String, &'t [u8])],
) {
    entries.push(("word/styles.xml", ArchiveEntry::Text(theme.styles.as_str().into())));
    entries.extend(theme.has_header().then(|| text("word/header1.xml", footer::header(theme))));
    for (name, xml) in [(relationships::OF_FOOTER, &theme.footer), (relationships::OF_HEADER, &theme.header)] {
        let of = theme.pictures.relationships(xml);
        entries.extend((!of.is_empty()).then(|| text(name, relationships::pictures(&of))));
    }
    entries.extend(pictures.iter().map(|(name, bytes)| (name.as_str(), ArchiveEntry::Bytes(bytes))));
    let colours = theme.theme_part.as_deref();
    entries.extend(colours.map(|colours| ("word/theme/theme1.xml", ArchiveEntry::Text(colours.into()))));
    entries.sort_by_key(|(name, _)| *name);
}
