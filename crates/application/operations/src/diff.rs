//! Compares editions.

use crate::names::edition_at;
use crate::order::reversed;
use crate::returns::{desk_file, files_at, reader};
use crate::{Conclusion, EditionFindings, Failure, Refusal};
use canevas_compiler::diagnostics::{Findings, Sources};
use canevas_compiler::editions::report::ComparisonReport;
use canevas_compiler::editions::{self, EditionDiff, report};
use canevas_compiler::files::{EntryKind, Scope, editions_before, folder_of, join};
use canevas_compiler::{Edition, Project, ReturnFile};
use serde::Serialize;
use std::sync::Arc;

/// What to compare.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DiffRequest {
    /// The earlier edition.
    pub old: String,
    /// The new edition.
    pub new: String,
    /// Whether to compare also with every edition beside the earlier one whose name comes before its own.
    pub earlier: bool,
    /// Returns of the earlier edition, or folders of them, that the new edition is held against.
    pub returns: Vec<String>,
    /// The day, such as `2023-06-30`: a waiver may expire.
    pub today: String,
}

/// Two editions, compared.
#[derive(Debug)]
pub struct ComparedEditions {
    /// The texts that the findings point into.
    pub sources: Sources,
    /// The changes.
    pub diff: EditionDiff,
}

/// What editions change.
#[derive(Debug)]
pub struct DiffOutcome {
    /// The new edition with the earlier one, then with each edition before that, the latest first.
    pub pairs: Vec<ComparedEditions>,
    /// What to say where the earlier edition comes after the new one.
    pub reversed: Option<String>,
}

/// Compares the new edition with the earlier one, and where the request says so with every edition before that. Findings
/// that a step in between reported already become notes.
pub fn diff(project: &Project, request: &DiffRequest) -> Result<DiffOutcome, Refusal> {
    let new = edition_at(project, &request.new)?;
    let mut olds = vec![edition_at(project, &request.old)?];
    if request.earlier {
        let files = project.files();
        olds.extend(editions_before(files, &folder_of(files, &request.old))?);
    }
    let mut compared = Vec::new();
    for (index, old) in olds.iter().enumerate() {
        // The returns are those of the earlier edition that the request names.
        let returns: &[String] = if index == 0 { &request.returns } else { &[] };
        compared.push(compare_with(project, old, &new, returns, &request.today)?);
    }
    if let Some(direct) = compared.first_mut() {
        let between = between(project, &olds[0], &new)?;
        let steps = steps(project, &olds[0], &new, between, &request.today)?;
        let steps: Vec<&EditionDiff> = steps.iter().map(|step| &step.diff).collect();
        editions::advise_as_reported(&mut direct.diff, &steps);
    }
    // From each earlier edition to the one after it: `olds` has the latest first.
    let mut steps = Vec::new();
    for pair in olds.windows(2) {
        steps.push(compare(project, &pair[1], &pair[0], &request.today)?);
    }
    if let Some((last, further)) = compared.split_first_mut() {
        for (index, further) in further.iter_mut().enumerate() {
            let earlier = steps.iter().take(index + 1).rev().map(|step| &step.diff);
            let steps: Vec<&EditionDiff> = earlier.chain([&last.diff]).collect();
            editions::demote_reported(&mut further.diff, &steps);
        }
    }
    let (earlier, later) = project.pair(&olds[0], &new)?;
    let models = earlier.model.as_ref().zip(later.model.as_ref());
    let reversed = models.and_then(|(earlier, later)| reversed((&request.old, earlier), (&request.new, later)));
    Ok(DiffOutcome { pairs: compared, reversed })
}

