//! The returns of several editions: where they stand, which of them count, and what the steps between the editions are.

use crate::diff::compare;
use crate::names::{edition_at, is_file};
use crate::returns::{Desk, desk_file, expected, files_at, reader};
use crate::{Failure, Refusal, shown};
use canevas_compiler::diagnostics::counted;
use canevas_compiler::editions::EditionDiff;
use canevas_compiler::evidence::EditionReturns;
use canevas_compiler::files::{EntryKind, Scope, join, split};
use canevas_compiler::model::Model;
use canevas_compiler::returns::{CountryState, CountryStatus, DeskKnowledge, NoteKind};
use canevas_compiler::{DeskFile, Edition, Project};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// An edition with the returns that came in for it.
pub(crate) struct EditionWithReturns {
    pub(crate) folder: String,
    /// Where its returns stand.
    pub(crate) home: String,
    pub(crate) edition: Arc<Edition>,
    accepted: Vec<String>,
    others: Vec<String>,
    pub(crate) known: DeskKnowledge,
}

/// Where the returns of several editions are looked for.
#[derive(Clone, Copy)]
pub(crate) struct ReturnsPlace<'r> {
    /// The form, or the folder of its latest edition.
    pub(crate) form: &'r str,
    /// A file, which answers the latest edition; or a folder that holds the returns of each edition in a folder of its name. Those
    /// of the editions themselves where none is named.
    pub(crate) returns: Option<&'r str>,
}

/// The model of an edition.
pub(crate) fn model_of(edition: &Edition) -> Result<&Model, Failure> {
    edition.model.as_ref().ok_or_else(|| "the form cannot be read; `canevas check` says why".to_owned())
}

/// Finds the returns of an edition. They stand in the folders `accepted` and `returns`, or without these beside each other.
pub(crate) fn with_returns(
    project: &Project,
    place: ReturnsPlace<'_>,
    folder: String,
) -> Result<EditionWithReturns, Refusal> {
    let files = project.files();
    if let Some(file) = place.returns.filter(|name| files.kind(name) == Some(EntryKind::File)) {
        return one_file(project, place, folder, file);
    }
    let home = place.returns.map_or_else(|| folder.clone(), |returns| join(returns, split(&folder).1));
    let is_folder = |name: &str| files.kind(&join(&home, name)) == Some(EntryKind::Folder);
    let below = |name: &str| if is_folder(name) { files_at(files, &[join(&home, name)]) } else { Ok(Vec::new()) };
    let (accepted, mut others) = (below("accepted")?, below("returns")?);
    if place.returns.is_some() && !is_folder("accepted") && !is_folder("returns") {
        if files.kind(&home) != Some(EntryKind::Folder) {
            return Err(format!("there is no folder `{}` with the returns of that edition", shown(&home)).into());
        }
        let is_return = |name: &String| name.ends_with(".json") || name.ends_with(".docx");
        let direct = files.list(&home)?.into_iter().map(|entry| join(&home, &entry.name));
        others = direct.filter(|name| is_return(name) && is_file(project, name)).collect();
    }
    let known = Desk::new(project, &home).known()?;
    let codes: Vec<String> = known.days.expected.clone();
    let edition = project.edition_with(&folder, Scope::WithoutReturns, &codes)?;
    Ok(EditionWithReturns { folder, home, edition, accepted, others, known })
}

/// An edition of which only one file is read. It answers the latest edition; those before it have no returns.
fn one_file(
    project: &Project,
    place: ReturnsPlace<'_>,
    folder: String,
    file: &str,
) -> Result<EditionWithReturns, Refusal> {
    let is_own = edition_at(project, place.form)? == folder;
    let known = Desk::new(project, &folder).known()?;
    let known = DeskKnowledge { histories: BTreeMap::new(), ..known };
    let edition = project.edition_with(&folder, Scope::WithoutReturns, &known.days.expected)?;
    let others = if is_own { vec![file.to_owned()] } else { Vec::new() };
    Ok(EditionWithReturns { home: folder.clone(), folder, edition, accepted: Vec::new(), others, known })
}

/// The returns of an edition that count. `text` gets a line about them, and one for each file that a person must look at. Also says
/// whether there is such a file.
pub(crate) fn returns_that_count<'e>(
    project: &Project,
    of: &'e EditionWithReturns,
    text: &mut String,
) -> Result<(EditionReturns<'e>, bool), Refusal> {
    let read =
        |names: &[String]| -> Vec<DeskFile> { names.iter().map(|name| desk_file(project.files(), name)).collect() };
    let expected = expected(&of.edition, &of.known);
    let returns = reader(&of.edition)?.returns_that_count(&expected, read(&of.accepted), read(&of.others), &of.known);
    let denies = note(&returns, text);
    Ok((returns, denies))
}

/// From each edition to the next: one fewer.
pub(crate) fn comparisons(project: &Project, folders: &[&str], today: &str) -> Result<Vec<EditionDiff>, Refusal> {
    folders.windows(2).map(|pair| Ok(compare(project, pair[0], pair[1], today)?.diff)).collect()
}

/// Says which files of an edition a person must look at.
fn note(returns: &EditionReturns<'_>, text: &mut String) -> bool {
    let status = &returns.status;
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{}: {} taken in", status.edition, counted(returns.returns.len(), "return", "returns"));
    let mut denies = false;
    for country in &status.countries {
        for note in country.notes.iter().filter(|note| note.kind == NoteKind::Several) {
            denies = true;
            let _ =
                writeln!(text, "  {} ({}): {}; accept the one that counts", country.name, country.code, note.message);
        }
    }
    let is_open = |country: &&CountryStatus| country.state != CountryState::Reported && !country.files.is_empty();
    for country in status.countries.iter().filter(is_open) {
        let why = match country.open {
            0 => "its return is a draft".to_owned(),
            open => format!("{} open in its return", counted(open, "point is", "points are")),
        };
        let _ = writeln!(text, "  {} ({}): not taken in: {why}", country.name, country.code);
    }
    for file in status.files.iter().filter(|file| !file.is_usable()) {
        denies = true;
        for note in &file.notes {
            let _ = writeln!(text, "  {}: left out: {}; {}", shown(&file.file), note.message, note.help);
        }
    }
    denies
}
