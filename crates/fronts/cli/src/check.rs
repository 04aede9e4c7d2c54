//! `canevas check`.

use crate::args::{Check, Format};
use crate::print::print;
use crate::{Failure, Outcome, discover};
use canevas_operations::compiler::Edition;
use canevas_operations::{CheckRequest, EditionFindings, check as checked};

/// Checks every edition below the paths.
pub fn check(options: &Check) -> Result<Outcome, Failure> {
    let request = CheckRequest { complete: options.complete, strict: options.strict, publish: options.publish };
    let mut editions = Vec::new();
    for folder in discover::editions(&options.paths)? {
        editions.push(Edition::read(&discover::read_edition(&folder)?));
    }
    let found: Vec<EditionFindings<'_>> = editions.iter().map(|edition| checked(edition, &request)).collect();
    let outcome = print(&found, options.format)?;
    if found.iter().all(|edition| edition.findings.is_empty()) && options.format == Format::Text {
        let count = found.len();
        let off = found.iter().any(|edition| !edition.suppressed.is_empty());
        let editions = if count == 1 { "edition" } else { "editions" };
        eprintln!("{count} {editions}: nothing {}found", if off { "else " } else { "" });
    }
    Ok(outcome)
}
