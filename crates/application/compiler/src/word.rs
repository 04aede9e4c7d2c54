//! Filled Word files of an edition, back to returns: which copy and which language they are read as.

use crate::{Edition, FormCopy};
use canevas_docx::read::{Opened, ReadReturn, Reader};
use canevas_model::{Language, Model, canonical};
use canevas_project::CountryFile;
use std::collections::BTreeMap;

/// Reads the Word files of one edition. The blank of a copy in a language is made once, when the first file wants it.
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

    /// Reads a file: as the copy and in the language that it says, where its labels bear that out; else as those whose
    /// labels agree best with it, which a warning then names.
    pub fn read(&mut self, opened: &Opened) -> ReadReturn {
        let head = opened.head();
        let model = self.model;
        let said = head.as_ref().and_then(|head| model.languages().find(|known| known.tag() == head.language));
        let language = self.language_of(opened, said);
        let country = match &head {
            Some(head) => self.edition.countries.iter().find(|country| country.code == head.copy),
            None => self.country_of(opened, language),
        };
        let mut read = self.reader(country, language).answers(opened);
        let word = country.map_or("blank", |country| &country.code);
        read.report.warnings.extend(match (&head, said) {
            (None, _) => Some(format!(
                "it does not say whose copy it is, nor in which language; by its labels it was read as {word}, {language}"
            )),
            (Some(_), None) => Some(format!("it does not say its language; by its labels it was read as {language}")),
            (Some(_), Some(said)) if said != language => {
                Some(format!("it says that it is in {said}; by its labels it was read as {language}"))
            }
            (Some(_), Some(_)) => None,
        });
        read
    }

    fn reader(&mut self, country: Option<&'e CountryFile>, language: &'e Language) -> &Reader<'e> {
        let key = (country.map_or_else(String::new, |country| country.code.clone()), language.tag().to_owned());
        self.readers.entry(key).or_insert_with(|| {
            let copy = FormCopy::new(self.model, country, &self.edition.catalogues)
                .with_names_of(&self.edition.countries)
                .with_last_year(&self.edition.last_year);
            Reader::new(copy, language, &self.definition)
        })
    }

    /// The country whose copy agrees best by its labels; none where the blank one does.
    fn country_of(&mut self, opened: &Opened, language: &'e Language) -> Option<&'e CountryFile> {
        let mut lines = self.reader(None, language).agreement(opened).lines;
        let mut best = None;
        for country in &self.edition.countries {
            let own = self.reader(Some(country), language).agreement(opened).lines;
            if own > lines {
                (best, lines) = (Some(country), own);
            }
        }
        best
    }

    /// The language of the labels: the one that the file says where half of its labels are there, else the one with the
    /// most.
    fn language_of(&mut self, opened: &Opened, said: Option<&'e Language>) -> &'e Language {
        let model = self.model;
        let own = said.unwrap_or(&model.source_language);
        let found = self.reader(None, own).agreement(opened);
        if said.is_some() && 2 * found.lines >= found.of {
            return own;
        }
        let (mut best, mut lines) = (own, found.lines);
        for language in model.languages().filter(|language| *language != own) {
            let found = self.reader(None, language).agreement(opened).lines;
            if found > lines {
                (best, lines) = (language, found);
            }
        }
        best
    }
}

impl Edition {
    /// What reads filled Word files of this edition. `None` where the form has no model.
    pub fn word_reader(&self) -> Option<WordReader<'_>> {
        WordReader::new(self)
    }

    /// Reads one filled Word file. `None` where the form has no model.
    pub fn read_word(&self, opened: &Opened) -> Option<ReadReturn> {
        self.word_reader().map(|mut reader| reader.read(opened))
    }
}
