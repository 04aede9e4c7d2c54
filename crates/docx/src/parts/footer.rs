//! `word/footer1.xml`: edition, copy and digest, and the page.

use super::{About, NAMESPACES};
use crate::doc::Doc;
use crate::xml::Xml;

/// `word/footer1.xml`.
pub fn write(doc: &Doc, about: &About<'_>) -> String {
    let rtl = about.language.is_right_to_left();
    let mut xml = Xml::part(1024);
    xml.raw("<w:ftr ").raw(NAMESPACES).raw("><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>");
    xml.raw(if rtl { "<w:bidi/>" } else { "" }).raw("</w:pPr>");
    let run = |xml: &mut Xml, text: &str| {
        xml.raw("<w:r>").raw(if rtl { "<w:rPr><w:rtl/></w:rPr>" } else { "" });
        xml.raw("<w:t xml:space=\"preserve\">").text(text).raw("</w:t></w:r>");
    };
    let field = |xml: &mut Xml, name: &str| {
        xml.raw("<w:fldSimple w:instr=\" ").raw(name).raw(" \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    };
    run(&mut xml, &doc.footer);
    xml.raw("<w:r><w:tab/></w:r>");
    run(&mut xml, about.page);
    run(&mut xml, " ");
    field(&mut xml, "PAGE");
    run(&mut xml, " / ");
    field(&mut xml, "NUMPAGES");
    xml.raw("</w:p></w:ftr>");
    xml.finish()
}
