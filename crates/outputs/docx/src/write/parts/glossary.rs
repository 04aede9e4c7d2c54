//! `word/glossary/document.xml`: the prompts that empty controls show.

use super::about::{DocumentProperties, guid};
use canevas_ooxml::XmlWriter;
use canevas_ooxml::namespaces::DECLARATIONS;

/// The name of a prompt, by its place.
pub(crate) fn name_of(index: usize) -> String {
    format!("CanevasPrompt{}", index + 1)
}

/// `word/glossary/document.xml`.
pub fn write(prompts: &[String], about: &DocumentProperties<'_>) -> String {
    let rtl = about.language.is_right_to_left();
    let mut xml = XmlWriter::part(512 + prompts.len() * 700);
    xml.raw("<w:glossaryDocument ").raw(DECLARATIONS).raw("><w:docParts>");
    for (index, prompt) in prompts.iter().enumerate() {
        let name = name_of(index);
        xml.raw("<w:docPart><w:docPartPr><w:name w:val=\"").raw(&name).raw("\"/>");
        xml.raw("<w:category><w:name w:val=\"General\"/><w:gallery w:val=\"placeholder\"/></w:category>");
        xml.raw("<w:types><w:type w:val=\"bbPlcHdr\"/></w:types>");
        xml.raw("<w:behaviors><w:behavior w:val=\"content\"/></w:behaviors><w:guid w:val=\"");
        xml.raw(&guid(&format!("{name} {prompt}"))).raw("\"/></w:docPartPr><w:docPartBody><w:p>");
        xml.raw(if rtl { "<w:pPr><w:bidi/></w:pPr>" } else { "" });
        xml.raw("<w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/>").raw(if rtl { "<w:rtl/>" } else { "" });
        xml.raw("</w:rPr><w:t>").text(prompt).raw("</w:t></w:r></w:p></w:docPartBody></w:docPart>");
    }
    xml.raw("</w:docParts></w:glossaryDocument>");
    xml.finish()
}
