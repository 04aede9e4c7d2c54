//! `canevas fmt`.

use crate::args::Fmt;
use crate::output::carry_out;
use crate::{Failure, Outcome, discover};
use canevas_operations::fmt;
use std::path::PathBuf;

/// Mends YAML files in place.
pub fn format(options: &Fmt) -> Result<Outcome, Failure> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in discover::paths_or_default(&options.paths) {
        if path.is_file() {
            files.push(path);
        } else if path.is_dir() {
            discover::walk(&path, &mut |file| {
                if file.extension().is_some_and(|extension| extension == "yaml") {
                    files.push(file.to_path_buf());
                }
            })?;
        } else {
            return Err(format!("there is no file or folder `{}`", path.display()));
        }
    }
    let read = files.iter().map(|path| discover::read(path)).collect::<Result<Vec<_>, _>>()?;
    let edits = fmt(&read);
    if !options.check {
        carry_out(&edits)?;
    }
    let said = if options.check { "would change" } else { "mended" };
    for edit in &edits {
        eprintln!("{said}: {}", edit.path());
    }
    if edits.is_empty() {
        eprintln!("{} {}: nothing to mend", files.len(), if files.len() == 1 { "file" } else { "files" });
    }
    Ok(if options.check && !edits.is_empty() { Outcome::Denied } else { Outcome::Clean })
}
