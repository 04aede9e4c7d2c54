//! `canevas fmt`.

use crate::args::Fmt;
use crate::disk::{Disk, names_of};
use crate::output::carry_out;
use crate::{Failure, Outcome};
use canevas_operations::fmt;

/// Mends YAML files in place.
pub fn format(options: &Fmt) -> Result<Outcome, Failure> {
    let mended = fmt(&Disk::default(), &names_of(&options.paths))?;
    if !options.check {
        carry_out(&mended.edits)?;
    }
    let what = if options.check { "would change" } else { "mended" };
    for edit in &mended.edits {
        eprintln!("{what}: {}", edit.path());
    }
    if mended.edits.is_empty() {
        eprintln!("{} {}: nothing to mend", mended.total, if mended.total == 1 { "file" } else { "files" });
    }
    Ok(if options.check && !mended.edits.is_empty() { Outcome::Denied } else { Outcome::Clean })
}
