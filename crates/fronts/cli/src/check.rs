//! `canevas check`.

use crate::args::Check;
use crate::report::{Report, print};
use crate::{Failure, Outcome, discover};
use canevas_compiler::Edition;
use canevas_compiler::diagnostics::Level;

/// Checks every edition below the paths.
pub fn check(options: &Check) -> Result<Outcome, Failure> {
    let mut editions = Vec::new();
    for folder in discover::editions(&options.paths)? {
        let files = discover::read_edition(&folder)?;
        let edition = Edition::read(&files);
        let mut findings = if options.publish { edition.findings_for_publishing() } else { edition.findings.clone() };
        let mut suppressed = edition.suppressed.clone();
        let (of_returns, off) = edition.levels.part(edition.check_returns(options.complete));
        findings.extend(of_returns);
        suppressed.extend(off);
        if options.strict {
            findings = findings.into_iter().map(stricter).collect();
        }
        editions.push((edition, findings, suppressed));
    }
    let reports: Vec<Report<'_>> = editions
        .iter()
        .map(|(edition, findings, suppressed)| Report::new(&edition.sources, findings.clone(), suppressed))
        .collect();
    let outcome = print(&reports, options.format)?;
    if reports.iter().all(|report| report.findings.is_empty()) && options.format == crate::args::Format::Text {
        let count = reports.len();
        let off = reports.iter().any(|report| !report.suppressed.is_empty());
        let editions = if count == 1 { "edition" } else { "editions" };
        eprintln!("{count} {editions}: nothing {}found", if off { "else " } else { "" });
    }
    Ok(outcome)
}

fn stricter(mut finding: canevas_compiler::diagnostics::Finding) -> canevas_compiler::diagnostics::Finding {
    if finding.level == Level::Warn {
        finding.level = Level::Deny;
    }
    finding
}
