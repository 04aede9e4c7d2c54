//! The whole of Canevas in one page. [`Edition::read`] is the way in: text to model to findings. [`Edition::build`] is the
//! way out: one pure function per back end. No disk, clock or terminal is touched here.
//!
//! ```text
//! form.yaml ─> model ─────────┬─> checks ─> findings
//! locales/*.po ─> catalogues ─┤
//! glossary.csv ─> terms ───────┤
//! countries/*.yaml ─> facts ──┼─> copies ─> back ends ─> artifacts
//! last_year/*.json ────────────┤
//! returns/*.json ─────────────┴─> verdicts ─> findings
//! canevas.toml ─> levels ─> findings at the levels in force
//! changes.yaml, published.json ─┐
//! another edition's model ──────┴─> editions ─> findings
//! ```

mod back_ends;
mod explain;
mod read_report;
mod schemas;
mod settings;
mod translations;
mod word;

pub use back_ends::{BACK_ENDS, BackEnd, Per};
pub use explain::{all_rules, rule, rules_of_keys};
pub use schemas::language_schemas;
pub use translations::{Returned, language_of};
pub use word::WordReader;

pub use canevas_diagnostics as diagnostics;
pub use canevas_docx as docx;
pub use canevas_editions as editions;
pub use canevas_html as html;
pub use canevas_model as model;
pub use canevas_project::{Artifact, CopyCode, CountryFile, EditionFiles, FormCopy, InputFile, files, write_po};
pub use canevas_responses::{Response, ReturnFile};
pub use canevas_syntax as syntax;
pub use canevas_translate as translate;

use canevas_diagnostics::{Finding, Findings, Level, Levels, SourceId, Sources, Span};
use canevas_editions::{EditionDiff, Published, Side};
use canevas_model::{Language, Model, Pseudo};
use canevas_project::rules::ORPHAN_TRANSLATION;
use canevas_project::{
    Catalogues, Glossary, LastAnswers, PoFile, hold_catalogue, hold_last_year, parse_po, read_country, read_glossary,
};
use canevas_responses::read_return;
use canevas_syntax::Read as _;
use canevas_syntax::changes::Changes;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// One edition, read as far as it could be.
#[derive(Debug)]
pub struct Edition {
    /// Every text that was read.
    pub sources: Sources,
    /// The form.
    pub model: Option<Model>,
    /// Its translations.
    pub catalogues: Catalogues,
    /// The files of its translations, as they stand.
    pub po: BTreeMap<Language, PoFile>,
    /// Its glossary, where there is one.
    pub glossary: Option<Glossary>,
    /// Its country files.
    pub countries: Vec<CountryFile>,
    /// Returns.
    pub returns: Vec<ReturnFile>,
    /// What countries answered in the edition before.
    pub last_year: Vec<LastAnswers>,
    /// The change file.
    pub changes: Option<Changes>,
    /// What was published, or why that cannot be told.
    pub published: Option<Result<Published, String>>,
    /// Whether the form could be read without an error. What seems missing or left over in a form that was not may only
    /// follow from what could not be read.
    form_is_whole: bool,
    /// Whether form, catalogues, glossary, country files, change file and settings could be read without an error; checks of what
    /// they mean come after.
    pub readable: bool,
    /// The levels that are set.
    pub levels: Levels,
    /// What was found, at the levels in force.
    pub findings: Findings,
    /// What was found of rules that are off.
    pub suppressed: Findings,
}

impl Edition {
    /// Reads an edition and checks it. Every phase looks on after an error, so that all errors come at once.
    pub fn read(files: &EditionFiles) -> Self {
        Self::read_after(files, Sources::default())
    }

    /// Reads an edition into sources that hold another one already, so that findings can point into both.
    pub fn read_after(files: &EditionFiles, sources: Sources) -> Self {
        let mut edition = Self {
            sources,
            model: None,
            catalogues: Catalogues::new(),
            po: BTreeMap::new(),
            glossary: None,
            countries: Vec::new(),
            returns: Vec::new(),
            last_year: Vec::new(),
            changes: None,
            published: None,
            form_is_whole: false,
            readable: false,
            levels: Levels::default(),
            findings: Findings::default(),
            suppressed: Findings::default(),
        };
        edition.read_all(files);
        let mut of_settings = Findings::default();
        if let Some(file) = &files.settings {
            let id = edition.sources.add(&file.name, &file.text);
            (edition.levels, of_settings) = settings::read_levels(&edition.sources, id);
        }
        (edition.findings, edition.suppressed) = edition.levels.part(std::mem::take(&mut edition.findings));
        edition.readable &= !of_settings.deny();
        edition.findings.extend(of_settings);
        edition
    }

