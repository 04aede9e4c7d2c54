//! What a Word file says about itself.

use super::languages;
use crate::options::Purpose;
use crate::write::compose::page_word;
use canevas_model::Language;
use canevas_project::FormCopy;
use data_encoding::HEXUPPER;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The namespace of the custom XML part.
pub const ANSWERS: &str = "urn:canevas:word:1";

/// What a Word file says about itself.
pub struct DocumentProperties<'a> {
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
    /// The known facts.
    pub facts: &'a Map<String, Value>,
    /// The word before a page number.
    pub page: String,
    /// What the file says of its answers, where it was filled.
    pub filled: Option<FilledPart<'a>>,
}

/// What a filled file says of itself, so that whoever reads it back knows its texts.
#[derive(Clone, Copy)]
pub struct FilledPart<'a> {
    /// What it is for.
    pub purpose: Purpose,
    /// Whether personal answers of the return were left out.
    pub lacks_personal: bool,
    /// The language that the return says it was written in.
    pub answers_in: Option<&'a str>,
    /// The facts of the return, which its texts show.
    pub facts: Option<&'a Map<String, Value>>,
    /// The computed numbers that its texts show, by name.
    pub computed: &'a BTreeMap<String, String>,
    /// The rows that were entered at questions about whose rows others are asked, by question and key.
    pub entered: &'a Value,
    /// The parts of the return beside its answers, such as the sign-off.
    pub others: &'a Map<String, Value>,
    /// The names of its repeated rows, by the path of their question.
    pub row_names: &'a [(String, Vec<Option<String>>)],
    /// The paragraphs that the blank form does not have.
    pub printed: &'a [String],
    /// What it keeps of the clarification sheet that it is, where it is one.
    pub sheet: Option<&'a Value>,
}

impl<'a> DocumentProperties<'a> {
    /// The properties of a file of a copy that is not filled. `facts` are the facts that it shows.
    pub fn of(copy: &'a FormCopy<'_>, language: &'a Language, facts: &'a Map<String, Value>) -> Self {
        Self {
            form: &copy.model.form,
            edition: &copy.model.edition,
            copy: copy.code.word(),
            language,
            definition: copy.definition_digest(),
            copy_digest: copy.digest(),
            facts,
            page: page_word(copy, language),
            filled: None,
        }
    }

    /// Whether the file is for reading.
    pub fn reads(&self) -> bool {
        self.filled.is_some_and(|filled| filled.purpose == Purpose::Reading)
    }

    /// The language as Word names it.
    pub fn word_language(&self) -> &str {
        languages::word_language(self.language)
    }

    /// `w:lang` of the document.
    pub fn lang(&self) -> String {
        languages::of_document(self.language)
    }

    /// The id of the custom XML part, as Word writes such ids.
    pub fn store(&self) -> String {
        let id = format!("{} {} {} {}", self.form, self.edition, self.copy, self.language);
        guid(&id)
    }
}

/// A GUID that depends only on the text.
pub fn guid(text: &str) -> String {
    let hex = HEXUPPER.encode(&Sha256::digest(text.as_bytes())[..16]);
    // Version 8 ("custom") fits a truncated SHA-256.
    format!("{{{}-{}-8{}-A{}-{}}}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}
