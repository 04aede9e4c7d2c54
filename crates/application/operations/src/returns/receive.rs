//! Writes down which files came in.

use super::base_version::base_of;
use super::desk_files::{Desk, KeptHistory, Signature, one_line};
use super::outcome::DeskOutcome;
use super::places::{edition_of, files_at, reader};
use super::status::read_all;
use crate::{Conclusion, Edits, Refusal, shown};
use canevas_compiler::Project;
use canevas_compiler::files::{Scope, split};
use canevas_compiler::returns::{Delivery, DeskKnowledge, Event, HistoryEvent};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Which files came in, when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReceiveRequest {
    /// Files, and folders of files.
    pub names: Vec<String>,
    /// The form file, or the folder of its edition. If none is named, it is the only one there is.
    pub form: Option<String>,
    /// Who writes it down, and the day on which they came.
    pub signature: Signature,
}

#[derive(Debug, Serialize)]
struct ReceivedFile {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    sha256: Option<String>,
    state: FileState,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    why: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum FileState {
    Received,
    KnownBefore,
    NotUsable,
}

/// Writes down each file that is a return of a country and is not known yet. Files that cannot be used are named.
pub fn receive_returns(project: &Project, request: &ReceiveRequest) -> Result<DeskOutcome, Refusal> {
    let folder = edition_of(project, request.form.as_deref(), &request.names)?;
    let names = files_at(project.files(), &request.names)?;
    let event = request.signature.event(Event::Received)?;
    let status = read_all(project, &folder, &names, &DeskKnowledge::default(), &mut |_, _| {})?;
    let desk = Desk::new(project, &folder);
    let sheets: Vec<&Delivery> = status.files.iter().filter(|file| file.clarifies.is_some()).collect();
    let lost = without_base(project, (&desk, &folder), &sheets)?;
    let mut histories: BTreeMap<String, (KeptHistory, bool)> = BTreeMap::new();
    let mut files = Vec::new();
    for delivery in &status.files {
        let (Some(code), Some(sha256), true) = (&delivery.country, &delivery.sha256, delivery.is_usable()) else {
            files.push(not_usable(delivery));
            continue;
        };
        let (kept, is_new) = match histories.get_mut(code) {
            Some(known) => known,
            None => histories.entry(code.clone()).or_insert((desk.history(code)?, false)),
        };
        let before = kept.history.received(sha256);
        if before.is_none() {
            let file = Some(one_line(split(&delivery.file).1));
            kept.add(HistoryEvent { file, sha256: Some(sha256.clone()), ..event.clone() })?;
            *is_new = true;
        }
        files.push(ReceivedFile {
            file: delivery.file.clone(),
            country: Some(code.clone()),
            sha256: Some(sha256.clone()),
            state: if before.is_none() { FileState::Received } else { FileState::KnownBefore },
            on: Some(before.unwrap_or(event.on).to_string()),
            why: lost.get(&delivery.file).cloned().into_iter().collect(),
        });
    }
    let edits: Edits = histories.values().filter(|(_, is_new)| *is_new).filter_map(|(kept, _)| kept.edit()).collect();
    let denies = files.iter().any(|file| file.state == FileState::NotUsable || !file.why.is_empty());
    Ok(DeskOutcome::new(edits, text(&files), &files, Conclusion::denies_if(denies))?)
}

/// The sheets that clarify a return that their country never had, each with what to know. Such a file is written down all the
/// same, because the day counts on which it came.
fn without_base(
    project: &Project,
    desk: (&Desk<'_>, &str),
    sheets: &[&Delivery],
) -> Result<BTreeMap<String, String>, Refusal> {
    let mut out = BTreeMap::new();
    if sheets.is_empty() {
        return Ok(out);
    }
    let others: Vec<String> = sheets.iter().filter_map(|sheet| sheet.country.clone()).collect();
    let edition = project.edition_with(desk.1, Scope::WithoutReturns, &others)?;
    let reader = reader(&edition)?;
    for sheet in sheets {
        if let Err(why) = base_of(project, desk, &reader, sheet) {
            out.insert(sheet.file.clone(), why);
        }
    }
    Ok(out)
}

fn not_usable(delivery: &Delivery) -> ReceivedFile {
    ReceivedFile {
        file: delivery.file.clone(),
        country: delivery.country.clone(),
        sha256: delivery.sha256.clone(),
        state: FileState::NotUsable,
        on: None,
        why: delivery.notes.iter().map(|note| format!("{}; {}", note.message, note.help)).collect(),
    }
}

fn text(files: &[ReceivedFile]) -> String {
    let mut out = String::new();
    for file in files {
        let (name, country) = (shown(&file.file), file.country.as_deref().unwrap_or_default());
        let on = file.on.as_deref().unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = match file.state {
            FileState::Received => writeln!(out, "{name}: received from {country} on {on}"),
            FileState::KnownBefore => writeln!(out, "{name}: known since {on} ({country})"),
            FileState::NotUsable => writeln!(out, "{name}: not written down: {}", file.why.join("; ")),
        };
        if file.state != FileState::NotUsable {
            out.extend(file.why.iter().map(|why| format!("  {why}\n")));
        }
    }
    if files.is_empty() {
        out.push_str("there are no files to write down\n");
    }
    out
}
