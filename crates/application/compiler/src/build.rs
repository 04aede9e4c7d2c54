//! From an edition to files. There is one job per copy and back end, and per language where the back end makes a file for
//! each language. The files of a job are kept with the texts that they depend on. The job runs again only if one of those
//! texts changed.

use crate::{BACK_ENDS, BackEnd, Edition, Per};
use canevas_diagnostics::{Source, SourceId};
use canevas_model::Language;
use canevas_project::{CountryFile, FormCopy, NameForms};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

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
    pub form: canevas_html::FormOptions,
    /// How the Word files are made.
    pub word: canevas_docx::WordOptions,
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

    /// Whether the request leaves anything out. What it does not name must then be left alone.
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

/// What earlier builds of one edition made.
#[derive(Debug, Default)]
pub struct Builds {
    jobs: BTreeMap<JobKey, Kept>,
    /// What the jobs of this request share.
    options: Option<(canevas_html::FormOptions, canevas_docx::WordOptions)>,
    rendered: Vec<String>,
}

impl Builds {
    /// The jobs that the last build had to run: copy, back end and language, such as `CMR word fr`.
    pub fn rendered(&self) -> &[String] {
        &self.rendered
    }
}

/// Which job it is: the folder of its files, the back end and the language.
type JobKey = (String, &'static str, Option<Language>);

/// What a job made, and from what.
#[derive(Debug)]
struct Kept {
    inputs: Inputs,
    files: Vec<Arc<Built>>,
}

/// Everything that the files of a job depend on, except the options of the request.
#[derive(Debug, PartialEq)]
struct Inputs {
    languages: Vec<Language>,
    texts: Vec<Option<InputText>>,
    /// How country files write the names of countries. Only a blank copy has them: its reader chooses a country.
    names: Option<Arc<Names>>,
}

type Names = BTreeMap<String, BTreeMap<String, NameForms>>;

/// A source. It equals another one with the same text.
#[derive(Debug)]
struct InputText(Arc<Source>);

impl PartialEq for InputText {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.text() == other.0.text()
    }
}

struct Job<'a> {
    copy: FormCopy<'a>,
    language: Option<&'a Language>,
    back_end: &'static BackEnd,
}

impl Job<'_> {
    fn folder(&self) -> String {
        format!("{}/{}/{}", self.copy.model.form, self.copy.model.edition, self.copy.code.word())
    }

    fn run(&self, request: &Request) -> Vec<Built> {
        let folder = self.folder();
        let language = self.language.unwrap_or(&self.copy.model.source_language);
        (self.back_end.run)(&self.copy, language, request)
            .into_iter()
            .map(|artifact| Built { path: format!("{folder}/{}", artifact.name), bytes: artifact.bytes })
            .collect()
    }

    fn name(&self) -> String {
        let language = self.language.map_or_else(String::new, |language| format!(" {language}"));
        format!("{} {}{language}", self.copy.code.word(), self.back_end.name)
    }
}

impl Edition {
    /// Builds what is asked for. Nothing is built from an edition with findings that deny.
    pub fn build(&self, request: &Request) -> Vec<Built> {
        let mut built: Vec<Built> = self.jobs(request).par_iter().flat_map_iter(|job| job.run(request)).collect();
        built.sort_by(|a, b| a.path.cmp(&b.path));
        built
    }

    /// Builds what is asked for. Only the jobs run whose inputs changed since `builds` was last used. The files are those
    /// that [`Edition::build`] gives.
    pub fn build_again(&self, request: &Request, builds: &mut Builds) -> Vec<Arc<Built>> {
        let options = Some((request.form.clone(), request.word.clone()));
        if builds.options != options {
            *builds = Builds { options, ..Builds::default() };
        }
        let names = Arc::new(self.names());
        let jobs = self.jobs(request);
        let inputs: Vec<Inputs> = jobs.iter().map(|job| self.inputs(job, &names)).collect();
        let keys = jobs.iter().map(|job| (job.folder(), job.back_end.name, job.language.cloned()));
        let mut pairs: Vec<(&Job<'_>, JobKey, Inputs)> = Vec::new();
        let mut out: Vec<Arc<Built>> = Vec::new();
        for ((job, key), inputs) in jobs.iter().zip(keys).zip(inputs) {
            match builds.jobs.get(&key).filter(|kept| kept.inputs == inputs) {
                Some(kept) => out.extend(kept.files.iter().cloned()),
                None => pairs.push((job, key, inputs)),
            }
        }
        builds.rendered = pairs.iter().map(|(job, ..)| job.name()).collect();
        let made: Vec<Vec<Arc<Built>>> =
            pairs.par_iter().map(|(job, ..)| job.run(request).into_iter().map(Arc::new).collect()).collect();
        for ((_, key, inputs), files) in pairs.into_iter().zip(made) {
            out.extend(files.iter().cloned());
            builds.jobs.insert(key, Kept { inputs, files });
        }
        out.sort_by(|a, b| a.path.cmp(&b.path));
        out
    }

    /// The jobs of a request: none where a finding denies.
    fn jobs(&self, request: &Request) -> Vec<Job<'_>> {
        if self.model.is_none() || self.findings.deny() {
            return Vec::new();
        }
        let mut jobs = Vec::new();
        for copy in self.copies().into_iter().filter(|copy| request.wants_copy(copy)) {
            for back_end in BACK_ENDS.iter().filter(|back_end| request.wants_target(back_end.name)) {
                match back_end.per {
                    Per::Copy => jobs.push(Job { copy: copy.clone(), language: None, back_end }),
                    Per::Language => {
                        let languages = copy.languages().filter(|language| request.wants_language(language));
                        jobs.extend(languages.map(|language| Job {
                            copy: copy.in_language(language),
                            language: Some(language),
                            back_end,
                        }));
                    }
                }
            }
        }
        jobs
    }

    /// How the country files write the names of their countries.
    fn names(&self) -> Names {
        let named = self.countries.iter().filter(|country| !country.names.is_empty());
        named.map(|country| (country.code.clone(), country.names.clone())).collect()
    }

    fn inputs(&self, job: &Job<'_>, names: &Arc<Names>) -> Inputs {
        let text = |id: SourceId| self.sources.shared(id).map(|source| InputText(Arc::clone(source)));
        let languages: Vec<Language> = job.copy.languages().cloned().collect();
        let mut texts = vec![
            text(job.copy.model.source),
            self.traces.changes.and_then(text),
            job.copy.file.and_then(|file: &CountryFile| text(file.span.source)),
            job.copy.last_year.and_then(|answers| text(*self.traces.last_year.get(&answers.respondent)?)),
        ];
        let seen = languages.iter().filter(|language| job.language.is_none_or(|own| own == *language));
        texts.extend(seen.map(|language| text(self.catalogues.get(language)?.span.source)));
        Inputs { languages, texts, names: job.copy.is_blank().then(|| Arc::clone(names)) }
    }
}
