//! `word/footer1.xml`: edition, copy and digest, and the page; above them, and in `word/header1.xml`, what a reference has
//! there.

use super::about::DocumentProperties;
use crate::doc::Doc;
use crate::reference::ReferenceTheme;
use canevas_ooxml::XmlWriter;
use canevas_ooxml::namespaces::DECLARATIONS;

/// `word/footer1.xml`.
pub fn write(doc: &Doc, about: &DocumentProperties<'_>, theme: Option<&ReferenceTheme<'_>>) -> String {
    let rtl = about.language.is_right_to_left();
    let mut xml = XmlWriter::part(1024);
    xml.raw("<w:ftr ").raw(DECLARATIONS).raw(">").raw(theme.map_or("", |theme| &theme.footer));
    xml.raw("<w:p><w:pPr><w:pStyle w:val=\"Footer\"/>");
    if let Some(theme) = theme {
        // The page stands on the right, wherever the style of the reference has its stops.
        let right = theme.page.text_width().to_string();
        xml.raw("<w:tabs>");
        for place in theme.footer_tabs.iter().filter(|place| **place != right) {
            xml.raw("<w:tab w:val=\"clear\" w:pos=\"").text(place).raw("\"/>");
        }
        xml.raw("<w:tab w:val=\"right\" w:pos=\"").raw(&right).raw("\"/></w:tabs>");
    }
    xml.raw(if rtl { "<w:bidi/>" } else { "" }).raw("</w:pPr>");
    let run = |xml: &mut XmlWriter, text: &str| {
        xml.raw("<w:r>").raw(if rtl { "<w:rPr><w:rtl/></w:rPr>" } else { "" });
        xml.raw("<w:t xml:space=\"preserve\">").text(text).raw("</w:t></w:r>");
    };
    let field = |xml: &mut XmlWriter, name: &str| {
        xml.raw("<w:fldSimple w:instr=\" ").raw(name).raw(" \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    };
    run(&mut xml, &doc.footer);
    xml.raw("<w:r><w:tab/></w:r>");
    run(&mut xml, &about.page);
    run(&mut xml, " ");
    field(&mut xml, "PAGE");
    run(&mut xml, " / ");
    field(&mut xml, "NUMPAGES");
    xml.raw("</w:p></w:ftr>");
    xml.finish()
}

/// `word/header1.xml`.
pub fn header(theme: &ReferenceTheme<'_>) -> String {
    let mut xml = XmlWriter::part(1024);
    xml.raw("<w:hdr ").raw(DECLARATIONS).raw(">").raw(&theme.header).raw("</w:hdr>");
    xml.finish()
}
