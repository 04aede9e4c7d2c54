//! `canevas fmt`.

use crate::Failure;
use crate::args::Fmt;
use crate::disk::names_of;
use crate::output::carry_out;
use crate::terminal::tell;
use canevas_operations::diagnostics::counted;
use canevas_operations::{Conclusion, FmtRequest, Project, fmt, shown};

/// Mends YAML files in place.
pub fn format(project: &Project, options: &Fmt) -> Result<Conclusion, Failure> {
    let outcome = fmt(project, &FmtRequest { names: names_of(&options.paths), check: options.check })?;
    carry_out(&outcome.edits)?;
    let what = if options.check { "would change" } else { "mended" };
    for name in &outcome.changed {
        tell!("{what}: {name}");
    }
    for sentence in &outcome.unread {
        tell!("warning: {}", shown(sentence));
    }
    if outcome.changed.is_empty() {
        tell!("{}: nothing to mend", counted(outcome.total, "file", "files"));
    }
    Ok(outcome.conclusion)
}
