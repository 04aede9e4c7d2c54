//! Builds the artifacts of editions into an output folder.

use crate::manifest::{OutputFolder, OutputPlan, StaleFile};
use crate::names::{edition_folders, files_in};
use crate::{EditionFindings, Failure, denies, shown};
use canevas_compiler::diagnostics::{Findings, Level, nearest};
use canevas_compiler::docx::{self, Reference};
use canevas_compiler::files::{FileError, Files, Scope, add_country};
use canevas_compiler::html::{self, PostAddress};
use canevas_compiler::model::{Language, countries};
use canevas_compiler::{Built, CopyCode, Edition, Request, brackets_left};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What to build, and where.
#[derive(Debug, Clone, Default)]
pub struct BuildRequest {
    /// Form files, folders of editions, or folders above them; the usual folder where empty.
    pub names: Vec<String>,
    /// Country codes, `blank`, or `all`; all where empty.
    pub countries: Vec<String>,
    /// Languages; all where empty.
    pub languages: Vec<String>,
    /// Back ends by name; all where empty.
    pub targets: Vec<String>,
    /// Whether to add the pseudo-languages.
    pub pseudo: bool,
    /// The address to which forms send finished answers.
    pub post_to: Option<PostAddress>,
    /// A Word file whose styles, page, header and footer the Word templates take over.
    pub reference: Option<String>,
    /// The output folder.
    pub out: String,
}

/// What a build found and would do.
#[derive(Debug)]
pub struct BuildOutcome {
    /// Findings that a build shows: notes are left to a check.
    pub findings: Vec<EditionFindings<'static>>,
    /// What to do to the output folder. `None` where a finding denies. The failure says why nothing can be built.
    pub plan: Result<Option<OutputPlan>, Failure>,
    /// Copies in which values stay in brackets.
    pub open_copies: Vec<OpenCopy>,
}

/// A country's copy in which values stay in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCopy {
    /// The country.
    pub code: String,
    /// How many values there are.
    pub count: usize,
    /// The file that lists them, by its path in the output folder.
    pub list: String,
}

/// The build as `--format json` prints it.
#[derive(Debug, Serialize)]
pub struct BuildReport<'a> {
    locked: bool,
    out: &'a str,
    total: usize,
    written: Vec<&'a str>,
    deleted: Vec<&'a str>,
    suppressed: usize,
}

/// What `--locked --format json` prints.
#[derive(Debug, Serialize)]
pub struct LockedReport<'a> {
    locked: bool,
    files: &'a [StaleFile],
    suppressed: usize,
}

/// Builds editions. `progress` hears the name of each edition before it is built.
pub fn build(
    files: &dyn Files,
    request: &BuildRequest,
    progress: &mut dyn FnMut(&str),
) -> Result<BuildOutcome, Failure> {
    let folder = OutputFolder::open(files, &request.out)?;
    let reference = request.reference.as_deref().map(|name| read_reference(files, name)).transpose()?;
    let editions = read_editions(files, request)?;
    let findings: Vec<EditionFindings<'_>> = editions.iter().map(shown_findings).collect();
    let mut outcome = BuildOutcome { findings: Vec::new(), plan: Ok(None), open_copies: Vec::new() };
    if !denies(&findings) {
        outcome.plan = compiler_request(request, &editions, reference).and_then(|wanted| {
            let plan = plan(files, folder, &editions, &wanted, progress)?;
            outcome.open_copies = open_copies(&editions, &wanted);
            Ok(Some(plan))
        });
    }
    let findings: Vec<_> = findings.into_iter().map(EditionFindings::detached).collect();
    let sources = editions.into_iter().map(|edition| edition.sources);
    outcome.findings = findings.into_iter().zip(sources).map(|(found, sources)| found.with(sources)).collect();
    Ok(outcome)
}

fn read_editions(files: &dyn Files, request: &BuildRequest) -> Result<Vec<Edition>, Failure> {
    let mut editions = Vec::new();
    for folder in edition_folders(files, &request.names)? {
        // Returns have no part in a build.
        let mut read = files_in(files, &folder, Scope::WithoutReturns)?;
        for code in wanted_countries(request)? {
            // A country without a file still gets its name and grammar.
            add_country(&mut read, &folder, &code);
        }
        let mut edition = Edition::read(&read);
        if request.pseudo {
            edition.add_pseudo_languages();
        }
        editions.push(edition);
    }
    Ok(editions)
}

fn plan(
    files: &dyn Files,
    folder: OutputFolder<'_>,
    editions: &[Edition],
    wanted: &Request,
    progress: &mut dyn FnMut(&str),
) -> Result<OutputPlan, Failure> {
    let mut built: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut scopes = Vec::new();
    for edition in editions {
        let Some(model) = &edition.model else { continue };
        let scope = format!("{}/{}/", model.form, model.edition);
        if scopes.contains(&scope) {
            return Err(format!("two definitions say that they are edition {} of {}", model.edition, model.form));
        }
        progress(&format!("{} {}", model.form, model.edition));
        built.extend(edition.build(wanted).into_iter().map(|Built { path, bytes }| (path, bytes)));
        scopes.push(scope);
    }
    // A build of everything owns all that it wrote before; a build of a part owns only what it names.
    let whole = !wanted.is_partial();
    folder.plan(files, built, |path| whole && scopes.iter().any(|scope| path.starts_with(scope)))
}

