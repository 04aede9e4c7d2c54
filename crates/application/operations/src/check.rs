//! Holds editions and their returns against every rule.

use crate::names::edition_folders;
use crate::unread::unread_editions;
use crate::{EditionFindings, Failure};
use canevas_compiler::diagnostics::{Finding, Level};
use canevas_compiler::files::Scope;
use canevas_compiler::{Edition, Project};

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
    let (mut found, mut first) = (Vec::new(), None);
    for folder in folders {
        let edition = project.edition(&folder, Scope::Whole)?;
        found.push(check_edition(&edition, request));
        first.get_or_insert(edition);
    }
    if let Some(mut unread) = unread_editions(project, &request.names, first.as_deref())? {
        if request.strict {
            unread.findings = unread.findings.into_iter().map(stricter).collect();
        }
        found.push(unread);
    }
    Ok(found)
}

/// Checks an edition and its returns.
pub fn check_edition(edition: &Edition, request: &CheckRequest) -> EditionFindings {
    let mut findings = if request.publish { edition.findings_for_publishing() } else { edition.findings.clone() };
    let mut suppressed = edition.suppressed.clone();
    let (of_returns, off) = edition.levels.part(edition.check_returns(request.complete));
    findings.extend(of_returns);
    suppressed.extend(off);
    if request.strict {
        findings = findings.into_iter().map(stricter).collect();
    }
    EditionFindings::new(&edition.sources, findings, &suppressed)
}

fn stricter(finding: Finding) -> Finding {
    let level = if finding.level == Level::Warn { Level::Deny } else { finding.level };
    Finding { level, ..finding }
}
