//! Renames what an edition declares, in all of its files. Where a question of the edition before gets another id, the change file says so.
//!
//! Returns and last year's answers stay as they are: they come from outside, and forms that were sent out write the old id. A locked
//! edition stays as well; `canevas check` reports a lock that no longer fits.

use crate::file_kind::FileKind;
use crate::mentions::{self, Mention};
use crate::range::{FileEdits, FileRange, TextEdit};
use crate::symbol::Symbol;
use crate::targets::symbol_at;
use crate::view::View;
use canevas_compiler::Project;
use canevas_compiler::files::{Files, MemoryFiles, Scope, editions_before, join};
use canevas_compiler::syntax::{Id, mended_id};
use canevas_operations::{Edit, Refusal, RenameRequest, rename as declare};
use serde::Serialize;

/// A name that can be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RenamePlace {
    /// The name as it is.
    pub name: String,
    /// Where it stands.
    pub place: FileRange,
}

/// The name at a place, where it can be changed.
pub fn rename_place(project: &Project, file: &str, offset: usize) -> Option<RenamePlace> {
    let (view, symbol) = symbol_at(project, file, offset)?;
    if matches!(symbol, Symbol::Country(_)) || matches!(FileKind::of(file), FileKind::Return) {
        return None;
    }
    let text = view.text(file)?;
    let found = mentions::of_file(&view, file, &text);
    let range = mentions::at(&found, offset)?.range.clone();
    let place = FileRange { file: file.to_owned(), start: range.start, end: range.end };
    Some(RenamePlace { name: symbol.name().to_owned(), place })
}

/// Renames what stands at a place. The change file gets its entry where the edition before has the old id.
///
/// # Errors
///
/// Fails where nothing there has a name of the form's own, and where the new name cannot be an id or is taken.
pub fn rename(project: &Project, file: &str, offset: usize, new: &str) -> Result<Vec<FileEdits>, String> {
    let (view, symbol) = symbol_at(project, file, offset).ok_or("there is no name here that a form declares")?;
    if rename_place(project, file, offset).is_none() {
        return Err(format!("the name of a {} is not changed here", symbol.kind()));
    }
    if !Id::is_valid(new) {
        let mended = mended_id(new);
        let instead = if mended.is_empty() { String::new() } else { format!(": `{mended}`") };
        return Err(format!(
            "`{new}` cannot be an id: an id starts with a small letter and has small letters, digits and _ only, 40 at most{instead}"
        ));
    }
    if view.edition.model.is_none() {
        return Err("the form cannot be read; mend what is found in it first".to_owned());
    }
    if new == symbol.name() {
        return Ok(Vec::new());
    }
    let all = mentions::all(&view);
    let is_taken = |mention: &Mention| mention.is_definition && is_taken_by(&mention.symbol, &symbol, new);
    if all.iter().flat_map(|file| &file.mentions).any(is_taken) {
        return Err(format!("`{new}` is taken already; an id stands for one thing only"));
    }
    let mut changed = Vec::new();
    for found in all.iter().filter(|found| FileKind::of(&found.file) != FileKind::Return) {
        let named = found.mentions.iter().filter(|mention| mention.symbol == symbol);
        let edit =
            |mention: &Mention| TextEdit { start: mention.range.start, end: mention.range.end, text: new.to_owned() };
        let mut edits: Vec<TextEdit> = named.map(edit).collect();
        edits.sort();
        edits.dedup();
        if !edits.is_empty() {
            changed.push(FileEdits { file: found.file.clone(), is_new: false, edits });
        }
    }
    if matches!(symbol, Symbol::Question(_)) {
        declared(&view, symbol.name(), new, &mut changed)?;
    }
    Ok(changed)
}

/// Whether something that is declared takes the new name of a symbol.
fn is_taken_by(known: &Symbol, renamed: &Symbol, new: &str) -> bool {
    if known.name() != new {
        return false;
    }
    match (known, renamed) {
        // Conditions name questions, facts and computed numbers in the same way.
        (
            Symbol::Question(_) | Symbol::Fact(_) | Symbol::Computed(_),
            Symbol::Question(_) | Symbol::Fact(_) | Symbol::Computed(_),
        )
        | (Symbol::Section(_), Symbol::Section(_))
        | (Symbol::List(_), Symbol::List(_))
        | (Symbol::Date(_), Symbol::Date(_))
        | (Symbol::NonResponse(_), Symbol::NonResponse(_))
        | (Symbol::ReportBlock(_), Symbol::ReportBlock(_)) => true,
        (Symbol::Field(of, _), Symbol::Field(own, _)) => of == own,
        (Symbol::FactField(of, _), Symbol::FactField(own, _)) => of == own,
        (Symbol::Option(of, _), Symbol::Option(own, _)) => of == own,
        _ => false,
    }
}

/// Adds the entry of the change file, as `canevas rename` writes it. Nothing needs saying of a question that the edition before did
/// not ask, and where the change file names the question already, its entry was changed with the others.
fn declared(view: &View<'_>, old: &str, new: &str, changed: &mut Vec<FileEdits>) -> Result<(), String> {
    let files = view.project.files();
    let Some(before) = editions_before(files, &view.folder).unwrap_or_default().into_iter().next() else {
        return Ok(());
    };
    let earlier = view.project.edition(&before, Scope::WithoutReturns)?;
    let was_asked = earlier.model.as_ref().is_some_and(|model| model.question(old).is_some());
    let name = join(&view.folder, "changes.yaml");
    let is_named = changed.iter().any(|edits| edits.file == name);
    if !was_asked || is_named {
        return Ok(());
    }
    // The operation reads both editions as they will be.
    let mut memory = MemoryFiles::default();
    for folder in [&before, &view.folder] {
        copy(files, &mut memory, folder, changed)?;
    }
    let project: &Project = &Project::new(memory);
    let request = RenameRequest {
        old: old.to_owned(),
        new: new.to_owned(),
        from: Some(before.clone()),
        edition: view.folder.clone(),
    };
    let Edit::Write { bytes, .. } = declare(project, &request).map_err(|refusal| why(&refusal))? else {
        return Ok(());
    };
    let after = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let present = view.project.text(&name).ok().map(|file| file.text);
    let edit = TextEdit::between(present.as_deref().unwrap_or_default(), &after);
    changed.extend(edit.map(|edit| FileEdits { file: name, is_new: present.is_none(), edits: vec![edit] }));
    Ok(())
}

/// Why the operation gave no entry.
fn why(refusal: &Refusal) -> String {
    let denied = "the change file cannot take the entry; `canevas rename` says why";
    refusal.conclusion().err().unwrap_or_else(|| denied.to_owned())
}

/// The files of an edition that the operation reads, with the changes that are made.
fn copy(files: &dyn Files, memory: &mut MemoryFiles, folder: &str, changed: &[FileEdits]) -> Result<(), String> {
    for name in ["form.yaml", "changes.yaml", "published.json"] {
        let name = join(folder, name);
        let Ok(bytes) = files.read(&name) else { continue };
        let text = String::from_utf8(bytes).map_err(|_| format!("`{name}` is not UTF-8"))?;
        let edits = changed.iter().find(|edits| edits.file == name);
        memory.write(name, edits.map_or_else(|| text.clone(), |edits| edits.apply(&text)));
    }
    Ok(())
}
