//! `word/footer1.xml`: what must stand on every page, a line that says which document it is, and the page; above them, and in
//! `word/header1.xml`, what a reference has there.

use crate::reference::ReferenceTheme;
use canevas_model::Language;
use canevas_ooxml::XmlWriter;
use canevas_ooxml::namespaces::DECLARATIONS;

/// The character style of our lines in a document that is no questionnaire. It tells them from those of a reference.
pub(crate) const OWN_LINE: &str = "DocumentLine";

/// Our lines at the foot of each page.
pub struct Footer<'f> {
    /// What must stand on every page, on a line of its own.
    pub notice: Option<&'f str>,
    /// Which document it is.
    pub line: &'f str,
    /// The word before the number of the page.
    pub page: &'f str,
    /// The character style of the lines.
    pub style: Option<&'static str>,
}

/// `word/footer1.xml`.
pub fn write(footer: &Footer<'_>, language: &Language, theme: Option<&ReferenceTheme<'_>>) -> String {
    let rtl = language.is_right_to_left();
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
    let run = |xml: &mut XmlWriter, text: &str, is_strong: bool| {
        xml.raw("<w:r>");
        if footer.style.is_some() || is_strong || rtl {
            xml.raw("<w:rPr>");
            if let Some(style) = footer.style {
                xml.raw("<w:rStyle w:val=\"").raw(style).raw("\"/>");
            }
            xml.raw(if is_strong { "<w:b/><w:bCs/>" } else { "" }).raw(if rtl { "<w:rtl/>" } else { "" });
            xml.raw("</w:rPr>");
        }
        xml.raw("<w:t xml:space=\"preserve\">").text(text).raw("</w:t></w:r>");
    };
    let field = |xml: &mut XmlWriter, name: &str| {
        xml.raw("<w:fldSimple w:instr=\" ").raw(name).raw(" \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    };
    if let Some(notice) = footer.notice {
        run(&mut xml, notice, true);
        xml.raw("<w:r><w:br/></w:r>");
    }
    run(&mut xml, footer.line, false);
    xml.raw("<w:r><w:tab/></w:r>");
    run(&mut xml, footer.page, false);
    run(&mut xml, " ", false);
    field(&mut xml, "PAGE");
    run(&mut xml, " / ", false);
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
