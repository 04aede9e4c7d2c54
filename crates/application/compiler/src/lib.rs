//! The whole of Canevas in one page. [`Edition::read`] is the way in: text to model to findings. [`Edition::build`] is the
//! way out: one pure function per back end. No disk, clock or terminal is touched here.
//!
//! ```text
//! form.yaml ─> model ─────────┬─> checks ─> findings
//! locales/*.po ─> catalogues ─┤
//! letters.yaml ─> letters ─────┤
//! report.yaml ─> report ──────┤
//! glossary.csv ─> terms ───────┤
//! countries/*.yaml ─> facts ──┼─> copies ─> back ends ─> artifacts
//! last_year/*.json ────────────┤
//! returns/*.json ─────────────┼─> verdicts ─> findings
//! cases/*.yaml ───────────────┘
//! canevas.toml ─> levels ─> findings at the levels in force
//! changes.yaml, published.json ─┐
//! another edition's model ──────┴─> editions ─> findings
//! ```

mod acceptances;
mod back_ends;
mod build;
mod check_cases;
mod check_returns;
mod desk;
mod explain;
mod own_words;
mod phases;
mod project;
mod read_report;
mod report_evidence;
mod return_text;
mod schemas;
mod setting_rules;
mod settings;
mod sheet_facts;
mod translations;
mod unread;
mod word;

pub use back_ends::{BACK_ENDS, BackEnd, Per};
pub use build::{Builds, Built, Request};
pub use check_returns::{CheckedText, ReturnChecker};
pub use desk::{ClarifiedReturn, DeskCopy, DeskFile, DeskReader, DeskReturn};
pub use explain::{all_rules, rule, rules_of_keys};
pub use phases::Work;
pub use project::Project;
pub use return_text::{ReturnFault, read_return_text};
pub use schemas::language_schemas;
pub use translations::{Returned, language_of, unreadable};
pub use unread::unread_findings;
pub use word::WordReader;

pub use canevas_cases as cases;
pub use canevas_clarify as clarify;
pub use canevas_desk as returns;
pub use canevas_diagnostics as diagnostics;
pub use canevas_docx as docx;
pub use canevas_editions as editions;
pub use canevas_evidence as evidence;
#[cfg(feature = "export")]
pub use canevas_export as export;
pub use canevas_html as html;
pub use canevas_import as import;
pub use canevas_merge as merge;
pub use canevas_model as model;
pub use canevas_project::{
    Artifact, ComputedValues, CopyCode, CountryFile, EditionFiles, FormCopy, InputFile, PoEntry, PoFile, Sheet,
    entered_rows, files, parse_po, told_facts, write_po,
};
pub use canevas_reach as reach;
pub use canevas_readable as readable;
pub use canevas_report as report;
pub use canevas_responses as responses;
pub use canevas_responses::{Misfit, Response, ReturnFile};
pub use canevas_syntax as syntax;
pub use canevas_translate as translate;
pub use canevas_validate as validate;
pub use canevas_validate::{key_in_words, place_in_words};
pub use canevas_wording::Wording;

use acceptances::Acceptance;
use canevas_cases::CaseFile;
use canevas_diagnostics::{Findings, Levels, SourceId, Sources, Span};
use canevas_editions::{EditionDiff, EditionSide, Published};
use canevas_model::{Language, Model, Pseudo};
use canevas_project::{Catalogues, Glossary, LastAnswers};
use canevas_syntax::changes::Changes;
use phases::{Reading, Traces};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One edition, read as far as it could be.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Every text that was read.
    pub sources: Sources,
    /// The form.
    pub model: Option<Model>,
    /// Its translations.
    pub catalogues: Catalogues,
    /// The files of its translations. They also hold entries that no text uses.
    pub po: BTreeMap<Language, PoFile>,
    /// Its glossary, where there is one.
    pub glossary: Option<Glossary>,
    /// Its country files.
    pub countries: Vec<CountryFile>,
    /// Returns.
    pub returns: Vec<ReturnFile>,
    /// Cases that name only what the form has.
    pub cases: Vec<CaseFile>,
    /// What countries answered in the edition before.
    pub last_year: Vec<LastAnswers>,
    /// The change file.
    pub changes: Option<Changes>,
    /// What was published, or why its file cannot be used.
    pub published: Option<Result<Published, String>>,
    /// Whether the form was read without an error. If it was not, what seems missing or left over may only follow from what
    /// could not be read.
    form_is_whole: bool,
    /// Whether form, catalogues, glossary, country files, change file and settings were read without an error. The checks
    /// of what they mean come after that.
    pub readable: bool,
    /// The levels that are set.
    pub levels: Levels,
    /// The findings that the settings accept.
    acceptances: Vec<Acceptance>,
    /// The indices of the acceptances that are needed in this edition.
    used_acceptances: BTreeSet<usize>,
    /// The findings, at the levels in force.
    pub findings: Findings,
    /// The findings of rules that are off, and those that are accepted for one text.
    pub suppressed: Findings,
    /// The work that the last reading did.
    pub work: Work,
    traces: Traces,
}

impl Edition {
    /// Reads an edition and checks it. Every phase goes on after an error, so that all errors come at once.
    pub fn read(files: &EditionFiles) -> Self {
        Self::read_after(files, Sources::default())
    }

    /// Reads an edition into sources that already hold another one, so that findings can point into both.
    pub fn read_after(files: &EditionFiles, sources: Sources) -> Self {
        Reading::run(files, sources, None)
    }