/// The comparisons of each edition with the one before it, from one edition to another over those between. None if there are
/// none between.
fn steps(
    project: &Project,
    old: &str,
    new: &str,
    between: Vec<Between>,
    today: &str,
) -> Result<Vec<ComparedEditions>, Refusal> {
    if between.is_empty() {
        return Ok(Vec::new());
    }
    let mut folders = vec![old.to_owned()];
    folders.extend(between.into_iter().map(|between| between.folder));
    folders.push(new.to_owned());
    folders.windows(2).map(|pair| compare(project, &pair[0], &pair[1], today)).collect()
}

/// Reads the editions in two folders and compares them. An edition that cannot be read is a refusal, never "no changes".
pub(crate) fn compare(project: &Project, old: &str, new: &str, today: &str) -> Result<ComparedEditions, Refusal> {
    compare_with(project, old, new, &[], today)
}

/// The same, with returns of the old edition that the new one is held against.
fn compare_with(
    project: &Project,
    old: &str,
    new: &str,
    returns: &[String],
    today: &str,
) -> Result<ComparedEditions, Refusal> {
    let between: Vec<_> = between(project, old, new)?.into_iter().map(|between| between.edition).collect();
    let (folder, restore) = on_disk(project, new);
    let (old, new) = project.pair(old, new)?;
    for edition in [&old, &new] {
        if let Some(Err(error)) = &edition.published {
            let name = edition.model.as_ref().map_or("that was read", |model| &model.edition);
            return Err(format!("published.json of the edition {name} cannot be used: {error}").into());
        }
    }
    let old = if returns.is_empty() { old } else { with_returns(project, &old, returns)? };
    let Some(diff) = new.compare_in((folder, restore.as_deref()), &old, &between, today) else {
        let mut findings = Findings::default();
        for edition in [&old, &new].into_iter().filter(|edition| !edition.readable) {
            findings.extend(edition.findings.clone());
        }
        let findings = EditionFindings::new(&new.sources, findings, &Findings::default());
        return Err(Refusal::Unreadable(Box::new(findings)));
    };
    Ok(ComparedEditions { sources: new.sources.clone(), diff })
}

/// The edition with returns that came in for it. A check that finds no return says nothing, so it fails.
fn with_returns(project: &Project, edition: &Arc<Edition>, names: &[String]) -> Result<Arc<Edition>, Refusal> {
    let name = edition.model.as_ref().map_or("", |model| model.edition.as_str());
    // A folder may hold the returns of each edition in a folder of its name.
    let of_edition = |given: &String| {
        let own = join(given, name);
        if project.files().kind(&own) == Some(EntryKind::Folder) { own } else { given.clone() }
    };
    let files = files_at(project.files(), &names.iter().map(of_edition).collect::<Vec<_>>())?;
    let files = files.iter().map(|name| desk_file(project.files(), name)).collect();
    let read: Vec<ReturnFile> = reader(edition)?.returns(files).into_iter().flatten().map(|of| of.read).collect();
    if read.is_empty() {
        return Err(format!("there is no return of the edition {name} at {}", names.join(", ")).into());
    }
    let mut edition = Edition::clone(edition);
    edition.returns = read;
    Ok(Arc::new(edition))
}

/// The folder on the disk of an edition. One in a git revision, such as `HEAD:forms/2024`, has the same path there; where it is
/// not on the disk, also the command that brings it.
fn on_disk<'n>(project: &Project, folder: &'n str) -> (&'n str, Option<String>) {
    // Only what stands in a revision has nothing above it.
    match folder.split_once(':') {
        Some((revision, path)) if project.files().folders_above(folder).is_empty() => {
            let path = path.trim_start_matches("./");
            let is_there = project.files().kind(&join(path, "form.yaml")) == Some(EntryKind::File);
            let restore = || {
                let [revision, path] = [revision, path].map(editions::command_word);
                format!("git restore --source {revision} -- {path}")
            };
            (path, (!is_there).then(restore))
        }
        _ => (folder, None),
    }
}

/// An edition between the two of a comparison.
struct Between {
    folder: String,
    edition: Arc<Edition>,
}

