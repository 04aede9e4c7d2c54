//! Editions out of git, through `git show`.

use crate::{Failure, discover};
use canevas_compiler::{EditionFiles, InputFile};
use std::path::Path;
use std::process::Command;

/// The files of an edition at a revision.
pub fn edition(revision: &str, path: &str) -> Result<EditionFiles, Failure> {
    if revision.starts_with('-') {
        return Err(format!("`{revision}` is no git revision"));
    }
    let folder = path.strip_suffix("form.yaml").unwrap_or(path).trim_end_matches('/');
    let folder = if folder.is_empty() { "." } else { folder };
    // With a path that starts with `./`, git takes it from where the user stands.
    let below = |path: &str| format!("./{}", path.trim_start_matches("./"));
    let listed = git(&["ls-tree", "-r", "-z", "--name-only", revision, "--", &below(&format!("{folder}/"))])?;
    let listed = String::from_utf8(listed).map_err(|_| format!("`{revision}:{path}` has a name that is not UTF-8"))?;
    let mut files = EditionFiles::default();
    let prefix = if folder == "." { String::new() } else { format!("{}/", folder.trim_start_matches("./")) };
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let Some(inner) = name.strip_prefix(&prefix) else { continue };
        let (within, file) = inner.rsplit_once('/').unwrap_or(("", inner));
        let slot = match (within, file.rsplit_once('.')) {
            ("", Some(("form", "yaml"))) => Slot::One(&mut files.form),
            ("", Some(("changes", "yaml"))) => Slot::One(&mut files.changes),
            ("", Some(("glossary", "csv"))) => Slot::One(&mut files.glossary),
            ("", Some(("published", "json"))) => Slot::One(&mut files.published),
            ("locales", Some((_, "po"))) => Slot::Many(&mut files.catalogues),
            ("countries", Some((_, "yaml"))) => Slot::Many(&mut files.countries),
            _ => continue,
        };
        let bytes = git(&["show", &format!("{revision}:{}", below(name))])?;
        let text = String::from_utf8(bytes).map_err(|_| format!("`{revision}:{name}` is not UTF-8"))?;
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        let read = InputFile { name: format!("{revision}:{name}"), stem, text };
        match slot {
            Slot::One(place) => *place = Some(read),
            Slot::Many(places) => places.push(read),
        }
    }
    if files.form.is_none() {
        return Err(format!("`{revision}:{path}` holds no form.yaml"));
    }
    // How findings weigh is for those who look now to say.
    files.settings = discover::settings(Path::new("."))?;
    Ok(files)
}

/// The editions beside one at a revision whose names come before its own.
pub fn earlier(revision: &str, path: &str) -> Result<Vec<String>, Failure> {
    if revision.starts_with('-') {
        return Err(format!("`{revision}` is no git revision"));
    }
    let folder = path.strip_suffix("form.yaml").unwrap_or(path).trim_end_matches('/').trim_start_matches("./");
    let (parent, own) =
        folder.rsplit_once('/').map_or((String::new(), folder), |(parent, own)| (format!("{parent}/"), own));
    let listed = git(&["ls-tree", "-r", "-z", "--name-only", revision, "--", &format!("./{parent}")])?;
    let listed = String::from_utf8(listed).map_err(|_| format!("`{revision}:{path}` has a name that is not UTF-8"))?;
    let editions = listed.split('\0').filter_map(|name| {
        let beside = name.strip_prefix(&parent)?.strip_suffix("/form.yaml")?;
        (!beside.contains('/') && beside < own).then(|| format!("{revision}:{parent}{beside}"))
    });
    Ok(editions.collect())
}

enum Slot<'a> {
    One(&'a mut Option<InputFile>),
    Many(&'a mut Vec<InputFile>),
}

fn git(arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let output = Command::new("git").args(arguments).output().map_err(|error| format!("git cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    Ok(output.stdout)
}
