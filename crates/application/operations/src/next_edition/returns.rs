//! The returns whose rows a new edition takes. What cannot be taken is named, and stops no other return.

use crate::{Failure, shown};
use canevas_compiler::files::{EntryKind, files_below, is_beside_others, unread_returns};
use canevas_compiler::model::{Model, RespondentsKind};
use canevas_compiler::{Misfit, Project, Response, ReturnFault, read_return_text};
use std::collections::{BTreeMap, BTreeSet};

/// A return of the edition before, of one country.
pub(super) struct Returned {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) country: String,
    pub(super) response: Response,
}

/// The returns that can be taken, one of a country, and notes about all others.
#[derive(Default)]
pub(super) struct Returns {
    pub(super) taken: Vec<Returned>,
    pub(super) notes: Vec<String>,
    /// How many of them were left out.
    pub(super) left_out: usize,
}

impl Returns {
    /// Says why returns are left out.
    fn leave_out(&mut self, count: usize, why: String) {
        self.notes.push(why);
        self.left_out += count;
    }
}

/// Reads the returns that these names mean. Fails only for a name that means nothing.
pub(super) fn read(
    project: &Project,
    names: &[String],
    model: &Model,
    has_file: impl Fn(&str) -> bool,
) -> Result<Returns, Failure> {
    let mut out = Returns::default();
    let (mut files, mut known) = (Vec::new(), BTreeSet::new());
    for name in names {
        let (found, unread) = return_names(project, name)?;
        for why in unread {
            out.leave_out(1, why);
        }
        files.extend(found.into_iter().filter(|file| known.insert(file.clone())));
    }
    let mut returns = Vec::new();
    for name in files {
        let read = project.text(&name).map_err(|error| error.to_string());
        match read.and_then(|file| returned(&name, file.text, model, &has_file)) {
            Ok(returned) => returns.push(returned),
            Err(why) => out.leave_out(1, format!("{why}; nothing was carried from it")),
        }
    }
    let mut of_country: BTreeMap<String, Vec<&Returned>> = BTreeMap::new();
    for returned in &returns {
        of_country.entry(returned.country.clone()).or_default().push(returned);
    }
    for (code, found) in &of_country {
        if let [returned] = found.as_slice() {
            if !returned.response.is_complete() {
                let advice = "and was carried as it is: compare it with the complete return";
                out.notes.push(format!("{code}: {} is a draft, {advice}", returned.name));
            }
            continue;
        }
        let names: Vec<&str> = found.iter().map(|returned| returned.name.as_str()).collect();
        let why = format!(
            "{code}: {} are returns of this country; nothing was carried from them: take away those that do not count",
            names.join(" and ")
        );
        out.leave_out(found.len(), why);
    }
    let alone: BTreeSet<String> =
        of_country.into_iter().filter(|(_, found)| found.len() == 1).map(|(code, _)| code).collect();
    returns.retain(|returned| alone.contains(&returned.country));
    out.taken = returns;
    Ok(out)
}

/// A return of this edition from a country, or why the file is none. A return that says two things at once, or that `canevas check`
/// refuses as a file, says nothing that could be carried.
fn returned(name: &str, text: String, model: &Model, has_file: impl Fn(&str) -> bool) -> Result<Returned, String> {
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(format!("{name} is empty"));
    }
    let (read, faults) = read_return_text(name, &text);
    let told = |fault: &ReturnFault| format!("{}: {}", fault.place, fault.message);
    if let Some(fault) = faults.first().filter(|fault| fault.is_unclear) {
        return Err(told(fault));
    }
    let misfit = |misfit: &Misfit, is_empty| format!("{name} {}", in_words(misfit, is_empty, model));
    let response = read.ok_or_else(|| misfit(&Misfit::NoVersion, false))?.response;
    let country = match response.respondent_in(model, has_file) {
        Ok(country) => country.to_owned(),
        // A fault that was found where it stands says more.
        Err(Misfit::DamagedSheet(why)) => {
            return Err(faults.first().map_or_else(|| misfit(&Misfit::DamagedSheet(why), false), told));
        }
        Err(why) => return Err(misfit(&why, response.answers().is_none_or(serde_json::Map::is_empty))),
    };
    match faults.first() {
        Some(fault) => Err(told(fault)),
        None => Ok(Returned { name: name.to_owned(), text, country, response }),
    }
}

/// Why a file is no return of this edition, behind its name.
fn in_words(misfit: &Misfit, is_empty: bool, model: &Model) -> String {
    match misfit {
        Misfit::NoVersion => "has no key `canevas`, so it is not a return".to_owned(),
        Misfit::OtherVersion(version) => {
            format!("is a return of version {version}, and this Canevas reads version 1")
        }
        Misfit::NoForm => "names no form, so it is not a return of this form".to_owned(),
        Misfit::OtherForm(form) => format!("is a return of the form `{form}`, not of `{}`", model.form),
        Misfit::NoEdition => "names no edition, so it is not a return of this form".to_owned(),
        Misfit::OtherEdition(_) => "is of another edition".to_owned(),
        Misfit::Sheet(_) => "is the return of a clarification sheet; name the return that was accepted".to_owned(),
        Misfit::DamagedSheet(why) => format!("is the return of a clarification sheet, and is damaged: {why}"),
        Misfit::NoRespondent if is_empty => "is empty".to_owned(),
        Misfit::NoRespondent => format!("names no {}", model.respondents.noun()),
        Misfit::Nobody => "is of nobody who is named, so nothing is known about whom to carry it for".to_owned(),
        Misfit::BadRespondent(told) => format!("does not say who answers: its `respondent` is wrong: {told}"),
        Misfit::OtherRespondent(code) if model.respondents.kind() == RespondentsKind::Countries => {
            format!("is of the respondent `{code}`, and countries answer this form")
        }
        Misfit::OtherRespondent(code) => format!("is of the respondent `{code}`, whom this form does not know"),
        Misfit::UnknownRespondent(code) if model.respondents.kind() == RespondentsKind::Countries => {
            format!("is of `{code}`, which is no country and has no country file")
        }
        Misfit::UnknownRespondent(code) => format!("is of `{code}`, which is no {}", model.respondents.noun()),
    }
}

/// The returns that a name means: a file, or all below a folder. Then every other file there, with what to do about it.
fn return_names(project: &Project, name: &str) -> Result<(Vec<String>, Vec<String>), Failure> {
    match project.files().kind(name) {
        Some(EntryKind::Folder) => {}
        Some(_) => return Ok((vec![name.to_owned()], Vec::new())),
        // The error says what is missing.
        None => return Ok((vec![project.text(name)?.name], Vec::new())),
    }
    let names = files_below(project.files(), name)?;
    let unread = unread_returns(project.files(), name)?;
    let mut unread: Vec<String> =
        unread.into_iter().map(|file| format!("`{}` is not read: {}", file.name, file.advice)).collect();
    let (names, others): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| name.ends_with(".json"));
    let others = others.into_iter().filter(|name| !is_beside_others(name));
    unread.extend(others.map(|name| {
        let is_word = name.to_lowercase().ends_with(".docx");
        let name = shown(&name);
        if is_word {
            format!("`{name}` is a Word file, so it was not carried: make a return of it with `canevas read`")
        } else {
            format!(
                "`{name}` is not read, because the name of a return ends in `.json`: rename it if it is one, or take it out of the folder"
            )
        }
    }));
    Ok((names, unread))
}