/// The editions between two editions, the earliest first. Each change file names the edition that it starts from; an edition
/// without one starts from the one before it. None where these steps do not lead to the earlier edition.
fn between(project: &Project, old: &str, new: &str) -> Result<Vec<Between>, Refusal> {
    let before = editions_before(project.files(), new).unwrap_or_default();
    if before.first().is_none_or(|before| before == old) {
        return Ok(Vec::new());
    }
    let read = |folder: &str| project.edition(folder, Scope::WithoutReturns);
    let is_called = |edition: &Edition, name: &str| edition.model.as_ref().is_some_and(|model| model.edition == name);
    let wanted = read(old)?;
    let Some(wanted) = wanted.model.as_ref().map(|model| model.edition.as_str()) else { return Ok(Vec::new()) };
    let mut step = read(new)?;
    if is_called(&step, wanted) {
        return Ok(Vec::new());
    }
    let mut between = Vec::new();
    for folder in &before {
        let from = step.changes.as_ref().and_then(|changes| changes.from.as_ref()?.edition.as_ref());
        let from = from.map(|from| from.value.as_str());
        let edition = read(folder)?;
        if from == Some(wanted) || (from.is_none() && is_called(&edition, wanted)) {
            between.reverse();
            return Ok(between);
        }
        if from.is_none_or(|from| is_called(&edition, from)) {
            between.push(Between { folder: folder.clone(), edition: Arc::clone(&edition) });
            step = edition;
        }
    }
    Ok(Vec::new())
}

impl ComparedEditions {
    /// The changes for people. `all` shows notes as well.
    pub fn text(&self, all: bool) -> String {
        report::text(&self.diff, &self.sources, all)
    }

    /// The same without notes, for a command that has no `--all`.
    pub fn text_without_all(&self) -> String {
        report::text_saying(&self.diff, &self.sources, false, "`canevas diff` with --all")
    }

    fn github(&self) -> String {
        report::github(&self.diff, &self.sources)
    }

    fn markdown(&self) -> String {
        report::markdown(&self.diff, &self.sources)
    }
}

impl DiffOutcome {
    /// Whether any change denies.
    pub fn conclusion(&self) -> Conclusion {
        Conclusion::denies_if(self.pairs.iter().any(|pair| pair.diff.denies()))
    }

    /// The changes for people. `all` shows notes as well.
    pub fn text(&self, all: bool) -> String {
        self.pairs.iter().map(|pair| pair.text(all)).collect::<Vec<_>>().join("\n")
    }

    /// The changes as annotations of GitHub Actions.
    pub fn github(&self) -> String {
        self.pairs.iter().map(ComparedEditions::github).collect()
    }

    /// The changes for a pull request.
    pub fn markdown(&self) -> String {
        self.pairs.iter().map(ComparedEditions::markdown).collect()
    }

    /// The changes as JSON.
    pub fn json(&self) -> Result<String, Failure> {
        crate::json(&DiffReport {
            comparisons: self.each().map(|(diff, sources)| report::json(diff, sources)).collect(),
        })
    }

    /// The changes in SARIF 2.1.0.
    pub fn sarif(&self) -> Result<String, Failure> {
        crate::json(&report::sarif(&self.each().collect::<Vec<_>>()))
    }

    /// A redline of one pair of editions.
    pub fn html(&self) -> Result<String, Failure> {
        let [pair] = self.pairs.as_slice() else {
            return Err("a redline shows one pair of editions; leave --earlier out".to_owned());
        };
        Ok(report::html(&pair.diff, &pair.sources))
    }

    fn each(&self) -> impl Iterator<Item = (&EditionDiff, &Sources)> {
        self.pairs.iter().map(|pair| (&pair.diff, &pair.sources))
    }
}

/// The comparisons as `--format json` prints them.
#[derive(Serialize)]
struct DiffReport<'d> {
    comparisons: Vec<ComparisonReport<'d>>,
}
