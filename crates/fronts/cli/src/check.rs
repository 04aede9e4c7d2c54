//! `canevas check`.

use crate::Failure;
use crate::args::{Check, Format};
use crate::disk::names_of;
use crate::print::print;
use crate::terminal::tell;
use canevas_operations::{CheckRequest, Conclusion, Project, check as checked};

/// Checks every edition below the paths.
pub fn check(project: &Project, options: &Check) -> Result<Conclusion, Failure> {
    let request = CheckRequest {
        names: names_of(&options.paths),
        complete: options.complete,
        strict: options.strict,
        publish: options.publish,
    };
    let found = checked(project, &request)?;
    print(&found, options.printing)?;
    if found.iter().all(|edition| edition.findings.is_empty()) && options.printing.format == Format::Text {
        let count = found.len();
        let off = found.iter().any(|edition| !edition.suppressed.is_empty());
        let editions = if count == 1 { "edition" } else { "editions" };
        tell!("{count} {editions}: nothing {}found", if off { "else " } else { "" });
    }
    Ok(Conclusion::of(&found))
}
