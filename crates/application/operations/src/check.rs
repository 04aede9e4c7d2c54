//! Holds an edition and its returns against every rule.

use crate::EditionFindings;
use canevas_compiler::Edition;
use canevas_compiler::diagnostics::{Finding, Level};

/// How strictly to check.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CheckRequest {
    /// Whether returns that are drafts are checked as if they were complete.
    pub complete: bool,
    /// Whether warnings deny.
    pub strict: bool,
    /// Whether translations are weighed as publishing weighs them.
    pub publish: bool,
}

/// Checks an edition and its returns.
pub fn check<'e>(edition: &'e Edition, request: &CheckRequest) -> EditionFindings<'e> {
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