    /// Every phase at the rules' own levels: what is set says how a finding weighs, and not whether the next phase can run.
    fn read_all(&mut self, files: &EditionFiles) {
        let Some(form) = &files.form else { return };
        let id = self.sources.add(&form.name, &form.text);
        if let Some(file) = &files.changes {
            self.read_changes(file);
        }
        let (model, findings) = canevas_model::lower_after(&self.sources, id, self.changes.as_ref());
        self.form_is_whole = !findings.deny();
        self.findings.extend(findings);
        let Some(model) = model else { return };
        self.read_catalogues(&files.catalogues, &model);
        if let Some(file) = &files.glossary {
            let id = self.sources.add(&file.name, &file.text);
            let (glossary, findings) = read_glossary(id, self.sources.get(id), &model);
            self.findings.extend(findings);
            self.glossary = Some(glossary);
        }
        self.read_countries(&files.countries, &model);
        self.read_last_year(&files.last_year, &model);
        self.published = files.published.as_ref().map(|file| canevas_editions::read_published(&file.text));
        self.readable = !self.findings.deny();
        let checked = canevas_checks::run(&canevas_checks::Edition {
            sources: &self.sources,
            model: &model,
            catalogues: &self.catalogues,
            countries: &self.countries,
            glossary: self.glossary.as_ref(),
        });
        // A form with errors is looked at all the same; what only warns of something missing or unused waits for them.
        let told = |finding: &Finding| self.readable || finding.level == Level::Deny && !finding.rule.policy.may_follow;
        self.findings.extend(checked.into_iter().filter(told).collect());
        self.read_returns(&files.returns);
        self.model = Some(model);
    }

    fn read_catalogues(&mut self, files: &[InputFile], model: &Model) {
        for file in files {
            let id = self.sources.add(&file.name, &file.text);
            let (po, findings) = parse_po(id, self.sources.get(id));
            self.findings.extend(findings);
            match model.translations.iter().find(|language| language.tag() == file.stem) {
                Some(language) => {
                    let (catalogue, findings) = hold_catalogue(&po, language.clone(), model);
                    let told = |finding: &Finding| self.form_is_whole || !finding.rule.policy.may_follow;
                    self.findings.extend(findings.into_iter().filter(told).collect());
                    self.catalogues.insert(language.clone(), catalogue);
                    self.po.insert(language.clone(), po);
                }
                None => self.findings.push(
                    Finding::new(
                        &ORPHAN_TRANSLATION,
                        po.span,
                        format!("the form is not translated into `{}`", file.stem),
                    )
                    .help("name the language under `languages: translations`, or remove the file"),
                ),
            }
        }
    }

    fn read_countries(&mut self, files: &[InputFile], model: &Model) {
        for file in files {
            let id = self.sources.add(&file.name, &file.text);
            let (country, findings) = read_country(&self.sources, id, Some(&file.stem), model);
            self.findings.extend(findings);
            self.countries.extend(country);
        }
    }

    fn read_last_year(&mut self, files: &[InputFile], model: &Model) {
        for file in files {
            let id = self.sources.add(&file.name, &file.text);
            let (read, findings) = read_return(&self.sources, id);
            self.findings.extend(findings);
            if let Some(read) = read {
                let (held, findings) = hold_last_year(&read, &file.stem, model, self.changes.as_ref());
                self.findings.extend(findings);
                self.last_year.extend(held);
            }
        }
    }

    fn read_changes(&mut self, file: &InputFile) {
        let id = self.sources.add(&file.name, &file.text);
        let mut findings = canevas_syntax::traps::scan(id, self.sources.get(id));
        let (node, parsed) = canevas_syntax::parse_yaml(id, self.sources.get(id));
        findings.extend(parsed);
        self.changes = node.as_ref().and_then(|node| Changes::read(node, &mut findings));
        self.findings.extend(findings);
    }

