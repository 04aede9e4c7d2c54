//! `docProps`: what the file says of itself, without a clock.

use super::about::DocumentProperties;
use crate::doc::Doc;
use canevas_ooxml::XmlWriter;

/// `docProps/core.xml`.
pub fn core(doc: &Doc, about: &DocumentProperties<'_>) -> String {
    let mut xml = XmlWriter::part(1024);
    xml.raw("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"");
    xml.raw(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\"");
    xml.raw(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    xml.raw("<dc:title>").text(&doc.title).raw("</dc:title>");
    xml.raw("<dc:subject>").text(about.form).raw(" ").text(about.edition).raw("</dc:subject>");
    xml.raw("<dc:identifier>").text(about.definition).raw("</dc:identifier>");
    xml.raw("<dc:language>").text(about.language.tag()).raw("</dc:language>");
    xml.raw("</cp:coreProperties>");
    xml.finish()
}

/// `docProps/app.xml`.
pub fn app() -> String {
    let mut xml = XmlWriter::part(256);
    xml.raw("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">");
    xml.raw("<Application>Canevas</Application></Properties>");
    xml.finish()
}
