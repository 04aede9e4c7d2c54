//! Mends what YAML would read otherwise than it was written.

use crate::{Edit, Edits, Failure, names::names_or_default, shown};
use canevas_compiler::diagnostics::Source;
use canevas_compiler::files::{EntryKind, Files, Texts, files_below};
use canevas_compiler::syntax;

/// What mending YAML files does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FmtOutcome {
    /// One edit per file that changes.
    pub edits: Edits,
    /// How many files were read.
    pub total: usize,
}

/// Mends the YAML files with these names, and those below folders with these names.
pub fn fmt(files: &dyn Files, names: &[String]) -> Result<FmtOutcome, Failure> {
    let mut found = Vec::new();
    for name in names_or_default(files, names) {
        match files.kind(&name) {
            Some(EntryKind::File) => found.push(name),
            Some(EntryKind::Folder) => {
                let below = files_below(files, &name)?;
                found.extend(below.into_iter().filter(|file| file.ends_with(".yaml")));
            }
            _ => return Err(format!("there is no file or folder `{}`", shown(&name))),
        }
    }
    let (mut edits, mut texts) = (Edits::new(), Texts::default());
    for name in &found {
        let file = texts.read(files, name)?;
        let text = syntax::format::format(&Source::new(&file.name, &file.text));
        if text != file.text {
            edits.push(Edit::write(name, text));
        }
    }
    Ok(FmtOutcome { edits, total: found.len() })
}