    /// This edition as one side of a comparison.
    fn side(&self) -> Option<Side<'_>> {
        Some(Side {
            model: self.model.as_ref()?,
            catalogues: &self.catalogues,
            countries: &self.countries,
            changes: self.changes.as_ref(),
            published: self.published.as_ref().and_then(|published| published.as_ref().ok()),
        })
    }

    /// What this edition changes in another that was read before it, into the same sources. `None` where one of them
    /// could not be read. `today` is a day such as `2023-06-30`.
    pub fn compare_with(&self, old: &Self, today: &str) -> Option<EditionDiff> {
        if !self.readable || !old.readable {
            return None;
        }
        Some(canevas_editions::compare(old.side()?, self.side()?, today, &self.levels))
    }

    fn read_returns(&mut self, files: &[InputFile]) {
        for file in files {
            let id = self.sources.add(&file.name, &file.text);
            let (read, findings) = read_return(&self.sources, id);
            self.findings.extend(findings);
            self.returns.extend(read);
        }
    }

    /// Adds the pseudo-languages to the form's own, to be built like any other. They are made from the texts as they are,
    /// so there is nothing to read or to check of them.
    pub fn add_pseudo_languages(&mut self) {
        if let Some(model) = &mut self.model {
            model.translations.extend(Pseudo::ALL.map(Pseudo::language));
        }
    }

    /// Every copy that can be made: the blank one, and one per country file.
    pub fn copies(&self) -> Vec<FormCopy<'_>> {
        let Some(model) = &self.model else { return Vec::new() };
        std::iter::once(None)
            .chain(self.countries.iter().map(Some))
            .map(|file| {
                FormCopy::new(model, file, &self.catalogues)
                    .with_names_of(&self.countries)
                    .with_last_year(&self.last_year)
            })
            .collect()
    }

    /// Holds the returns against their copies, once the form has no error: shapes always, and what a complete return
    /// needs where it says that it is complete or `as_complete` asks. At the rules' own levels: [`Levels::part`] sets
    /// those in force.
    pub fn check_returns(&self, as_complete: bool) -> Findings {
        let Some(model) = self.model.as_ref().filter(|_| self.form_is_whole) else { return Findings::default() };
        let mut findings = Findings::default();
        for file in &self.returns {
            let code = file.response.country();
            let country = code.and_then(|code| self.countries.iter().find(|country| country.code == code));
            let copy = FormCopy::new(model, country, &self.catalogues);
            let language = file.response.language().and_then(Language::new);
            let language = language
                .filter(|language| model.languages().any(|known| known == language))
                .unwrap_or_else(|| model.source_language.clone());
            findings.extend(canevas_validate::check_return(&copy, file, as_complete, &language));
        }
        findings
    }

    /// Builds what is asked for. Nothing is built from an edition with findings that deny.
    pub fn build(&self, request: &Request) -> Vec<Built> {
        if self.findings.deny() {
            return Vec::new();
        }
        let copies: Vec<FormCopy<'_>> = self.copies().into_iter().filter(|copy| request.wants_copy(copy)).collect();
        let jobs: Vec<Job<'_>> = copies.iter().flat_map(|copy| jobs_of(copy, request)).collect();
        let mut built: Vec<Built> = jobs.par_iter().flat_map_iter(|job| job.run(request)).collect();
        built.sort_by(|a, b| a.path.cmp(&b.path));
        built
    }

    /// The place of the form in messages about the whole of it.
    pub fn form_span(&self) -> Span {
        Span::new(self.model.as_ref().map_or(SourceId(0), |model| model.source), 0..0)
    }
}

/// How many values stayed in brackets in a copy, in its source language.
pub fn brackets_left(copy: &FormCopy<'_>) -> usize {
    let artifact = canevas_wording::brackets(copy);
    let text = String::from_utf8_lossy(&artifact.bytes).into_owned();
    // One block per language, the source first: its heading, then a line per bracket.
    text.lines().skip(1).take_while(|line| !line.is_empty()).filter(|line| line.contains('[')).count()
}

/// What to build.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Copies by their word (`blank`, `CMR`); all where empty.
    pub copies: Vec<String>,
    /// Languages; all where empty.
    pub languages: Vec<String>,
    /// Back ends by name; all where empty.
    pub targets: Vec<String>,
    /// What the HTML forms offer.
    pub form: html::Options,
    /// How the Word files are made.
    pub word: docx::Options,
}

impl Request {
    /// Whether a copy is to be built.
    pub fn wants_copy(&self, copy: &FormCopy<'_>) -> bool {
        self.copies.is_empty() || self.copies.iter().any(|word| word == copy.code.word())
    }

    fn wants_language(&self, language: &Language) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|tag| tag == language.tag())
    }

    fn wants_target(&self, name: &str) -> bool {
        self.targets.is_empty() || self.targets.iter().any(|target| target == name)
    }

    /// Whether the request leaves anything out, so that what it does not name must be left alone.
    pub fn is_partial(&self) -> bool {
        !(self.copies.is_empty() && self.languages.is_empty() && self.targets.is_empty())
    }
}

/// A file that was built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// Path below the output folder, with `/`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

struct Job<'a> {
    copy: &'a FormCopy<'a>,
    language: Option<&'a Language>,
    back_end: &'static BackEnd,
}

impl Job<'_> {
    fn run(&self, request: &Request) -> Vec<Built> {
        let folder = format!("{}/{}/{}", self.copy.model.form, self.copy.model.edition, self.copy.code.word());
        let language = self.language.unwrap_or(&self.copy.model.source_language);
        (self.back_end.run)(self.copy, language, request)
            .into_iter()
            .map(|artifact| Built { path: format!("{folder}/{}", artifact.name), bytes: artifact.bytes })
            .collect()
    }
}

fn jobs_of<'a>(copy: &'a FormCopy<'a>, request: &Request) -> Vec<Job<'a>> {
    let mut jobs = Vec::new();
    for back_end in BACK_ENDS.iter().filter(|back_end| request.wants_target(back_end.name)) {
        match back_end.per {
            Per::Copy => jobs.push(Job { copy, language: None, back_end }),
            Per::Language => {
                let languages = copy.model.languages().filter(|language| request.wants_language(language));
                jobs.extend(languages.map(|language| Job { copy, language: Some(language), back_end }));
            }
        }
    }
    jobs
}