    /// Reads the edition again after some of its files changed. Only the phases run whose inputs changed. The result is that
    /// of [`Edition::read`].
    #[must_use]
    pub fn read_again(self, files: &EditionFiles) -> Self {
        self.read_again_after(files, Sources::default())
    }

    /// Reads the edition again, into sources that already hold another one. The result is that of [`Edition::read_after`].
    #[must_use]
    pub fn read_again_after(self, files: &EditionFiles, sources: Sources) -> Self {
        Reading::run(files, sources, Some(self))
    }

    /// An edition of which nothing is read yet.
    fn empty(sources: Sources) -> Self {
        Self {
            sources,
            model: None,
            catalogues: Catalogues::new(),
            po: BTreeMap::new(),
            glossary: None,
            countries: Vec::new(),
            returns: Vec::new(),
            cases: Vec::new(),
            last_year: Vec::new(),
            changes: None,
            published: None,
            form_is_whole: false,
            readable: false,
            levels: Levels::default(),
            acceptances: Vec::new(),
            used_acceptances: BTreeSet::new(),
            findings: Findings::default(),
            suppressed: Findings::default(),
            work: Work::default(),
            traces: Traces::default(),
        }
    }

    /// This edition as one side of a comparison.
    fn side(&self) -> Option<EditionSide<'_>> {
        let model = self.model.as_ref()?;
        Some(EditionSide {
            folder: self.sources.get(model.source).name().rsplit_once('/').map_or("", |(folder, _)| folder),
            restore: None,
            model,
            catalogues: &self.catalogues,
            countries: &self.countries,
            changes: self.changes.as_ref(),
            returns: &self.returns,
            published: self.published.as_ref().and_then(|published| published.as_ref().ok()),
        })
    }

    /// What this edition changes in an earlier one that was read into the same sources before it. `None` where one of them
    /// could not be read. `between` are the editions between them, the earliest first: what their change files declare holds
    /// too. `today` is a day such as `2023-06-30`.
    pub fn compare_with(&self, old: &Self, between: &[Arc<Self>], today: &str) -> Option<EditionDiff> {
        let folder = self.side()?.folder;
        self.compare_in((folder, None), old, between, today)
    }

    /// Does the same where the change file of this edition is written in another folder than the one it was read from: commands
    /// for a git revision change the files on the disk. `restore` is the command that brings the folder there, where it is not.
    pub fn compare_in(
        &self,
        (folder, restore): (&str, Option<&str>),
        old: &Self,
        between: &[Arc<Self>],
        today: &str,
    ) -> Option<EditionDiff> {
        if !self.readable || !old.readable {
            return None;
        }
        let between: Vec<Option<&Changes>> = between.iter().map(|edition| edition.changes.as_ref()).collect();
        let new = EditionSide { folder, restore, ..self.side()? };
        Some(canevas_editions::compare(old.side()?, new, &between, today, &self.levels))
    }

    /// Adds the pseudo-languages to the languages of the form. They are made from its texts, so they need no reading and no
    /// check.
    pub fn add_pseudo_languages(&mut self) {
        if let Some(model) = &mut self.model {
            model.translations.extend(Pseudo::ALL.map(Pseudo::language));
        }
    }

    /// Every copy that can be made: the blank one, and one per country file.
    pub fn copies(&self) -> Vec<FormCopy<'_>> {
        let Some(model) = &self.model else { return Vec::new() };
        std::iter::once(None).chain(self.countries.iter().map(Some)).map(|file| self.copy(model, file)).collect()
    }

    /// Whether somebody who may answer has a code, with a file of their own or without.
    pub fn can_answer(&self, code: &str) -> bool {
        let has_file = |code: &str| self.countries.iter().any(|file| file.code == code);
        self.model.as_ref().is_some_and(|model| model.has_respondent(code, has_file))
    }

    /// The codes that may answer and have no file of their own: each still has a copy.
    pub fn without_file(&self, mut codes: Vec<String>) -> Vec<String> {
        codes.retain(|code| self.can_answer(code) && !self.countries.iter().any(|own| own.code == *code));
        codes
    }

    /// The name of the file with what is known about one who answers, in the folder of the edition.
    pub fn file_of(&self, folder: &str, code: &str) -> String {
        let kind = self.model.as_ref().map(|model| model.respondents.kind()).unwrap_or_default();
        files::join(folder, &format!("{}/{code}.yaml", kind.folder()))
    }

    /// The JSON Schema of the answers of a country, or of the blank copy, as a build writes it. `None` where there is no form, or no
    /// country file of this code.
    pub fn answer_schema(&self, country: Option<&str>, language: &Language) -> Option<Artifact> {
        let model = self.model.as_ref()?;
        let file = match country {
            Some(code) => Some(self.countries.iter().find(|file| file.code == code)?),
            None => None,
        };
        Some(canevas_json_schema::schema(&self.copy(model, file), language))
    }

    /// The copy of a country file, or the blank one, with all that the edition knows for it.
    fn copy<'e>(&'e self, model: &'e Model, file: Option<&'e CountryFile>) -> FormCopy<'e> {
        FormCopy::new(model, file, &self.catalogues)
            .with_names_of(&self.countries)
            .with_last_year(&self.last_year)
            .with_renames_of(self.changes.as_ref())
    }

    /// The place of a message about the whole form.
    pub fn form_span(&self) -> Span {
        Span::new(self.model.as_ref().map_or(SourceId(0), |model| model.source), 0..0)
    }
}

/// How many values stayed in brackets in a copy, in its source language.
pub fn brackets_left(copy: &FormCopy<'_>) -> usize {
    canevas_wording::open_brackets(copy, &copy.model.source_language).len()
}
