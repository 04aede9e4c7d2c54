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
        let mut findings = edition.findings.clone();
        findings.extend(edition.check_returns(options.complete));
        if options.strict {
            findings = findings.into_iter().map(stricter).collect();
        }
        editions.push((edition, findings.sorted()));
    }
    let reports: Vec<Report<'_>> = editions
        .iter()
        .map(|(edition, findings)| Report { sources: &edition.sources, findings: findings.clone() })
        .collect();
    let outcome = print(&reports, options.format)?;
    if reports.iter().all(|report| report.findings.is_empty()) && options.format == crate::args::Format::Text {
        let count = reports.len();
        eprintln!("{count} {}: nothing found", if count == 1 { "edition" } else { "editions" });
    }
    Ok(outcome)
}

fn stricter(mut finding: canevas_compiler::diagnostics::Finding) -> canevas_compiler::diagnostics::Finding {
    if finding.level == Level::Warn {
        finding.level = Level::Deny;
    }
    finding
}
