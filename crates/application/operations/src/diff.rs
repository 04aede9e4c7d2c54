//! Compares editions.

use crate::names::files_at;
use crate::{EditionFindings, Failure, Refusal};
use canevas_compiler::diagnostics::{Findings, Sources};
use canevas_compiler::editions::{self, EditionDiff, report};
use canevas_compiler::files::{Files, Scope, editions_before, folder_of};
use canevas_compiler::{Edition, EditionFiles};
use serde_json::{Value, json};

/// What to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffRequest {
    /// The earlier edition.
    pub old: String,
    /// The new edition.
    pub new: String,
    /// Whether to compare also with every edition beside the earlier one whose name comes before its own.
    pub earlier: bool,
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

/// Compares the new edition with the earlier one, and where the request says so with every edition before that. Findings
/// that a step in between reported already become notes.
pub fn diff(files: &dyn Files, request: &DiffRequest) -> Result<Vec<ComparedEditions>, Refusal> {
    let new = files_at(files, &request.new, Scope::WithoutReturns)?;
    let mut olds = vec![files_at(files, &request.old, Scope::WithoutReturns)?];
    if request.earlier {
        for name in editions_before(files, &folder_of(files, &request.old))? {
            olds.push(files_at(files, &name, Scope::WithoutReturns)?);
        }
    }
    let mut compared = Vec::new();
    for old in &olds {
        compared.push(compare(old, &new, &request.today)?);
    }
    // From each earlier edition to the one after it: `olds` has the latest first.
    let mut steps = Vec::new();
    for pair in olds.windows(2) {
        steps.push(compare(&pair[1], &pair[0], &request.today)?);
    }
    if let Some((last, further)) = compared.split_first_mut() {
        for (index, further) in further.iter_mut().enumerate() {
            let earlier = steps.iter().take(index + 1).rev().map(|step| &step.diff);
            let steps: Vec<&EditionDiff> = earlier.chain([&last.diff]).collect();
            editions::demote_reported(&mut further.diff, &steps);
        }
    }
    Ok(compared)
}

/// Reads two editions and compares them. An edition that cannot be read is a refusal, never "no changes".
pub(crate) fn compare(old: &EditionFiles, new: &EditionFiles, today: &str) -> Result<ComparedEditions, Refusal> {
    let strip = |files: &EditionFiles| EditionFiles { returns: Vec::new(), ..files.clone() };
    // The settings of the new edition say how a change weighs.
    let old = Edition::read(&EditionFiles { settings: None, ..strip(old) });
    let new = Edition::read_after(&strip(new), old.sources.clone());
    for edition in [&old, &new] {
        if let Some(Err(error)) = &edition.published {
            let name = edition.model.as_ref().map_or("that was read", |model| &model.edition);
            return Err(format!("published.json of the edition {name} cannot be used: {error}").into());
        }
    }
    let Some(diff) = new.compare_with(&old, today) else {
        let mut findings = Findings::default();
        for edition in [&old, &new].into_iter().filter(|edition| !edition.readable) {
            findings.extend(edition.findings.clone());
        }
        let findings = EditionFindings::new(&new.sources, findings, &Findings::default());
        return Err(Refusal::Unreadable(Box::new(findings.into_owned())));
    };
    Ok(ComparedEditions { sources: new.sources, diff })
}

impl ComparedEditions {
    /// The changes for people. `all` shows notes as well.
    pub fn text(&self, all: bool) -> String {
        report::text(&self.diff, &self.sources, all)
    }

    /// The changes as annotations of GitHub Actions.
    pub fn github(&self) -> String {
        report::github(&self.diff, &self.sources)
    }

    /// The changes for a pull request.
    pub fn markdown(&self) -> String {
        report::markdown(&self.diff, &self.sources)
    }
}

/// Comparisons in JSON.
pub fn diff_json(compared: &[ComparedEditions]) -> Value {
    let comparisons: Vec<Value> = compared.iter().map(|pair| report::json(&pair.diff, &pair.sources)).collect();
    json!({ "comparisons": comparisons })
}

/// Comparisons in SARIF 2.1.0.
pub fn diff_sarif(compared: &[ComparedEditions]) -> Value {
    let pairs: Vec<_> = compared.iter().map(|pair| (&pair.diff, &pair.sources)).collect();
    report::sarif(&pairs)
}

/// A redline of one pair of editions.
pub fn diff_html(compared: &[ComparedEditions]) -> Result<String, Failure> {
    let [pair] = compared else {
        return Err("a redline shows one pair of editions; leave --earlier out".to_owned());
    };
    Ok(report::html(&pair.diff, &pair.sources))
}
