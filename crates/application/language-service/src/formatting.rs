//! What `canevas fmt` changes in one file.

use crate::range::TextEdit;
use canevas_compiler::Project;
use canevas_operations::{Edit, FmtRequest, fmt};

/// The change that mends a file; `None` where there is nothing to mend.
///
/// # Errors
///
/// Fails where the file cannot be read.
pub fn format(project: &Project, file: &str) -> Result<Option<TextEdit>, String> {
    if !file.ends_with(".yaml") {
        return Ok(None);
    }
    let outcome = fmt(project, &FmtRequest { names: vec![file.to_owned()], check: false })?;
    let before = project.text(file)?.text;
    Ok(outcome.edits.iter().find_map(|edit| match edit {
        Edit::Write { path, bytes } if path == file => TextEdit::between(&before, std::str::from_utf8(bytes).ok()?),
        _ => None,
    }))
}
