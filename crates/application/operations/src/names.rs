//! From the names in a request to the editions that they mean.

use crate::Failure;
use canevas_compiler::files::{self, EntryKind, Files, nothing_at};
use canevas_compiler::model::Model;
use canevas_compiler::{Edition, Project};

/// The names to look in: the given ones, else `schemas`, else the place where the user stands.
pub(crate) fn names_or_default(project: &Project, names: &[String]) -> Vec<String> {
    match names {
        [] if project.files().kind("schemas") == Some(EntryKind::Folder) => vec!["schemas".to_owned()],
        [] => vec![String::new()],
        names => names.to_vec(),
    }
}

/// Whether names stand for every edition of the project.
pub(crate) fn names_everything(project: &Project, names: &[String]) -> bool {
    names_or_default(project, names) == names_or_default(project, &[])
}

/// A name as messages print it.
pub fn shown(name: &str) -> &str {
    files::shown(name)
}

/// The folders of the editions at or below the names, in order.
pub(crate) fn edition_folders(project: &Project, names: &[String]) -> Result<Vec<String>, Failure> {
    let names = names_or_default(project, names);
    if let Some(name) = names.iter().find(|name| project.files().kind(name) == Some(EntryKind::Other)) {
        return Err(neither(project.files(), name));
    }
    Ok(files::editions(project.files(), &names)?)
}

/// Why a name that is no file and no folder cannot be read: there is nothing, or a pipe, or a link that leads nowhere.
pub(crate) fn neither(files: &dyn Files, name: &str) -> Failure {
    match files.kind(name) {
        Some(EntryKind::Other) => format!("`{}` {}", shown(name), OF_THE_SYSTEM),
        _ => nothing_at(files, name, format!("there is no file or folder `{}`", shown(name))).into(),
    }
}

/// What is said of a pipe.
pub(crate) const OF_THE_SYSTEM: &str = "is a pipe or a device, and not a file or a folder";

/// Why a file that is not read through the project cannot be read.
#[cfg(feature = "export")]
pub(crate) fn cannot_read(name: &str, error: &std::io::Error) -> Failure {
    format!("cannot read `{}`: {error}", shown(name))
}

/// The folder of an edition that is named by it or by its form file. It holds a form.
pub(crate) fn edition_at(project: &Project, name: &str) -> Result<String, Failure> {
    Ok(files::edition_at(project.files(), name)?)
}

/// The folder of an edition that is named by it or by its form file, whether it holds a form or not.
pub(crate) fn folder_of(project: &Project, name: &str) -> String {
    files::folder_of(project.files(), name)
}

/// The model of an edition, or why there is none.
pub(crate) fn model(edition: &Edition) -> Result<&Model, Failure> {
    edition.model.as_ref().ok_or_else(|| "the form cannot be read; `canevas check` says why".to_owned())
}

/// Whether a name stands for a file.
pub(crate) fn is_file(project: &Project, name: &str) -> bool {
    project.files().kind(name) == Some(EntryKind::File)
}

/// Fails where a name that new files go into is that of a file.
pub(crate) fn not_a_file(files: &dyn Files, out: &str) -> Result<(), Failure> {
    if files.kind(out) != Some(EntryKind::File) {
        return Ok(());
    }
    Err(format!("`{}` is a file, and the new files go into a folder; name another one: --out FOLDER", shown(out)))
}
