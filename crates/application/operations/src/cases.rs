//! Writes the first cases of a form: files in which each of its conditions is true once and false once.

use crate::names::{edition_at, model};
use crate::returns::{NewFile, into_folder};
use crate::{EditionFindings, Edits, Project, Refusal, shown};
use canevas_compiler::cases::first_set;
use canevas_compiler::files::{Scope, join};

/// Of which form, and whether files may be replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CasesRequest {
    /// A form file, or the folder of its edition.
    pub name: String,
    /// Whether to replace files that exist and differ.
    pub force: bool,
}

/// The first cases of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenCases {
    /// The edits that write them.
    pub edits: Edits,
    /// The files, also those that stood there already as they are.
    pub files: Vec<String>,
    /// The conditions for which no case was found, a sentence each.
    pub left: Vec<String>,
}

impl WrittenCases {
    /// The text that a person reads: which files the command wrote, and which conditions have no case.
    pub fn text(&self) -> String {
        let mut lines: Vec<String> = self.files.iter().map(|name| shown(name).to_owned()).collect();
        if self.files.is_empty() && self.left.is_empty() {
            lines.push("the form has no conditions, so there is nothing to write".to_owned());
        }
        lines.extend(self.left.iter().cloned());
        lines.push(String::new());
        lines.join("\n")
    }
}

/// Writes the first cases of a form into the folder `cases` beside it.
pub fn write_cases(project: &Project, request: &CasesRequest) -> Result<WrittenCases, Refusal> {
    let folder = edition_at(project, &request.name)?;
    let edition = project.edition(&folder, Scope::WithoutReturns)?;
    if edition.findings.deny() {
        return Err(Refusal::Before(Box::new(EditionFindings::of(&edition))));
    }
    model(&edition)?;
    let copies = edition.copies();
    let set =
        copies.first().map(first_set).ok_or_else(|| "the form cannot be read; `canevas check` says why".to_owned())?;
    let out = join(&folder, "cases");
    let files = set.files.iter().map(|(name, _)| join(&out, name)).collect();
    let new = |(name, text): (String, String)| NewFile {
        from: "the conditions of the form".to_owned(),
        name,
        content: text.into_bytes(),
    };
    let edits = into_folder(project, &out, set.files.into_iter().map(new).collect(), request.force)?;
    Ok(WrittenCases { edits, files, left: set.left })
}
