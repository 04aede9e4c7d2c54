//! Holds editions and their returns against every rule.

use crate::names::edition_folders;
use crate::same_edition::same_editions;
use crate::start::start_elsewhere;
use crate::unread::unread_editions;
use crate::{EditionFindings, Failure};
use canevas_compiler::diagnostics::{Finding, Findings, Level};
use canevas_compiler::files::{self, Scope};
use canevas_compiler::{Edition, Project};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What to check, and how strictly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckRequest {
    /// Form files, folders of editions, or folders above them; the usual folder where empty.
    pub names: Vec<String>,
    /// Whether drafts are checked as if they were complete.
    pub complete: bool,
    /// Whether warnings deny.
    pub strict: bool,
    /// Whether translations weigh as they do for publishing.
    pub publish: bool,
}

/// Checks editions and their returns.
pub fn check(project: &Project, request: &CheckRequest) -> Result<Vec<EditionFindings>, Failure> {
    let folders = edition_folders(project, &request.names)?;
    let (mut found, mut editions) = (Vec::new(), Vec::new());
    for folder in &folders {
        let edition = project.edition(folder, Scope::Whole)?;
        let mut of_edition = check_edition(&edition, request);
        let (told, off) = start_elsewhere(project, folder, &edition)?;
        of_edition.add(if request.strict { told.into_iter().map(stricter).collect() } else { told });
        of_edition.suppressed.extend(off);
        found.push(of_edition);
        editions.push(edition);
    }
    let named = folders.iter().map(String::as_str).zip(editions.iter().map(|edition| &**edition));
    for (index, told, off) in same_editions(named) {
        found[index].add(told);
        found[index].suppressed.extend(off);
    }
    for (index, findings) in unused_acceptances(project, &folders, &editions) {
        let findings = findings.into_iter();
        let findings = if request.strict { findings.map(stricter).collect() } else { findings.collect() };
        found[index].add(findings);
    }
    if let Some(mut unread) = unread_editions(project, &request.names, editions.first().map(|edition| &**edition))? {
        if request.strict {
            unread.findings = unread.findings.into_iter().map(stricter).collect();
        }
        found.push(unread);
    }
    Ok(found)
}

/// The acceptances that no edition needs, with the index of the edition that tells of them. One `canevas.toml` is for every
/// edition below its folder, so only a run that checks all of these can tell.
fn unused_acceptances(project: &Project, folders: &[String], editions: &[Arc<Edition>]) -> BTreeMap<usize, Findings> {
    let mut of_settings: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, edition) in editions.iter().enumerate() {
        if let Some(source) = edition.source_of_acceptances() {
            of_settings.entry(edition.sources.get(source).name()).or_default().push(index);
        }
    }
    let mut found = BTreeMap::new();
    for (settings, with_them) in of_settings {
        let folder = settings.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
        let Ok(below) = files::editions(project.files(), &[folder]) else { continue };
        if !below.iter().all(|folder| folders.contains(folder)) {
            continue;
        }
        let unused: Vec<Findings> = with_them.iter().map(|index| editions[*index].unused_acceptances()).collect();
        let place = |finding: &Finding| finding.primary.span.start;
        let in_all =
            |finding: &Finding| unused.iter().all(|others| others.iter().any(|other| place(other) == place(finding)));
        // The last edition is the one that is worked on.
        if let (Some(index), Some(last)) = (with_them.last(), unused.last()) {
            found.insert(*index, last.iter().filter(|finding| in_all(finding)).cloned().collect());
        }
    }
    found
}

/// Checks an edition and its returns.
pub fn check_edition(edition: &Edition, request: &CheckRequest) -> EditionFindings {
    let mut findings = if request.publish { edition.findings_for_publishing() } else { edition.findings.clone() };
    let mut suppressed = edition.suppressed.clone();
    for found in [edition.check_returns(request.complete), edition.check_cases()] {
        let (told, off) = edition.levels.part(found);
        findings.extend(told);
        suppressed.extend(off);
    }
    if request.strict {
        findings = findings.into_iter().map(stricter).collect();
    }
    EditionFindings::new(&edition.sources, findings, &suppressed)
}

fn stricter(finding: Finding) -> Finding {
    let level = if finding.level == Level::Warn { Level::Deny } else { finding.level };
    Finding { level, ..finding }
}
