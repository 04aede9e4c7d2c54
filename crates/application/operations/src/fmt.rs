//! Mends text that YAML would read in another way than it was meant.

use crate::names::{OF_THE_SYSTEM, names_or_default, neither};
use crate::{Conclusion, Edit, Edits, Failure};
use canevas_compiler::diagnostics::Source;
use canevas_compiler::files::{EntryKind, Files, files_below, is_of_tools, join};
use canevas_compiler::{Project, syntax};

/// Which files to mend.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FmtRequest {
    /// YAML files, or folders above them; the usual folder where empty.
    pub names: Vec<String>,
    /// Whether the files are only looked at. A file that would change then denies.
    pub check: bool,
}

/// What mending YAML files does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FmtOutcome {
    /// The files that change, or that would.
    pub changed: Vec<String>,
    /// One edit per file that changes; none where the request only looks.
    pub edits: Edits,
    /// How many files were read.
    pub total: usize,
    /// What has the name of such a file and cannot be read: a sentence each.
    pub unread: Vec<String>,
    /// Whether a file would change that must not.
    pub conclusion: Conclusion,
}

/// Mends the YAML files that a request names. Every file is read before there is any edit.
pub fn fmt(project: &Project, request: &FmtRequest) -> Result<FmtOutcome, Failure> {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for name in names_or_default(project, &request.names) {
        match project.files().kind(&name) {
            Some(EntryKind::File) => found.push(name),
            Some(EntryKind::Folder) => {
                let below = files_below(project.files(), &name)?;
                found.extend(below.into_iter().filter(|file| file.ends_with(ENDING)));
                unread_below(project.files(), &name, &mut unread)?;
            }
            _ => return Err(neither(project.files(), &name)),
        }
    }
    let (mut changed, mut edits) = (Vec::new(), Edits::new());
    for name in &found {
        let file = project.text(name)?;
        let text = syntax::format::format(&Source::new(&file.name, &file.text));
        if text != file.text {
            changed.push(name.clone());
            edits.push(Edit::write(name, text));
        }
    }
    if request.check {
        edits.clear();
    }
    let conclusion = Conclusion::denies_if(request.check && !changed.is_empty());
    Ok(FmtOutcome { changed, edits, total: found.len(), unread, conclusion })
}

/// What below a folder has the name of a YAML file and cannot be read: a sentence each.
fn unread_below(files: &dyn Files, folder: &str, unread: &mut Vec<String>) -> Result<(), Failure> {
    for entry in files.list(folder)? {
        let name = join(folder, &entry.name);
        match (entry.kind, files.kind(&name)) {
            (EntryKind::Folder, _) if is_of_tools(&entry.name) => {}
            (EntryKind::Folder, _) => unread_below(files, &name, unread)?,
            (EntryKind::Other, kind) if entry.name.ends_with(ENDING) => match kind {
                None => unread.push(format!("`{name}` is not read: the link leads nowhere")),
                Some(EntryKind::Other) => unread.push(format!("`{name}` {OF_THE_SYSTEM}")),
                Some(EntryKind::File | EntryKind::Folder) => {}
            },
            _ => {}
        }
    }
    Ok(())
}

/// The ending of the files that are mended.
const ENDING: &str = ".yaml";
