//! The files that a command writes for people: none of them replaces another one unasked.

use crate::names::not_a_file;
use crate::read::own_kind;
use crate::{Edit, Edits, Refusal, shown};
use canevas_compiler::Project;
use canevas_compiler::files::{EntryKind, join};

/// A file to write.
pub(crate) struct NewFile {
    /// What it is made from, for messages.
    pub(crate) from: String,
    /// Its name in the folder.
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
}

/// The edits that put files into a folder. A file that is there and says the same is left alone; another one is replaced only
/// with `force`.
pub(crate) fn into_folder(project: &Project, out: &str, files: Vec<NewFile>, force: bool) -> Result<Edits, Refusal> {
    not_a_file(project.files(), out)?;
    let mut edits = Edits::new();
    for NewFile { from, name, content } in files {
        let path = join(out, &name);
        if edits.iter().any(|edit: &Edit| edit.path() == path) {
            return Err(format!(
                "two files would become `{}`; `{}` is the second: write it into another folder",
                shown(&path),
                shown(&from)
            )
            .into());
        }
        match own_kind(project.files(), &path) {
            Some(EntryKind::File) if project.files().read(&path).is_ok_and(|found| found == content) => {}
            Some(kind) if !force || kind != EntryKind::File => {
                return Err(format!("`{}` exists and differs; replace it with --force", shown(&path)).into());
            }
            _ => edits.push(Edit::write(path, content)),
        }
    }
    Ok(edits)
}
