//! `canevas fmt`.

use crate::args::Fmt;
use crate::{Failure, Outcome, discover};
use canevas_compiler::diagnostics::Source;
use canevas_compiler::syntax;
use std::fs;
use std::path::{Path, PathBuf};

/// Mends YAML files in place.
pub fn format(options: &Fmt) -> Result<Outcome, Failure> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in discover::paths_or_default(&options.paths) {
        if path.is_file() {
            files.push(path);
        } else if path.is_dir() {
            let below = discover::files_below(&path)?;
            files.extend(below.into_iter().filter(|file| file.extension().is_some_and(|found| found == "yaml")));
        } else {
            return Err(format!("there is no file or folder `{}`", path.display()));
        }
    }
    let mut changed = 0;
    for path in &files {
        let read = discover::read(path)?;
        let mended = syntax::format::format(&Source::new(&read.name, &read.text));
        if mended == read.text {
            continue;
        }
        changed += 1;
        if options.check {
            eprintln!("would change: {}", read.name);
        } else {
            replace(path, &mended)?;
            eprintln!("mended: {}", read.name);
        }
    }
    if changed == 0 {
        eprintln!("{} {}: nothing to mend", files.len(), if files.len() == 1 { "file" } else { "files" });
    }
    Ok(if options.check && changed > 0 { Outcome::Denied } else { Outcome::Clean })
}

/// Writes beside and renames.
pub fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.canevas-new"));
    if fs::symlink_metadata(&beside).is_ok() {
        fs::remove_file(&beside).map_err(|error| format!("cannot remove `{}`: {error}", beside.display()))?;
    }
    fs::write(&beside, text)
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}
