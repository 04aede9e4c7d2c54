//! What ties the parts of the Word file together: relationships and content types.

use crate::reference::ReferenceTheme;
use canevas_ooxml::XmlWriter;
use canevas_ooxml::namespaces::{OFFICE_RELATIONSHIPS, PACKAGE};

/// Relationship ids of the document that come before those of links.
pub(crate) const FOOTER: &str = "rId1";
/// The relationship id of the header, where a reference has one.
pub(crate) const HEADER: &str = "rIdHeader";
/// What belongs to the footer and to the header: their pictures.
pub(crate) const OF_FOOTER: &str = "word/_rels/footer1.xml.rels";
pub(crate) const OF_HEADER: &str = "word/_rels/header1.xml.rels";
const BEFORE_LINKS: usize = 6;

/// Which parts a document has besides those of every document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageKind {
    /// A questionnaire: the part that its controls are bound to, and their prompts.
    Questionnaire,
    /// A document to read: none.
    Plain,
}

/// The relationship id of a link, by its place.
pub(crate) fn link_id(index: usize) -> usize {
    index + BEFORE_LINKS + 1
}

fn relationships(targets: &[(String, &str)], more: &[(&str, String, &str)], links: &[String]) -> String {
    let mut xml = XmlWriter::part(1024);
    xml.raw("<Relationships xmlns=\"").raw(PACKAGE).raw("/relationships\">");
    for (index, (kind, target)) in targets.iter().enumerate() {
        xml.raw("<Relationship Id=\"rId").number(index + 1).raw("\" Type=\"").raw(kind);
        xml.raw("\" Target=\"").raw(target).raw("\"/>");
    }
    for (id, kind, target) in more {
        xml.raw("<Relationship Id=\"").raw(id).raw("\" Type=\"").raw(kind).raw("\" Target=\"").raw(target).raw("\"/>");
    }
    for (index, link) in links.iter().enumerate() {
        xml.raw("<Relationship Id=\"rId").number(link_id(index)).raw("\" Type=\"").raw(OFFICE_RELATIONSHIPS);
        xml.raw("/hyperlink\" Target=\"").text(link).raw("\" TargetMode=\"External\"/>");
    }
    xml.raw("</Relationships>");
    xml.finish()
}

fn office(kind: &str) -> String {
    format!("{OFFICE_RELATIONSHIPS}/{kind}")
}

/// `_rels/.rels`.
pub fn root() -> String {
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
pub fn document(kind: PackageKind, links: &[String], theme: Option<&ReferenceTheme<'_>>) -> String {
    let mut targets = vec![
        (office("footer"), "footer1.xml"),
        (office("styles"), "styles.xml"),
        (office("settings"), "settings.xml"),
        (office("numbering"), "numbering.xml"),
    ];
    if kind == PackageKind::Questionnaire {
        targets.push((office("glossaryDocument"), "glossary/document.xml"));
        targets.push((office("customXml"), "../customXml/item1.xml"));
    }
    debug_assert!(targets.len() <= BEFORE_LINKS);
    let mut more = Vec::new();
    if let Some(theme) = theme {
        more.extend(theme.has_header().then(|| (HEADER, office("header"), "header1.xml")));
        more.extend(theme.theme_part.as_ref().map(|_| ("rIdTheme", office("theme"), "theme/theme1.xml")));
    }
    relationships(&targets, &more, links)
}

/// The relationships of a header or footer to its pictures: ids and targets.
pub fn pictures(of: &[(String, String)]) -> String {
    let more: Vec<_> = of.iter().map(|(id, target)| (id.as_str(), office("image"), target.as_str())).collect();
    relationships(&[], &more, &[])
}

/// `word/glossary/_rels/document.xml.rels`.
pub fn glossary() -> String {
    relationships(&[(office("styles"), "styles.xml")], &[], &[])
}

/// `customXml/_rels/item1.xml.rels`.
pub fn custom() -> String {
    relationships(&[(office("customXmlProps"), "itemProps1.xml")], &[], &[])
}

/// `[Content_Types].xml`.
pub fn content_types(kind: PackageKind, theme: Option<&ReferenceTheme<'_>>) -> String {
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    let mut xml = XmlWriter::part(2048);
    xml.raw("<Types xmlns=\"").raw(PACKAGE).raw("/content-types\">");
    xml.raw("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>");
    xml.raw("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    for (extension, kind) in theme.map_or_else(Vec::new, |theme| theme.pictures.types()) {
        xml.raw("<Default Extension=\"").raw(extension).raw("\" ContentType=\"").raw(kind).raw("\"/>");
    }
    let mut part = |name: &str, prefix: &str, kind: &str| {
        xml.raw("<Override PartName=\"/").raw(name).raw("\" ContentType=\"").raw(prefix).raw(kind).raw("+xml\"/>");
    };
    let is_form = kind == PackageKind::Questionnaire;
    if is_form {
        part("customXml/itemProps1.xml", "", "application/vnd.openxmlformats-officedocument.customXmlProperties");
    }
    part("docProps/app.xml", "", "application/vnd.openxmlformats-officedocument.extended-properties");
    part("docProps/core.xml", "", "application/vnd.openxmlformats-package.core-properties");
    part("word/document.xml", WORD, "document.main");
    part("word/footer1.xml", WORD, "footer");
    if is_form {
        part("word/glossary/document.xml", WORD, "document.glossary");
        part("word/glossary/styles.xml", WORD, "styles");
    }
    if theme.is_some_and(ReferenceTheme::has_header) {
        part("word/header1.xml", WORD, "header");
    }
    part("word/numbering.xml", WORD, "numbering");
    part("word/settings.xml", WORD, "settings");
    part("word/styles.xml", WORD, "styles");
    if theme.is_some_and(|theme| theme.theme_part.is_some()) {
        part("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.", "theme");
    }
    xml.raw("</Types>");
    xml.finish()
}
