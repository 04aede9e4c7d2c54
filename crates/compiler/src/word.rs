//! Filled Word files: which copy and which language they are read as.

use crate::Edition;
use canevas_docx::read::{Opened, ReadReturn, agreement, answers};
use canevas_inputs::Copy;
use canevas_model::Language;

impl Edition {
    /// Reads a filled Word file: as the copy and in the language that it says, where its labels bear that out; else as
    /// those whose labels agree best with it, which a warning then names. Nothing where the edition has no model.
    pub fn read_word(&self, opened: &Opened) -> Option<ReadReturn> {
        let model = self.model.as_ref()?;
        let head = opened.head();
        let blank = Copy::new(model, None, &self.catalogues);
        let said = head.as_ref().and_then(|head| model.languages().find(|known| known.tag() == head.language));
        let language = language_of(opened, &blank, said);
        let copy = match &head {
            Some(head) => {
                let country = self.countries.iter().find(|country| country.code == head.copy);
                Copy::new(model, country, &self.catalogues)
            }
            None => self.copy_of(opened, blank, language),
        };
        let mut read = answers(opened, &copy, language);
        if said != Some(language) {
            read.report.warnings.push(match said {
                Some(said) => {
                    format!("its labels are those of the language {language}, not {said}; it was read as {language}")
                }
                None => format!("it does not say its language; by its labels it was read as {language}"),
            });
        }
        if head.is_none() {
            let word = copy.code.word();
            read.report.warnings.push(format!("it does not say whose copy it is; by its labels it was read as {word}"));
        }
        Some(read)
    }

    /// The copy whose labels agree best, the blank one where none does better.
    fn copy_of<'e>(&'e self, opened: &Opened, blank: Copy<'e>, language: &Language) -> Copy<'e> {
        let mut lines = agreement(opened, &blank, language).lines;
        let mut best = blank;
        for country in &self.countries {
            let copy = Copy::new(best.model, Some(country), &self.catalogues);
            let own = agreement(opened, &copy, language).lines;
            if own > lines {
                (best, lines) = (copy, own);
            }
        }
        best
    }
}

/// The language of the labels: the one that the file says where half of its labels are there, else the one with the most.
fn language_of<'m>(opened: &Opened, blank: &Copy<'m>, said: Option<&'m Language>) -> &'m Language {
    let model = blank.model;
    let own = said.unwrap_or(&model.source_language);
    let found = agreement(opened, blank, own);
    if said.is_some() && 2 * found.lines >= found.of {
        return own;
    }
    let (mut best, mut lines) = (own, found.lines);
    for language in model.languages().filter(|language| *language != own) {
        let found = agreement(opened, blank, language).lines;
        if found > lines {
            (best, lines) = (language, found);
        }
    }
    best
}
