//! The parts of the Word file, and the package around them.

mod constant;
mod controls;
mod custom_xml;
mod document;
mod footer;
mod glossary;
mod numbering;
mod package;
mod properties;
mod settings;
mod styles;

use crate::Options;
use crate::doc::Doc;
use canevas_model::Language;
use serde_json::{Map, Value};

/// Namespaces of every part of WordprocessingML. `w14` and `w15` may be ignored by programs that do not know them, and
/// have to be declared so on each part.
pub(crate) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" mc:Ignorable=\"w14 w15\"";

/// The namespace of the custom XML part.
pub(crate) const ANSWERS: &str = "urn:canevas:word:1";

/// What a Word file says about itself.
pub struct About<'a> {
    /// The form.
    pub form: &'a str,
    /// The edition.
    pub edition: &'a str,
    /// The copy.
    pub copy: &'a str,
    /// The language.
    pub language: &'a Language,
    /// The digest of the definition.
    pub definition: &'a str,
    /// The digest of the copy's facts.
    pub copy_digest: &'a str,
    /// The facts that are known.
    pub facts: &'a Map<String, Value>,
    /// The word before a page's number.
    pub page: &'a str,
}

impl About<'_> {
    /// The language with a region, which Word wants for its spelling dictionaries. It knows no pseudo-languages: they are
    /// taken for those that they are made like.
    fn word_language(&self) -> &str {
        let tag = self.language.tag();
        match tag {
            "fr" => "fr-FR",
            "en" | "en-XA" => "en-GB",
            "es" => "es-ES",
            "pt" => "pt-PT",
            "ru" => "ru-RU",
            "ar" | "ar-XB" => "ar-SA",
            "fa" => "fa-IR",
            "he" => "he-IL",
            "ur" => "ur-PK",
            _ => tag,
        }
    }

    /// `w:lang`: the language of the left-to-right and of the right-to-left scripts.
    pub(crate) fn lang(&self) -> String {
        let language = self.word_language();
        if self.language.is_right_to_left() {
            format!("<w:lang w:val=\"en-US\" w:eastAsia=\"en-US\" w:bidi=\"{language}\"/>")
        } else {
            format!("<w:lang w:val=\"{language}\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"/>")
        }
    }

    /// The id of the custom XML part, in the form that Word wants.
    fn store(&self) -> String {
        let id = format!("{} {} {} {}", self.form, self.edition, self.copy, self.language);
        guid(&id)
    }
}

/// A GUID from a text, always the same.
fn guid(text: &str) -> String {
    use data_encoding::HEXUPPER;
    use sha2::Digest as _;
    let hex = HEXUPPER.encode(&sha2::Sha256::digest(text.as_bytes())[..16]);
    // Version 8: "custom", which is what a truncated SHA-256 is.
    format!("{{{}-{}-8{}-A{}-{}}}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}

/// The Word file.
pub fn package(doc: &Doc, about: &About<'_>, options: &Options) -> Vec<u8> {
    let own = constant::CachedStyles::of(about);
    let looks = options.reference.as_ref().map(|reference| reference.looks(&own.xml, about));
    let looks = looks.as_ref();
    let document = document::write(doc, about, looks);
    let text = |name, text: String| (name, package::Entry::Text(text.into()));
    let mut entries = vec![
        text("[Content_Types].xml", package::content_types(looks)),
        text("_rels/.rels", package::root_relationships()),
        text("customXml/_rels/item1.xml.rels", package::custom_relationships()),
        text("customXml/item1.xml", custom_xml::write(&document.paths, about, looks)),
        text("customXml/itemProps1.xml", custom_xml::properties(about)),
        text("docProps/app.xml", properties::app()),
        text("docProps/core.xml", properties::core(doc, about)),
        text("word/_rels/document.xml.rels", package::document_relationships(&document.links, looks)),
        text("word/document.xml", document.xml),
        text("word/footer1.xml", footer::write(doc, about, looks)),
        text("word/glossary/_rels/document.xml.rels", package::glossary_relationships()),
        text("word/glossary/document.xml", glossary::write(&document.prompts, about)),
        text("word/glossary/styles.xml", styles::for_prompts(about)),
        text("word/numbering.xml", numbering::write(doc, about, looks)),
        text("word/settings.xml", settings::write(about, options.protection)),
    ];
    match looks {
        Some(looks) => {
            entries.push(("word/styles.xml", package::Entry::Text(looks.styles.as_str().into())));
            entries.extend(looks.has_header().then(|| text("word/header1.xml", footer::header(looks))));
            let theme = looks.theme.as_deref();
            entries.extend(theme.map(|theme| ("word/theme/theme1.xml", package::Entry::Text(theme.into()))));
            entries.sort_by_key(|(name, _)| *name);
        }
        None => entries.push(("word/styles.xml", package::Entry::Packed(&own.packed))),
    }
    package::zip(&entries)
}
