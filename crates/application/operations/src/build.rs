//! Builds the artifacts of editions into an output folder.

use crate::names::{edition_folders, names_everything};
use crate::output::{OutputFolder, OutputPlan, Permissions, StaleFile};
use crate::same_edition::same_editions;
use crate::start::start_elsewhere;
use crate::unread::unread_editions;
use crate::{Conclusion, EditionFindings, Failure, json_line, shown};
use canevas_compiler::diagnostics::{Findings, Level, nearest};
use canevas_compiler::docx::{self, Reference};
use canevas_compiler::files::{FileError, Files, Scope, split};
use canevas_compiler::html::{self, PostAddress};
use canevas_compiler::model::{Language, Model, RespondentsKind};
use canevas_compiler::{Built, CopyCode, Edition, Project, Request, brackets_left};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
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
    /// The output folder; the usual one where none is named.
    pub out: Option<String>,
    /// Whether the output folder is only compared. A file that is not as it should be then denies.
    pub locked: bool,
    /// Whether files in the output folder are replaced that somebody changed, or that no build wrote.
    pub force: bool,
}

/// What a build found and would do.
#[derive(Debug)]
pub struct BuildOutcome {
    /// The findings that a build shows. Only a check shows notes.
    pub findings: Vec<EditionFindings>,
    /// How the output folder differs from what was built. `None` where a finding denies. A failure says why nothing can be
    /// built.
    pub plan: Result<Option<OutputPlan>, Failure>,
    /// The copies in which values stay in brackets.
    pub open_copies: Vec<OpenCopy>,
    /// The pictures of the reference that the Word templates go without, and why: a sentence each.
    pub left_out: Vec<String>,
    /// Whether a finding denies, or a difference that the request does not allow.
    pub conclusion: Conclusion,
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
struct BuildReport<'a> {
    locked: bool,
    out: &'a str,
    total: usize,
    written: Vec<&'a str>,
    deleted: Vec<&'a str>,
    /// The files of persons, which were left alone.
    left_alone: Vec<&'a StaleFile>,
    suppressed: usize,
}

/// What `--locked --format json` prints.
#[derive(Debug, Serialize)]
struct LockedReport<'a> {
    locked: bool,
    files: &'a [StaleFile],
    suppressed: usize,
}

impl BuildRequest {
    /// The output folder. Pseudo-languages have one of their own, so that what people receive stays without them.
    pub fn folder(&self) -> &str {
        self.out.as_deref().unwrap_or(if self.pseudo { "pseudo" } else { "generated" })
    }
}

/// An edition to build, and its folder.
type EditionInFolder = (String, Arc<Edition>);

/// Builds editions. `progress` hears the name of each edition before it is built.
pub fn build(
    project: &Project,
    request: &BuildRequest,
    progress: &mut dyn FnMut(&str),
) -> Result<BuildOutcome, Failure> {
    let folder = OutputFolder::open(project.files(), request.folder())?;
    let reference = request.reference.as_deref().map(|name| read_reference(project.files(), name)).transpose()?;
    let editions = read_editions(project, request)?;
    let mut findings: Vec<EditionFindings> = editions.iter().map(|(_, edition)| shown_findings(edition)).collect();
    for (index, told, off) in same_editions(editions.iter().map(|(folder, edition)| (folder.as_str(), &**edition))) {
        findings[index].add(told);
        findings[index].suppressed.extend(off);
    }
    for ((folder, edition), findings) in editions.iter().zip(&mut findings) {
        let (told, off) = start_elsewhere(project, folder, edition)?;
        findings.add(told);
        findings.suppressed.extend(off);
    }
    let first = editions.first().map(|(_, edition)| &**edition);
    findings.extend(unread_editions(project, &request.names, first)?);
    let conclusion = Conclusion::of(&findings);
    let left_out = reference.as_deref().map_or(&[][..], Reference::left_out).to_vec();
    let mut outcome = BuildOutcome { findings, plan: Ok(None), open_copies: Vec::new(), left_out, conclusion };
    if conclusion == Conclusion::Passes {
        outcome.plan = compiler_request(request, &editions, reference).and_then(|wanted| {
            let mut plan = plan(project, request, folder, &editions, &wanted, progress)?;
            if request.locked {
                plan.edits.clear();
            }
            let is_wrong = if request.locked { !plan.stale.is_empty() } else { plan.of_persons().next().is_some() };
            outcome.conclusion = Conclusion::denies_if(is_wrong);
            outcome.open_copies = open_copies(&editions, &wanted);
            Ok(Some(plan))
        });
    }
    Ok(outcome)
}

