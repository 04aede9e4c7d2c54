//! Who reported, and what is still open.

use crate::build::LARGEST_WORD;
use crate::names::{edition_at, edition_folders};
use crate::{Conclusion, Failure, json, shown};
use canevas_compiler::files::{EntryKind, Files, Scope, files_below, join, split};
use canevas_compiler::model::countries;
use canevas_compiler::returns::{Delivery, DeskStatus, page, table};
use canevas_compiler::{DeskFile, DeskReader, Edition, Project};
use std::collections::BTreeSet;

/// How many files are in memory at once.
const AT_ONCE: usize = 256;

/// What to look at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatusRequest {
    /// Files, and folders of files; the returns of the edition where empty.
    pub names: Vec<String>,
    /// The form file, or the folder of its edition. If none is named, it is the edition that holds the first folder, or the
    /// only one there is.
    pub form: Option<String>,
}

/// What came in.
#[derive(Debug)]
pub struct StatusOutcome {
    status: DeskStatus,
}

impl StatusOutcome {
    /// The status as a table for people.
    pub fn text(&self) -> String {
        table(&self.status)
    }

    /// The status as JSON.
    pub fn json(&self) -> Result<String, Failure> {
        json(&self.status)
    }

    /// The status as a page.
    pub fn html(&self) -> Result<String, Failure> {
        page(&self.status).map_err(|error| format!("cannot write the page: {error}"))
    }

    /// Denies where a file cannot be used, or a country sent answers that differ.
    pub fn conclusion(&self) -> Conclusion {
        Conclusion::denies_if(self.status.needs_a_person())
    }
}

/// Reads what came in. Calls `progress` with the number of files that are done, and the number of all files.
pub fn returns_status(
    project: &Project,
    request: &StatusRequest,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<StatusOutcome, Failure> {
    let folder = edition_of(project, request)?;
    let names = match &*request.names {
        [] => vec![join(&folder, "returns")],
        names => names.iter().map(|name| returns_in(project.files(), name)).collect(),
    };
    let files = files_at(project.files(), &names)?;
    let edition = project.edition(&folder, Scope::WithoutReturns)?;
    let reader = reader(&edition)?;
    let expected: Vec<String> = edition.countries.iter().map(|country| country.code.clone()).collect();
    let found = deliveries(project.files(), &reader, &files, &mut |done| progress(done, files.len()));
    // A country without a country file may have sent something: its files are read again, for a copy of its own.
    let of_other = |delivery: &Delivery| {
        let code = delivery.country.as_ref()?;
        (!expected.contains(code) && countries::by_code(code).is_some()).then(|| code.clone())
    };
    let others: BTreeSet<String> = found.iter().filter_map(of_other).collect();
    if others.is_empty() {
        return Ok(StatusOutcome { status: reader.status(&expected, found) });
    }
    let (again, mut found): (Vec<Delivery>, Vec<Delivery>) =
        found.into_iter().partition(|delivery| of_other(delivery).is_some());
    let again: Vec<String> = again.into_iter().map(|delivery| delivery.file).collect();
    let codes: Vec<String> = others.into_iter().collect();
    let edition = project.edition_with(&folder, Scope::WithoutReturns, &codes)?;
    let reader = self::reader(&edition)?;
    found.extend(deliveries(project.files(), &reader, &again, &mut |_| ()));
    Ok(StatusOutcome { status: reader.status(&expected, found) })
}

fn reader(edition: &Edition) -> Result<DeskReader<'_>, Failure> {
    edition.desk_reader().ok_or_else(|| "the form cannot be read; `canevas check` says why".to_owned())
}

/// The edition whose returns are looked at.
fn edition_of(project: &Project, request: &StatusRequest) -> Result<String, Failure> {
    if let Some(form) = &request.form {
        return edition_at(project, form);
    }
    let files = project.files();
    let holds_form = |folder: &str| files.kind(&join(folder, "form.yaml")) == Some(EntryKind::File);
    for name in &request.names {
        if holds_form(name) {
            return Ok(name.clone());
        }
        if let Some((above, _)) = files.place_of(name).filter(|(above, _)| holds_form(above)) {
            return Ok(above);
        }
    }
    let editions = edition_folders(project, &[])?;
    match &*editions {
        [only] => Ok(only.clone()),
        _ => Err(format!(
            "there are {} editions here; name the one that the files answer: --form {}",
            editions.len(),
            editions.last().map_or("", String::as_str)
        )),
    }
}

/// The returns of an edition, where the name is that of its folder.
fn returns_in(files: &dyn Files, name: &str) -> String {
    let is_edition = files.kind(&join(name, "form.yaml")) == Some(EntryKind::File);
    if is_edition { join(name, "returns") } else { name.to_owned() }
}

/// The files at or below the names, each once, in order. Hidden files and the lock files of Word are left out.
fn files_at(files: &dyn Files, names: &[String]) -> Result<Vec<String>, Failure> {
    let mut found = BTreeSet::new();
    for name in names {
        match files.kind(name) {
            Some(EntryKind::File) => drop(found.insert(name.clone())),
            Some(EntryKind::Folder) => found.extend(files_below(files, name)?),
            _ => return Err(format!("there is no file or folder `{}`", shown(name))),
        }
    }
    found.retain(|name| !split(name).1.starts_with(['.', '~']));
    Ok(found.into_iter().collect())
}

/// Reads files, some at a time, and tells how many are done.
fn deliveries(
    files: &dyn Files,
    reader: &DeskReader<'_>,
    names: &[String],
    done: &mut dyn FnMut(usize),
) -> Vec<Delivery> {
    let mut found = Vec::with_capacity(names.len());
    for some in names.chunks(AT_ONCE) {
        let read = |name: &String| DeskFile {
            name: name.clone(),
            bytes: files.read_at_most(name, LARGEST_WORD).map_err(|error| error.to_string()),
        };
        found.extend(reader.read(some.iter().map(read).collect()));
        done(found.len());
    }
    found
}
