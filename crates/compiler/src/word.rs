//! Filled Word files of an edition, back to returns.

use crate::{Copy, Edition};
use canevas_docx::read::{Opened, ReadReturn, Reader};
use canevas_model::{Model, canonical};
use std::collections::BTreeMap;

/// Reads the Word files of one edition. The blank of a copy in a language is made once, when the first file of it comes.
pub struct WordReader<'e> {
    edition: &'e Edition,
    model: &'e Model,
    definition: String,
    readers: BTreeMap<(String, String), Reader<'e>>,
}

impl<'e> WordReader<'e> {
    pub(crate) fn new(edition: &'e Edition) -> Option<Self> {
        let model = edition.model.as_ref()?;
        let definition = canonical::definition_digest(model);
        Some(Self { edition, model, definition, readers: BTreeMap::new() })
    }

    /// Reads a file: as the copy that it says it is, else as the blank one; in its language, else the form's own.
    pub fn read(&mut self, opened: &Opened) -> ReadReturn {
        let head = opened.head().unwrap_or_default();
        let country = self.edition.countries.iter().find(|country| country.code == head.copy);
        let language = self.model.languages().find(|language| language.tag() == head.language);
        let language = language.unwrap_or(&self.model.source_language);
        let key = (country.map_or_else(String::new, |country| country.code.clone()), language.tag().to_owned());
        let reader = self.readers.entry(key).or_insert_with(|| {
            let copy = Copy::new(self.model, country, &self.edition.catalogues)
                .with_names_of(&self.edition.countries)
                .with_last_year(&self.edition.last_year);
            Reader::new(copy, language, &self.definition)
        });
        reader.answers(opened)
    }
}
