//! From the names in a request to the editions that they mean.

use crate::Failure;
use canevas_compiler::files::{self, EntryKind, Files, Scope, Texts};
use canevas_compiler::model::Model;
use canevas_compiler::{Edition, EditionFiles};

/// The names to look in: those given, else `schemas`, else where the user stands.
pub fn names_or_default(files: &dyn Files, names: &[String]) -> Vec<String> {
    match names {
        [] if files.kind("schemas") == Some(EntryKind::Folder) => vec!["schemas".to_owned()],
        [] => vec![String::new()],
        names => names.to_vec(),
    }
}

/// A name as messages print it.
pub fn shown(name: &str) -> &str {
    if name.is_empty() { "." } else { name }
}

/// The folders of the editions at or below the names, in order.
pub(crate) fn edition_folders(files: &dyn Files, names: &[String]) -> Result<Vec<String>, Failure> {
    Ok(files::editions(files, &names_or_default(files, names))?)
}

/// The files of the edition in a folder.
pub(crate) fn files_in(files: &dyn Files, folder: &str, scope: Scope) -> Result<EditionFiles, Failure> {
    Ok(files::read_edition(files, &mut Texts::default(), folder, scope)?)
}

/// The files of the edition that a name means: a folder, or a form file.
pub(crate) fn files_at(files: &dyn Files, name: &str, scope: Scope) -> Result<EditionFiles, Failure> {
    files_in(files, &files::edition_at(files, name)?, scope)
}

/// The model of an edition, or why there is none.
pub(crate) fn model(edition: &Edition) -> Result<&Model, Failure> {
    edition.model.as_ref().ok_or_else(|| "the form cannot be read; `canevas check` says why".to_owned())
}

/// Whether a name stands for a file.
pub(crate) fn is_file(files: &dyn Files, name: &str) -> bool {
    files.kind(name) == Some(EntryKind::File)
}