fn read_editions(project: &Project, request: &BuildRequest) -> Result<Vec<EditionInFolder>, Failure> {
    let folders = edition_folders(project, &request.names)?;
    // One without a file still gets a copy with the name, and of a country the grammar.
    let plain = |folder: &String| project.edition(folder, Scope::WithoutReturns);
    let is_named = request.countries.iter().any(|word| word != "all" && word != "blank");
    let codes = if is_named {
        wanted_respondents(request, &folders.iter().map(plain).collect::<Result<Vec<_>, _>>()?)?
    } else {
        Vec::new()
    };
    let read = |folder: String| {
        // A build does not look at returns.
        let mut edition = project.edition_with(&folder, Scope::WithoutReturns, &codes)?;
        if request.pseudo {
            Arc::make_mut(&mut edition).add_pseudo_languages();
        }
        Ok((folder, edition))
    };
    folders.into_iter().map(read).collect()
}

fn plan(
    project: &Project,
    request: &BuildRequest,
    output: OutputFolder<'_>,
    editions: &[EditionInFolder],
    wanted: &Request,
    progress: &mut dyn FnMut(&str),
) -> Result<OutputPlan, Failure> {
    let mut built: Vec<Arc<Built>> = Vec::new();
    let mut scopes = Vec::new();
    for (folder, edition) in editions {
        let Some(model) = &edition.model else { continue };
        let scope = format!("{}/{}/", model.form, model.edition);
        // A finding says so, which the settings may have turned off.
        if scopes.contains(&scope) {
            return Err(format!(
                "`{folder}` is edition {} of {} too: build only one of the two",
                model.edition, model.form
            ));
        }
        progress(&format!("{} {}", model.form, model.edition));
        built.extend(project.build(folder, edition, wanted));
        scopes.push(scope);
    }
    let built: BTreeMap<&str, &[u8]> = built.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
    // A build of all copies of an edition may delete what it wrote of that edition. A build of all editions of a form may
    // delete those of editions that are gone.
    let whole_forms: Vec<String> = editions
        .iter()
        .filter(|(folder, _)| is_below(split(folder).0, &request.names))
        .filter_map(|(_, edition)| edition.model.as_ref().map(|model| format!("{}/", model.form)))
        .collect();
    let (whole, all) = (!wanted.is_partial(), names_everything(project, &request.names));
    let owned =
        |path: &str| whole && (all || scopes.iter().chain(&whole_forms).any(|scope| path.starts_with(scope.as_str())));
    output.plan(project.files(), built, &Permissions { owned, force: request.force })
}

