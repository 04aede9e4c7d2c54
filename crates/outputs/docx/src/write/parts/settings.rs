//! `word/settings.xml`.

use super::languages;
use canevas_model::Language;
use canevas_ooxml::XmlWriter;
use canevas_ooxml::namespaces::DECLARATIONS;

/// `word/settings.xml`.
pub fn write(language: &Language, protection: bool) -> String {
    let mut xml = XmlWriter::part(1024);
    xml.raw("<w:settings ").raw(DECLARATIONS).raw(">");
    if protection {
        // No password: protection keeps the questions whole; it is no secret.
        xml.raw("<w:documentProtection w:edit=\"forms\" w:enforcement=\"1\"/>");
    }
    xml.raw("<w:defaultTabStop w:val=\"708\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>");
    for (name, value) in [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ] {
        xml.raw("<w:compatSetting w:name=\"").raw(name);
        xml.raw("\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"").raw(value).raw("\"/>");
    }
    xml.raw("</w:compat>");
    let lang = languages::of_document(language).replacen("<w:lang", "<w:themeFontLang", 1);
    xml.raw(&lang);
    let decimal = if language.primary() == "en" { "." } else { "," };
    xml.raw("<w:decimalSymbol w:val=\"").raw(decimal).raw("\"/><w:listSeparator w:val=\";\"/></w:settings>");
    xml.finish()
}
