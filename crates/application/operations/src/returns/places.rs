//! Which files came in, and which edition they answer.

use crate::Failure;
use crate::build::LARGEST_WORD;
use crate::names::{edition_at, edition_folders, neither};
use canevas_compiler::files::{EntryKind, Files, files_below, is_beside_others, join, no_files_below};
use canevas_compiler::{DeskFile, DeskReader, Edition, Project, key_in_words};
use std::collections::BTreeSet;

pub(crate) fn reader(edition: &Edition) -> Result<DeskReader<'_>, Failure> {
    edition.desk_reader().ok_or_else(|| "the form cannot be read; `canevas check` says why".to_owned())
}

/// Says in words what the places are of which a history of a country writes: in the language of the form. What is no place stays as it is.
pub(super) fn named_places<'e>(edition: &'e Edition, country: &str) -> impl Fn(&str) -> String + use<'e> {
    let mut copies = edition.copies();
    let own = copies.iter().position(|copy| copy.code.word() == country).unwrap_or_default();
    let copy = (own < copies.len()).then(|| copies.swap_remove(own));
    move |key| match copy.as_ref().filter(|_| key.starts_with('/')) {
        Some(copy) => key_in_words(copy, &copy.model.source_language, key),
        None => key.to_owned(),
    }
}

/// The edition whose returns are looked at.
pub fn edition_of(project: &Project, form: Option<&str>, names: &[String]) -> Result<String, Failure> {
    if let Some(form) = form {
        return edition_at(project, form);
    }
    let files = project.files();
    let holds_form = |folder: &str| files.kind(&join(folder, "form.yaml")) == Some(EntryKind::File);
    for name in names {
        if let Some(folder) = files.folders_above(name).into_iter().find(|folder| holds_form(folder)) {
            return Ok(folder);
        }
    }
    let editions = edition_folders(project, &[])?;
    match &*editions {
        [only] => Ok(only.clone()),
        _ => Err(format!(
            "there are {} editions here; name the one that the files answer: --form {}",
            editions.len(),
            editions.last().map_or("", String::as_str)
        )),
    }
}

/// The files at or below the names, each once, in order, and what cannot be read as a file, such as a link that leads nowhere.
/// Hidden files and the lock files of Word are left out.
pub(crate) fn files_at(files: &dyn Files, names: &[String]) -> Result<Vec<String>, Failure> {
    let mut found = BTreeSet::new();
    for name in names {
        match files.kind(name) {
            Some(EntryKind::File) => drop(found.insert(name.clone())),
            Some(EntryKind::Folder) => {
                found.extend(files_below(files, name)?);
                found.extend(no_files_below(files, name)?);
            }
            _ => return Err(neither(files, name)),
        }
    }
    found.retain(|name| !is_beside_others(name));
    Ok(found.into_iter().collect())
}

/// A file that came in.
pub(crate) fn desk_file(files: &dyn Files, name: &str) -> DeskFile {
    DeskFile { name: name.to_owned(), bytes: files.read_at_most(name, LARGEST_WORD).map_err(|error| error.to_string()) }
}
