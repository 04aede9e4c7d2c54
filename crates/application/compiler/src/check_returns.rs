//! Holds returns against the copies of an edition: those that its folder has, and others as they come.

use crate::Edition;
use canevas_diagnostics::{Finding, Findings, Sources};
use canevas_model::{JsonValue as _, Language, Model};
use canevas_project::{CountryFile, FormCopy};
use canevas_responses::{FACTS_KEY, ReturnFile, ReturnLine, UNREAD_KEY, is_text, read_return};
use canevas_syntax::rules::MISSING_KEY;
use canevas_validate::Validator;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Checks returns against the copies of their countries.
pub struct ReturnChecker<'e> {
    edition: &'e Edition,
    model: &'e Model,
    blank: OfCopy<'e>,
    copies: BTreeMap<&'e str, OfCopy<'e>>,
}

/// The check against one copy, prepared when the first return to it comes.
struct OfCopy<'e> {
    country: Option<&'e CountryFile>,
    validator: OnceLock<Validator<'e>>,
}

/// What is wrong with the text of a return.
#[derive(Debug)]
pub struct CheckedText {
    /// The text, into which the findings point; without a finding it is left out.
    pub sources: Sources,
    /// The findings at the levels in force, sorted; each with the place in the return.
    pub findings: Findings,
}

impl<'e> ReturnChecker<'e> {
    fn new(edition: &'e Edition) -> Option<Self> {
        let model = edition.model.as_ref().filter(|_| edition.form_is_whole)?;
        let copy = |country| OfCopy { country, validator: OnceLock::new() };
        let copies = edition.countries.iter().map(|country| (country.code.as_str(), copy(Some(country)))).collect();
        Some(Self { edition, model, blank: copy(None), copies })
    }

    /// The check against the copy of a country, or against the blank one.
    fn of(&self, country: Option<&str>) -> &Validator<'e> {
        let of = country.and_then(|code| self.copies.get(code)).unwrap_or(&self.blank);
        let copy = || FormCopy::new(self.model, of.country, &self.edition.catalogues);
        of.validator.get_or_init(|| Validator::new(&copy()))
    }

    /// Checks a return against the copy of its country. It always checks the shape of the answers. It checks what a complete return
    /// needs where the return says that it is complete, or where `as_complete` says so. The findings have the rules' own levels.
    pub fn check(&self, file: &ReturnFile, as_complete: bool) -> Findings {
        let language = file.response.language().and_then(Language::new);
        let language = language
            .filter(|language| self.model.languages().any(|known| known == language))
            .unwrap_or_else(|| self.model.source_language.clone());
        canevas_validate::check_return(self.of(file.response.respondent_code()), file, as_complete, &language)
    }

    /// Reads a text as a return, and checks it. `name` is what places call the text.
    pub fn check_text(&self, name: &str, text: &str, as_complete: bool) -> CheckedText {
        let mut sources = Sources::default();
        if self.finds_nothing(text, as_complete) {
            return CheckedText { sources, findings: Findings::default() };
        }
        let id = sources.add(name, text);
        let (read, mut findings) = read_return(&sources, id);
        if let Some(file) = &read {
            findings.extend(self.check(file, as_complete));
        }
        let placed = |finding: Finding| match (&finding.pointer, &read) {
            (None, Some(file)) => {
                let place = finding.primary.span;
                // What is missing is marked at the first key beside it.
                let is_missing = finding.rule == &MISSING_KEY;
                let pointer = if is_missing { file.pointer_around(place) } else { file.pointer_at(place) };
                finding.at(pointer)
            }
            _ => finding,
        };
        let findings = self.edition.levels.part(findings).0.into_iter().map(placed).collect::<Findings>().sorted();
        CheckedText { sources, findings }
    }

    /// Whether a text is a return in which nothing is found, as most are. It notes no places, so it takes a fraction of the time. `false`
    /// says nothing.
    fn finds_nothing(&self, text: &str, as_complete: bool) -> bool {
        ReturnLine::read(text).is_some_and(|line| {
            let json = line.json();
            // The reader of files has its own findings about these two.
            if json.member(UNREAD_KEY).is_some() || json.member("made_by").is_some_and(|by| !is_text(by)) {
                return false;
            }
            let key = self.model.respondents.key();
            let country = json.member(FACTS_KEY).zip(key).and_then(|(facts, key)| facts.member(key)?.text());
            self.of(country).finds_nothing(json, as_complete)
        })
    }
}
impl Edition {
    /// Checks returns as they come. `None` where the form has an error.
    pub fn return_checker(&self) -> Option<ReturnChecker<'_>> {
        ReturnChecker::new(self)
    }

    /// Holds the returns of the edition's folder against their copies, if the form has no error. The findings have the rules' own
    /// levels; [`Levels::part`](canevas_diagnostics::Levels::part) sets those in force.
    pub fn check_returns(&self, as_complete: bool) -> Findings {
        let mut findings = Findings::default();
        if let Some(checker) = self.return_checker().filter(|_| !self.returns.is_empty()) {
            self.returns.iter().for_each(|file| findings.extend(checker.check(file, as_complete)));
        }
        findings
    }
}
