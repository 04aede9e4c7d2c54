//! Starts the next edition of a form, and adds the rows of returns that come in after that.

mod returns;
mod started;

use crate::names::{edition_at, model};
use crate::{Conclusion, EditionFindings, Edits, Failure, Refusal, shown};
use canevas_compiler::diagnostics::{counted, first_names};
use canevas_compiler::files::{EntryKind, Scope, join};
use canevas_compiler::model::Model;
use canevas_compiler::{Edition, EditionFiles, Project, editions};
use started::Started;

/// Which edition to start from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NextEditionRequest {
    /// The edition to start from.
    pub edition: String,
    /// Returns, or folders of them, whose rows are carried into country files.
    pub returns: Vec<String>,
    /// The folder to start it in; beside the edition where none is named.
    pub out: Option<String>,
}

/// The next edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedEdition {
    /// Its folder.
    pub folder: String,
    /// Whether it was started before, so that only rows were added to it.
    pub is_added_to: bool,
    /// The edits that write its files.
    pub edits: Edits,
    /// What a person still has to decide.
    pub to_decide: Vec<String>,
    /// How many returns were left out.
    pub left_out: usize,
    /// From how many of the others a part was not carried.
    pub in_part: usize,
}

impl StartedEdition {
    /// A return that was left out, or a part of it, denies: rows of its country are missing.
    pub fn conclusion(&self) -> Conclusion {
        Conclusion::denies_if(self.left_out + self.in_part > 0)
    }

    /// What to do about the returns that were left out.
    pub fn advice(&self) -> Option<String> {
        let folder = shown(&self.folder);
        let left_out = (self.left_out > 0).then(|| {
            let left_out = counted(self.left_out, "return", "returns");
            let (were, them, their) =
                if self.left_out == 1 { ("was", "it", "its rows") } else { ("were", "them", "their rows") };
            format!(
                "{left_out} {were} left out, and {their} are missing in {folder}: mend {them}, and run the same command again, which adds what is missing"
            )
        });
        let in_part = (self.in_part > 0).then(|| {
            let (returns, were) =
                (counted(self.in_part, "return", "returns"), if self.in_part == 1 { "was" } else { "were" });
            format!("{returns} {were} carried in part: type what is missing into the country files in {folder}")
        });
        let all: Vec<String> = left_out.into_iter().chain(in_part).collect();
        (!all.is_empty()).then(|| all.join("\n"))
    }
}

/// Starts the next edition. Where it was started before, adds the rows of returns to it.
pub fn next_edition(project: &Project, request: &NextEditionRequest) -> Result<StartedEdition, Refusal> {
    let folder = edition_at(project, &request.edition)?;
    let own = project.edition_files(&folder, Scope::WithoutReturns)?;
    let edition = project.edition(&folder, Scope::WithoutReturns)?;
    if edition.findings.deny() {
        return Err(Refusal::Before(Box::new(EditionFindings::of(&edition))));
    }
    let model = model(&edition)?;
    let changes = own.changes.as_ref().map(|file| file.text.as_str());
    let next = editions::next_edition(&edition.sources, model, &edition.catalogues, changes, edition.changes.as_ref())?;
    let target = match &request.out {
        Some(out) => out.clone(),
        None => join(&folder_beside(project, &folder)?, &next.edition),
    };
    let mut started = if project.files().kind(&join(&target, "form.yaml")).is_some() {
        started_before(project, request, &target, model, &next.edition)?
    } else {
        Started::new(target, &own, next)
    };
    let has_file = |code: &str| own.countries.iter().any(|file| file.stem == code);
    let read = returns::read(project, &request.returns, model, has_file)?;
    started.take_notes(read.notes, read.left_out);
    for returned in &read.taken {
        let old = own.countries.iter().find(|file| file.stem == returned.country);
        started.carry(returned, model, old.map(|file| file.text.as_str()));
    }
    // The result is read before it is written, to report what is wrong with it.
    let mut result = Edition::read(&started.files);
    while result.findings.deny() && started.take_back(&result, model) {
        result = Edition::read(&started.files);
    }
    if result.findings.deny() {
        return Err(Refusal::After(Box::new(EditionFindings::of(&result))));
    }
    if !started.is_added_to() {
        started.keep_cases(&project.edition_files(&folder, Scope::Whole)?.cases);
    }
    let others = started.others_files(project.files());
    if let Some((first, more)) = others.split_first() {
        let more = if more.is_empty() {
            String::new()
        } else {
            format!(" and {} more ({})", more.len(), first_names(more.iter().map(String::as_str)))
        };
        let why = format!(
            "`{first}`{more} would be overwritten, so nothing was written: move what is there, or name another folder with --out"
        );
        return Err(why.into());
    }
    started.name_missing_returns();
    Ok(started.finish())
}

/// The next edition of a form as it is in its folder, where the request only adds returns to it.
fn started_before<'r>(
    project: &Project,
    request: &NextEditionRequest,
    target: &str,
    old: &Model,
    name: &str,
) -> Result<Started<'r>, Refusal> {
    let form = join(target, "form.yaml");
    let exists = |advice: &str| Refusal::from(format!("`{form}` exists already, so nothing was changed: {advice}"));
    if request.returns.is_empty() || project.files().kind(&form) != Some(EntryKind::File) {
        let advice = "name returns with --returns to add their rows, start from the last edition, or name another folder with --out";
        return Err(exists(advice));
    }
    let files: EditionFiles = project.edition_files(target, Scope::WithoutReturns)?;
    let edition = project.edition(target, Scope::WithoutReturns)?;
    if edition.findings.deny() {
        return Err(Refusal::Before(Box::new(EditionFindings::of(&edition))));
    }
    let new = model(&edition)?;
    if new.form != old.form || new.edition != name {
        let other = format!("it is {} {}, and the next edition is {} {name}", new.form, new.edition, old.form);
        return Err(exists(&format!("{other}; start from the last edition, or name another folder with --out")));
    }
    Ok(Started::before(target.to_owned(), files, new))
}

/// The folder in which the next edition stands beside one.
fn folder_beside(project: &Project, folder: &str) -> Result<String, Failure> {
    let place = project.files().place_of(folder);
    let why = || format!("`{}` stands in no other folder: name a place for the next edition with --out", shown(folder));
    place.map(|(above, _)| above).ok_or_else(why)
}