fn open_copies(editions: &[Edition], wanted: &Request) -> Vec<OpenCopy> {
    let mut open = Vec::new();
    for edition in editions {
        for copy in edition.copies().into_iter().filter(|copy| !copy.is_blank() && wanted.wants_copy(copy)) {
            let (count, code, model) = (brackets_left(&copy), copy.code.word(), copy.model);
            if count > 0 {
                let list = format!("{}/{}/{code}/brackets.txt", model.form, model.edition);
                open.push(OpenCopy { code: code.to_owned(), count, list });
            }
        }
    }
    open
}

/// Larger Word files are neither answers nor templates.
pub(crate) const LARGEST_WORD: u64 = 64 << 20;

/// Reads a Word file, unless it is too large. The failure leaves the file's name out.
pub(crate) fn read_word(files: &dyn Files, name: &str) -> Result<Vec<u8>, Failure> {
    files.read_at_most(name, LARGEST_WORD).map_err(|error| match error {
        FileError::Missing { .. } => "there is no such file".to_owned(),
        FileError::Unreadable { why, .. } => why,
        FileError::TooLarge { .. } => "it is larger than 64 MiB".to_owned(),
        FileError::NotUtf8 { .. } | FileError::Name(_) => error.to_string(),
    })
}

/// Takes the styles out of a Word file.
fn read_reference(files: &dyn Files, name: &str) -> Result<Arc<Reference>, Failure> {
    let refuse = |why: String| format!("cannot take the looks of `{}`: {why}", shown(name));
    let bytes = read_word(files, name).map_err(refuse)?;
    Reference::read(&bytes).map(Arc::new).map_err(|error| refuse(error.to_string()))
}

/// What a build shows: notes are left to a check.
fn shown_findings(edition: &Edition) -> EditionFindings<'_> {
    let findings: Findings = edition.findings.iter().filter(|finding| finding.level != Level::Info).cloned().collect();
    EditionFindings::new(&edition.sources, findings, &edition.suppressed)
}

fn wanted_countries(request: &BuildRequest) -> Result<Vec<String>, Failure> {
    let named = request.countries.iter().filter(|word| *word != "all" && *word != "blank");
    let code = |word: &String| {
        let code = word.to_uppercase();
        if countries::by_code(&code).is_some() {
            return Ok(code);
        }
        let near = nearest(&code, countries::all().iter().map(|country| country.alpha3));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        Err(format!("`{word}` is not a country code: write an ISO 3166-1 alpha-3 code, `blank`, or `all`{hint}"))
    };
    named.map(code).collect()
}

fn compiler_request(
    request: &BuildRequest,
    editions: &[Edition],
    reference: Option<Arc<Reference>>,
) -> Result<Request, Failure> {
    let word = |word: &String| if word == "blank" { CopyCode::Blank.word().to_owned() } else { word.to_uppercase() };
    let all = request.countries.iter().any(|word| word == "all");
    let copies = if all { Vec::new() } else { request.countries.iter().map(word).collect() };
    for tag in &request.languages {
        let mut models = editions.iter().filter_map(|edition| edition.model.as_ref());
        if !models.any(|model| model.languages().any(|known| known.tag() == tag)) {
            let is_pseudo = Language::new(tag).is_some_and(|language| language.pseudo().is_some());
            let hint = if is_pseudo { "; --pseudo adds it" } else { "" };
            return Err(format!("no form has the language `{tag}`{hint}"));
        }
    }
    Ok(Request {
        copies,
        languages: request.languages.clone(),
        targets: request.targets.clone(),
        form: html::Options { post_to: request.post_to.clone() },
        word: docx::Options { reference, ..docx::Options::default() },
    })
}

impl BuildOutcome {
    /// How many findings are of rules that are off.
    fn suppressed(&self) -> usize {
        self.findings.iter().map(|edition| edition.suppressed.len()).sum()
    }

    /// The JSON of a build whose edits were carried out.
    pub fn report<'a>(&self, plan: &'a OutputPlan, out: &'a str) -> BuildReport<'a> {
        BuildReport {
            locked: false,
            out: shown(out),
            total: plan.built.len(),
            written: plan.written().collect(),
            deleted: plan.deleted().collect(),
            suppressed: self.suppressed(),
        }
    }

    /// The JSON of a build that was only compared.
    pub fn locked_report<'a>(&self, plan: &'a OutputPlan) -> LockedReport<'a> {
        LockedReport { locked: true, files: &plan.stale, suppressed: self.suppressed() }
    }
}
