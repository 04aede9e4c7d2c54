//! `docProps`: what the file says of itself, without a clock.

use canevas_model::Language;
use canevas_ooxml::XmlWriter;

/// `docProps/core.xml`: a title, the language, and what else is said of the document, by the name of its element.
pub fn core(title: &str, language: &Language, said: &[(&str, &str)]) -> String {
    let mut xml = XmlWriter::part(1024);
    xml.raw("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"");
    xml.raw(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\"");
    xml.raw(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    let title = [("title", title)];
    let language = [("language", language.tag())];
    for (name, text) in title.iter().chain(said).chain(&language) {
        xml.raw("<dc:").raw(name).raw(">").text(text).raw("</dc:").raw(name).raw(">");
    }
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