/// Whether a folder is one of the names, or below one.
fn is_below(folder: &str, names: &[String]) -> bool {
    names.iter().map(|name| name.trim_end_matches('/')).any(|name| {
        name.is_empty() || folder.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

fn open_copies(editions: &[EditionInFolder], wanted: &Request) -> Vec<OpenCopy> {
    let mut open = Vec::new();
    for (_, edition) in editions {
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
        FileError::DeadLink { why, .. } | FileError::Unreadable { why, .. } => why,
        FileError::TooLarge { most, .. } => format!("it is larger than {} MiB, which is the limit", most >> 20),
        FileError::Archive { .. } | FileError::NotUtf8 { .. } | FileError::Name(_) => error.to_string(),
    })
}

/// Takes the styles out of a Word file.
pub(crate) fn read_reference(files: &dyn Files, name: &str) -> Result<Arc<Reference>, Failure> {
    let refuse = |why: String| format!("cannot take styles, page, header and footer from `{}`: {why}", shown(name));
    let bytes = read_word(files, name).map_err(refuse)?;
    Reference::read(&bytes).map(Arc::new).map_err(|error| refuse(error.to_string()))
}

/// The findings that a build shows. Only a check shows notes.
fn shown_findings(edition: &Edition) -> EditionFindings {
    let findings: Findings = edition.findings.iter().filter(|finding| finding.level != Level::Info).cloned().collect();
    EditionFindings::new(&edition.sources, findings, &edition.suppressed)
}

/// Returns the code that a typed word means: a country's code in capitals, or a code of the form's list as the list writes it.
fn typed_code(word: &str, editions: &[Arc<Edition>]) -> Option<String> {
    let upper = word.to_uppercase();
    // A form that cannot be read says why; who answers it is not known.
    if editions.iter().any(|edition| edition.model.is_none()) {
        return Some(upper);
    }
    [word.to_owned(), upper].into_iter().find(|code| editions.iter().any(|edition| edition.can_answer(code)))
}

/// Those whose copies are asked for. Each must be one who may answer an edition.
fn wanted_respondents(request: &BuildRequest, editions: &[Arc<Edition>]) -> Result<Vec<String>, Failure> {
    let named = request.countries.iter().filter(|word| *word != "all" && *word != "blank");
    let code = |word: &String| {
        if let Some(code) = typed_code(word, editions) {
            return Ok(code);
        }
        let models = || editions.iter().filter_map(|edition| edition.model.as_ref());
        let countries = !models().any(|model| model.respondents.kind() != RespondentsKind::Countries);
        let wanted = if countries { word.to_uppercase() } else { word.clone() };
        let near = nearest(&wanted, models().flat_map(Model::respondent_codes));
        let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
        Err(if countries {
            format!("`{word}` is not a country code: write an ISO 3166-1 alpha-3 code, `blank`, or `all`{hint}")
        } else {
            format!("`{word}` is not the code of one who answers: write a code of the list, `blank`, or `all`{hint}")
        })
    };
    named.map(code).collect()
}

fn compiler_request(
    request: &BuildRequest,
    editions: &[EditionInFolder],
    reference: Option<Arc<Reference>>,
) -> Result<Request, Failure> {
    let all_editions: Vec<Arc<Edition>> = editions.iter().map(|(_, edition)| Arc::clone(edition)).collect();
    let word = |word: &String| {
        if word == "blank" {
            return CopyCode::Blank.word().to_owned();
        }
        typed_code(word, &all_editions).unwrap_or_else(|| word.to_uppercase())
    };
    let all = request.countries.iter().any(|word| word == "all");
    let copies = if all { Vec::new() } else { request.countries.iter().map(word).collect() };
    for tag in &request.languages {
        let mut models = editions.iter().filter_map(|(_, edition)| edition.model.as_ref());
        if !models.any(|model| model.languages().any(|known| known.tag() == tag)) {
            let is_pseudo = Language::new(tag).is_some_and(|language| language.pseudo().is_some());
            let models = editions.iter().filter_map(|(_, edition)| edition.model.as_ref());
            let known: BTreeSet<&str> = models.flat_map(|model| model.languages().map(Language::tag)).collect();
            let known: Vec<&str> = known.into_iter().collect();
            let hint = match known.as_slice() {
                _ if is_pseudo => "; --pseudo adds it".to_owned(),
                [] => String::new(),
                known => format!("; there are {}", known.join(", ")),
            };
            return Err(format!("no form has the language `{tag}`{hint}"));
        }
    }
    Ok(Request {
        copies,
        languages: request.languages.clone(),
        targets: request.targets.clone(),
        form: html::FormOptions { post_to: request.post_to.clone() },
        word: docx::WordOptions { reference, ..docx::WordOptions::default() },
    })
}

impl BuildOutcome {
    /// How many findings are of rules that are off.
    fn suppressed(&self) -> usize {
        self.findings.iter().map(|edition| edition.suppressed.len()).sum()
    }

    /// The JSON of a build. `None` where nothing was built.
    pub fn json(&self, request: &BuildRequest) -> Result<Option<String>, Failure> {
        let suppressed = self.suppressed();
        let Ok(Some(plan)) = &self.plan else { return Ok(None) };
        let text = if request.locked {
            json_line(&LockedReport { locked: true, files: &plan.stale, suppressed })?
        } else {
            json_line(&BuildReport {
                locked: false,
                out: shown(request.folder()),
                total: plan.built.len(),
                written: plan.written().collect(),
                deleted: plan.deleted().collect(),
                left_alone: plan.of_persons().collect(),
                suppressed,
            })?
        };
        Ok(Some(text))
    }
}
