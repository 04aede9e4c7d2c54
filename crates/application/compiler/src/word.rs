//! Reads filled Word files of an edition, and decides the copy and the language of each.

use crate::Edition;
use canevas_diagnostics::{Finding, Rule};
use canevas_docx::read::rules::{IDENTITY_LOST, LANGUAGE_DIFFERS};
use canevas_docx::read::{BlankForms, CopyReader, Opened, ReadReturn, Unfit};
use canevas_model::{Language, Model, canonical};
use canevas_project::CountryFile;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Reads the Word files of one edition, several at once if need be. The blank form of a copy in a language is composed once, for the
/// first file that needs it.
pub struct WordReader<'e> {
    edition: &'e Edition,
    model: &'e Model,
    definition: String,
    known: Mutex<KnownReaders<'e>>,
}

/// The readers that were made so far.
#[derive(Default)]
struct KnownReaders<'e> {
    /// The blank forms, by the code of the country; those of the blank copy have none.
    forms: BTreeMap<String, Arc<BlankForms<'e>>>,
    /// The readers, by the code of the country and the language.
    readers: BTreeMap<(String, String), Arc<CopyReader<'e>>>,
}

impl<'e> WordReader<'e> {
    pub(crate) fn new(edition: &'e Edition) -> Option<Self> {
        let model = edition.model.as_ref()?;
        let definition = canonical::definition_digest(model);
        Some(Self { edition, model, definition, known: Mutex::default() })
    }

    /// Reads a file for the copy and in the language that it names, if its labels agree with them. Otherwise reads it for the
    /// copy and in the language whose labels agree best, and a finding names those. Findings have the levels in force. Those
    /// of rules that are off are left out.
    ///
    /// # Errors
    ///
    /// Where reading the file would lose answers.
    pub fn read(&self, opened: &Opened) -> Result<ReadReturn, Unfit> {
        let head = opened.head();
        let model = self.model;
        let said = head.as_ref().and_then(|head| model.languages().find(|known| known.tag() == head.language));
        let language = self.language_of(opened, said);
        let country = match &head {
            Some(head) => self.edition.countries.iter().find(|country| country.code == head.copy),
            None => self.country_of(opened, language),
        };
        let reader = self.reader(country, language);
        if let Some(unfit) = reader.unfit(opened) {
            return Err(unfit);
        }
        let mut read = reader.answers(opened);
        let word = country.map_or("blank", |country| &country.code);
        let lost: Option<(&'static Rule, String)> = match (&head, said) {
            (None, _) => Some((
                &IDENTITY_LOST,
                format!("the file names no country and no language; its labels agree best with {word}, {language}"),
            )),
            (Some(_), None) => Some((
                &IDENTITY_LOST,
                format!("the file names no language of the form; its labels agree best with {language}"),
            )),
            (Some(_), Some(said)) if said != language => Some((
                &LANGUAGE_DIFFERS,
                format!("the file says that its language is {said}; its labels agree best with {language}"),
            )),
            (Some(_), Some(_)) => None,
        };
        let report = &mut read.report;
        report.findings.extend(lost.map(|(rule, message)| Finding::new(rule, opened.start(), message).into()));
        report.findings.retain_mut(|about| self.edition.levels.apply(&mut about.finding));
        Ok(read)
    }

    /// What reads the files of a copy in a language. It composes nothing before it reads.
    fn reader(&self, country: Option<&'e CountryFile>, language: &'e Language) -> Arc<CopyReader<'e>> {
        let code = country.map_or_else(String::new, |country| country.code.clone());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let KnownReaders { forms, readers } = &mut *known;
        let reader = readers.entry((code.clone(), language.tag().to_owned())).or_insert_with(|| {
            let forms = forms
                .entry(code)
                .or_insert_with(|| BlankForms::new(self.edition.copy(self.model, country), &self.definition));
            Arc::new(CopyReader::with_forms(Arc::clone(forms), language))
        });
        Arc::clone(reader)
    }

    /// The country whose copy has the most labels in common with the file. `None` where the blank copy has more.
    fn country_of(&self, opened: &Opened, language: &'e Language) -> Option<&'e CountryFile> {
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

    /// The language of the labels: the one that the file names, if the file has half of its labels, otherwise the one with
    /// the most labels in the file.
    fn language_of(&self, opened: &Opened, said: Option<&'e Language>) -> &'e Language {
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
    /// A reader for filled Word files of this edition. `None` where the form has no model.
    pub fn word_reader(&self) -> Option<WordReader<'_>> {
        WordReader::new(self)
    }

    /// Reads one filled Word file. `None` where the form has no model, and where reading the file would lose answers.
    pub fn read_word(&self, opened: &Opened) -> Option<ReadReturn> {
        self.word_reader()?.read(opened).ok()
    }
}
