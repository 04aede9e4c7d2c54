//! The package: relationships, content types, and the zip around them with fixed times.

use crate::reference::ReferenceTheme;
use crate::xml::Xml;
use std::borrow::Cow;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Relationship ids of the document that come before those of links.
pub(crate) const FOOTER: &str = "rId1";
/// The relationship id of the header, where a reference has one.
pub(crate) const HEADER: &str = "rIdHeader";
const BEFORE_LINKS: usize = 6;

/// The relationship id of a link, by its place.
pub(crate) fn link_id(index: usize) -> usize {
    index + BEFORE_LINKS + 1
}

fn relationships(targets: &[(String, &str)], more: &[(&str, String, &str)], links: &[String]) -> String {
    let mut xml = Xml::part(1024);
    xml.raw("<Relationships xmlns=\"").raw(PACKAGE).raw("/relationships\">");
    for (index, (kind, target)) in targets.iter().enumerate() {
        xml.raw("<Relationship Id=\"rId").number(index + 1).raw("\" Type=\"").raw(kind);
        xml.raw("\" Target=\"").raw(target).raw("\"/>");
    }
    for (id, kind, target) in more {
        xml.raw("<Relationship Id=\"").raw(id).raw("\" Type=\"").raw(kind).raw("\" Target=\"").raw(target).raw("\"/>");
    }
    for (index, link) in links.iter().enumerate() {
        xml.raw("<Relationship Id=\"rId").number(link_id(index)).raw("\" Type=\"").raw(OFFICE);
        xml.raw("/hyperlink\" Target=\"").text(link).raw("\" TargetMode=\"External\"/>");
    }
    xml.raw("</Relationships>");
    xml.finish()
}

fn office(kind: &str) -> String {
    format!("{OFFICE}/{kind}")
}

/// `_rels/.rels`.
pub fn root_relationships() -> String {
    relationships(
        &[
            (office("officeDocument"), "word/document.xml"),
            (format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
            (office("extended-properties"), "docProps/app.xml"),
        ],
        &[],
        &[],
    )
}

/// `word/_rels/document.xml.rels`.
pub fn document_relationships(links: &[String], looks: Option<&ReferenceTheme>) -> String {
    let targets = [
        (office("footer"), "footer1.xml"),
        (office("styles"), "styles.xml"),
        (office("settings"), "settings.xml"),
        (office("numbering"), "numbering.xml"),
        (office("glossaryDocument"), "glossary/document.xml"),
        (office("customXml"), "../customXml/item1.xml"),
    ];
    debug_assert_eq!(targets.len(), BEFORE_LINKS);
    let mut more = Vec::new();
    if let Some(looks) = looks {
        more.extend(looks.has_header().then(|| (HEADER, office("header"), "header1.xml")));
        more.extend(looks.theme.as_ref().map(|_| ("rIdTheme", office("theme"), "theme/theme1.xml")));
    }
    relationships(&targets, &more, links)
}

/// `word/glossary/_rels/document.xml.rels`.
pub fn glossary_relationships() -> String {
    relationships(&[(office("styles"), "styles.xml")], &[], &[])
}

/// `customXml/_rels/item1.xml.rels`.
pub fn custom_relationships() -> String {
    relationships(&[(office("customXmlProps"), "itemProps1.xml")], &[], &[])
}

/// `[Content_Types].xml`.
pub fn content_types(looks: Option<&ReferenceTheme>) -> String {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    let mut xml = Xml::part(2048);
    xml.raw("<Types xmlns=\"").raw(PACKAGE).raw("/content-types\">");
    xml.raw("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>");
    xml.raw("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    let mut part = |name: &str, prefix: &str, kind: &str| {
        xml.raw("<Override PartName=\"/").raw(name).raw("\" ContentType=\"").raw(prefix).raw(kind).raw("+xml\"/>");
    };
    part("customXml/itemProps1.xml", "", "application/vnd.openxmlformats-officedocument.customXmlProperties");
    part("docProps/app.xml", "", "application/vnd.openxmlformats-officedocument.extended-properties");
    part("docProps/core.xml", "", "application/vnd.openxmlformats-package.core-properties");
    part("word/document.xml", WORD, "document.main");
    part("word/footer1.xml", WORD, "footer");
    part("word/glossary/document.xml", WORD, "document.glossary");
    part("word/glossary/styles.xml", WORD, "styles");
    if looks.is_some_and(ReferenceTheme::has_header) {
        part("word/header1.xml", WORD, "header");
    }
    part("word/numbering.xml", WORD, "numbering");
    part("word/settings.xml", WORD, "settings");
    part("word/styles.xml", WORD, "styles");
    if looks.is_some_and(|looks| looks.theme.is_some()) {
        part("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.", "theme");
    }
    xml.raw("</Types>");
    xml.finish()
}

/// Setting a compressor up costs more than it saves on a smaller part.
const PACKED_FROM: usize = 4096;

/// A part to be put into the package.
pub enum Entry<'a> {
    /// As it was written.
    Text(Cow<'a, str>),
    /// As [`pack`] made it.
    Packed(&'a Packed),
}

/// A zip with one part, which is copied out of it without being packed again.
pub struct Packed(Vec<u8>);

/// Packs a part that many documents share.
pub fn pack(name: &str, content: &str) -> Packed {
    Packed(zip(&[(name, Entry::Text(content.into()))]))
}

/// The entries in the order given, at the first instant that zip knows.
pub fn zip(entries: &[(&str, Entry<'_>)]) -> Vec<u8> {
    let plain = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    // The quickest level: a better one takes longer than all the rest and saves a tenth.
    let packed = plain.compression_method(CompressionMethod::Deflated).compression_level(Some(2));
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(64 * 1024)));
    for (name, entry) in entries {
        // Writing to memory fails only where an entry is larger than a zip holds, which no questionnaire is.
        let written = match entry {
            Entry::Text(content) => {
                let options = if content.len() < PACKED_FROM { plain } else { packed };
                zip.start_file(*name, options).is_ok() && zip.write_all(content.as_bytes()).is_ok()
            }
            Entry::Packed(Packed(alone)) => ZipArchive::new(Cursor::new(alone))
                .is_ok_and(|mut alone| alone.by_index_raw(0).is_ok_and(|part| zip.raw_copy_file(part).is_ok())),
        };
        debug_assert!(written);
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}
