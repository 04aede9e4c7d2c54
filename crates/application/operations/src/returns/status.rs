//! Who reported, and what is still open.

use super::desk_files::{Desk, day};
use super::places::{desk_file, edition_of, files_at, reader};
use super::receipt::{Receipt, verified};
use crate::unread::unread_of_desk;
use crate::{Conclusion, Failure, Refusal, json, shown};
use canevas_compiler::files::{EntryKind, Files, Scope, UnreadFile, join};
use canevas_compiler::model::Model;
use canevas_compiler::returns::{Delivery, DeskKnowledge, DeskStatus, page, table};
use canevas_compiler::{DeskReader, Edition, Project};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

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
    /// Today, such as `2024-03-31`. If none is named, no country is overdue.
    pub today: Option<String>,
    /// Digests of files, as receipts print them. The status says whose each is.
    pub receipts: Vec<String>,
}

#[derive(Serialize)]
struct StatusReport<'s> {
    #[serde(flatten)]
    status: &'s DeskStatus,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    receipts: &'s [Receipt],
    /// The files of the desk that have another name than it reads, with what to do.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    not_read: BTreeMap<&'s str, &'s str>,
}

/// What came in.
#[derive(Debug)]
pub struct StatusOutcome {
    status: DeskStatus,
    receipts: Vec<Receipt>,
    unread: Vec<UnreadFile>,
}

impl StatusOutcome {
    /// The status as a table for people.
    pub fn text(&self) -> String {
        let mut out = table(&self.status);
        if !self.receipts.is_empty() {
            out.push_str("\nreceipts:\n");
            out.extend(self.receipts.iter().map(Receipt::line));
        }
        if !self.unread.is_empty() {
            out.push_str("\nnot read:\n");
            out.extend(self.unread.iter().map(|file| format!("  {}: {}\n", shown(&file.name), file.advice)));
        }
        out
    }

    /// The status as JSON.
    pub fn json(&self) -> Result<String, Failure> {
        let not_read = self.unread.iter().map(|file| (&*file.name, &*file.advice)).collect();
        json(&StatusReport { status: &self.status, receipts: &self.receipts, not_read })
    }

    /// The status as a page.
    pub fn html(&self) -> Result<String, Failure> {
        page(&self.status).map_err(|error| format!("cannot write the page: {error}"))
    }

    /// Denies where a file cannot be used, or a country sent answers that differ.
    pub fn conclusion(&self) -> Conclusion {
        Conclusion::denies_if(self.status.needs_a_person() || self.receipts.iter().any(|receipt| !receipt.is_known()))
    }
}

/// Reads what came in. Calls `progress` with the number of files that are done, and the number of all files.
pub fn returns_status(
    project: &Project,
    request: &StatusRequest,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<StatusOutcome, Refusal> {
    let folder = edition_of(project, request.form.as_deref(), &request.names)?;
    let names = match &*request.names {
        [] => vec![join(&folder, "returns")],
        names => names.iter().map(|name| returns_in(project.files(), name)).collect(),
    };
    let files = files_at(project.files(), &names)?;
    let desk = Desk::new(project, &folder);
    let known = DeskKnowledge { today: request.today.as_deref().map(day).transpose()?, ..desk.known()? };
    let status = read_all(project, &folder, &files, &known, progress)?;
    let receipts = request.receipts.iter().map(|digits| verified(digits, &status, &known)).collect::<Result<_, _>>()?;
    let unread = unread_of_desk(project.files(), &folder);
    Ok(StatusOutcome { status, receipts, unread })
}

/// What is known of these files.
pub(super) fn read_all(
    project: &Project,
    folder: &str,
    files: &[String],
    known: &DeskKnowledge,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<DeskStatus, Failure> {
    let edition = project.edition(folder, Scope::WithoutReturns)?;
    let reader = reader(&edition)?;
    let expected = expected(&edition, known);
    let found = deliveries(project.files(), &reader, files, &mut |done| progress(done, files.len()));
    // A country without a country file may have sent something: its files are read again, for a copy of its own.
    let of_other = |delivery: &Delivery| {
        let code = delivery.country.as_ref()?;
        let has_file = edition.countries.iter().any(|country| country.code == *code);
        (!has_file && edition.can_answer(code)).then(|| code.clone())
    };
    let others: BTreeSet<String> = found.iter().filter_map(of_other).collect();
    if others.is_empty() {
        return Ok(reader.status(&expected, found, known));
    }
    let (again, mut found): (Vec<Delivery>, Vec<Delivery>) =
        found.into_iter().partition(|delivery| of_other(delivery).is_some());
    let again: Vec<String> = again.into_iter().map(|delivery| delivery.file).collect();
    let codes: Vec<String> = others.into_iter().collect();
    let edition = project.edition_with(folder, Scope::WithoutReturns, &codes)?;
    let reader = super::places::reader(&edition)?;
    found.extend(deliveries(project.files(), &reader, &again, &mut |_| ()));
    Ok(reader.status(&expected, found, known))
}

/// Those who are asked to report: those that `desk.yaml` expects, else all of the form's list, or the countries with a country file.
pub(crate) fn expected(edition: &Edition, known: &DeskKnowledge) -> Vec<String> {
    let listed = edition.model.iter().flat_map(Model::listed_respondents).map(|choice| choice.code.to_string());
    let listed: Vec<String> = listed.collect();
    match known.days.expected.as_slice() {
        [] if !listed.is_empty() => listed,
        [] => edition.countries.iter().map(|country| country.code.clone()).collect(),
        named => named.to_vec(),
    }
}

/// The returns of an edition, where the name is that of its folder.
fn returns_in(files: &dyn Files, name: &str) -> String {
    let is_edition = files.kind(&join(name, "form.yaml")) == Some(EntryKind::File);
    if is_edition { join(name, "returns") } else { name.to_owned() }
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
        let read = |name: &String| desk_file(files, name);
        found.extend(reader.read(some.iter().map(read).collect()));
        done(found.len());
    }
    found
}
