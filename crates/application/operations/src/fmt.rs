//! Mends text that YAML would read in another way than it was meant.

use crate::names::names_or_default;
use crate::{Conclusion, Edit, Edits, Failure, shown};
use canevas_compiler::diagnostics::Source;
use canevas_compiler::files::{EntryKind, files_below, nothing_at};
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
    /// Whether a file would change that must not.
    pub conclusion: Conclusion,
}

/// Mends the YAML files that a request names. Every file is read before there is any edit.
pub fn fmt(project: &Project, request: &FmtRequest) -> Result<FmtOutcome, Failure> {
    let mut found = Vec::new();
    for name in names_or_default(project, &request.names) {
        match project.files().kind(&name) {
            Some(EntryKind::File) => found.push(name),
            Some(EntryKind::Folder) => {
                let below = files_below(project.files(), &name)?;
                found.extend(below.into_iter().filter(|file| file.ends_with(".yaml")));
            }
            _ => {
                let why = format!("there is no file or folder `{}`", shown(&name));
                return Err(nothing_at(project.files(), &name, why).into());
            }
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
    Ok(FmtOutcome { changed, edits, total: found.len(), conclusion })
}
