//! Accepts returns: what counts from now on, kept in every version, and compared with what counted before.

use super::base_version::base_of;
use super::desk_files::{Desk, Signature, one_line};
use super::differ::where_they_differ;
use super::erased_before::erased_since;
use super::outcome::DeskOutcome;
use super::places::{desk_file, edition_of, files_at, reader};
use crate::{Conclusion, Edit, Edits, Failure, Refusal, shown};
use canevas_compiler::files::{Scope, split};
use canevas_compiler::merge::{Change, Unsettled, ValueInWords, changes};
use canevas_compiler::responses::Response;
use canevas_compiler::returns::{
    Delivery, DeliveryState, Event, HistoryEvent, NoteKind, ValueState, carried, version_of,
};
use canevas_compiler::{
    ClarifiedReturn, DeskReader, DeskReturn, FormCopy, Project, ReturnFile, key_in_words, place_in_words,
    read_return_text, told_facts,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Where the values come from that differ from what was accepted before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ValueOrigin {
    /// The country gave them.
    #[default]
    Given,
    /// The country gave them when it was asked again.
    Clarified,
    /// The secretariat corrected them.
    Corrected,
}

impl ValueOrigin {
    fn state(self) -> ValueState {
        match self {
            Self::Given => ValueState::Given,
            Self::Clarified => ValueState::Clarified,
            Self::Corrected => ValueState::Corrected,
        }
    }
}

/// Which returns to accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptReturnRequest {
    /// Returns and filled Word files, and folders of them: one of each country.
    pub names: Vec<String>,
    /// The form file, or the folder of its edition. If none is named, it is the edition that holds the first file, or the only
    /// one there is.
    pub form: Option<String>,
    /// Where the values come from that differ from what was accepted before.
    pub origin: ValueOrigin,
    /// Whether to replace what was accepted before.
    pub replace: bool,
    /// Whether to accept a return that is not complete.
    pub incomplete: bool,
    /// Who accepts it, and when.
    pub signature: Signature,
}

#[derive(Debug, Serialize)]
struct AcceptReport {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    result: AcceptResult,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    why: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    changes: Vec<ChangeReport>,
    /// Whether other answers decide, so that those of the sheet cannot simply be taken.
    #[serde(skip)]
    depends: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum AcceptResult {
    Accepted,
    AcceptedBefore,
    NotUsable,
    NotComplete,
    Differs,
    Several,
    Unsettled,
}

#[derive(Debug, Serialize)]
struct ChangeReport {
    at: String,
    question: String,
    was: Option<String>,
    now: Option<String>,
}

/// Accepts returns. A return that is not complete, or that would replace another one unasked, is not accepted; the others are.
pub fn accept_returns(project: &Project, request: &AcceptReturnRequest) -> Result<DeskOutcome, Refusal> {
    if request.origin == ValueOrigin::Corrected {
        request.signature.needs_reason("a correction by the secretariat")?;
    }
    let folder = edition_of(project, request.form.as_deref(), &request.names)?;
    let names = files_at(project.files(), &request.names)?;
    if names.is_empty() {
        return Err("there are no files to accept".to_owned().into());
    }
    let edition = project.edition(&folder, Scope::WithoutReturns)?;
    let read = |reader: &DeskReader<'_>, names: &[String]| {
        reader.returns(names.iter().map(|name| desk_file(project.files(), name)).collect())
    };
    let found = read(&reader(&edition)?, &names);
    // A country without a country file has a copy of its own all the same.
    let mut others: Vec<String> = found.iter().flatten().map(|read| read.country.clone()).collect();
    others = edition.without_file(others);
    let (edition, found) = if others.is_empty() {
        (edition, found)
    } else {
        let edition = project.edition_with(&folder, Scope::WithoutReturns, &others)?;
        let found = read(&reader(&edition)?, &names);
        (edition, found)
    };
    let reader = reader(&edition)?;
    let mut of_country: BTreeMap<String, usize> = BTreeMap::new();
    for read in found.iter().flatten() {
        *of_country.entry(read.country.clone()).or_default() += 1;
    }
    let desk = Desk::new(project, &folder);
    let (mut edits, mut reports) = (Edits::new(), Vec::new());
    for read in found {
        let mut onto = None;
        if let Ok(read) = &read
            && let Some(why) = erased_since(&desk.history(&read.country)?.history, reader.copy_of(None).model, read)
        {
            reports.push(refused(&read.delivery, AcceptResult::NotUsable, vec![why]));
            continue;
        }
        let read = match read {
            Ok(sheet) if sheet.delivery.clarifies.is_some() => {
                match base_of(project, (&desk, &folder), &reader, &sheet.delivery) {
                    Ok(found) => {
                        // Another sheet of the same version may have come back before this one: what it brought stays.
                        let kept = desk.history(&sheet.country)?;
                        let now = kept.history.accepted();
                        let now = now.map(|version| return_of(&desk, &sheet.country, version)).transpose()?;
                        let now = now.map_or_else(|| found.clone(), |now| now.response);
                        let ClarifiedReturn { whole, unsettled, facts } = reader.clarified(&sheet, &found, &now);
                        let copy = reader.copy_of(Some(&sheet.country));
                        let mut since = changes(copy, &copy.model.source_language, &found, &now);
                        since.retain(|change| unsettled.is_decided_by(change) || unsettled.holds(change));
                        let sheet_is_draft = !sheet.read.response.is_complete();
                        onto = Some(Onto { now, unsettled, since, facts, sheet_is_draft });
                        Ok(whole)
                    }
                    Err(why) => {
                        reports.push(refused(&sheet.delivery, AcceptResult::NotUsable, vec![why]));
                        continue;
                    }
                }
            }
            read => read,
        };
        reports.push(match read {
            Err(delivery) => refused(&delivery, AcceptResult::NotUsable, notes(&delivery)),
            Ok(read) if of_country[&read.country] > 1 => refused(
                &read.delivery,
                AcceptResult::Several,
                vec![match onto {
                    // Each sheet counts, and each is put into what the one before it made.
                    Some(_) => {
                        format!(
                            "several of these files are of {}; take its sheets in one after the other",
                            read.country
                        )
                    }
                    None => format!("several of these files are of {}; name the one that counts", read.country),
                }],
            ),
            Ok(read) => accepted(&desk, &reader, request, (&read, onto.as_ref()), &mut edits)?,
        });
    }
    let denies =
        |report: &AcceptReport| !matches!(report.result, AcceptResult::Accepted | AcceptResult::AcceptedBefore);
    let conclusion = Conclusion::denies_if(reports.iter().any(denies));
    let text: String = reports.iter().map(text_of).collect();
    Ok(DeskOutcome::new(edits, text, &reports, conclusion)?)
}

/// The return that a sheet was put into.
struct Onto {
    now: Response,
    /// What somebody must decide.
    unsettled: Unsettled,
    /// What of it changed since the sheet was made, with what decides about it.
    since: Vec<Change>,
    /// What the sheet says about the country, and is not taken.
    facts: Vec<Change>,
    /// Whether the country has not finished the sheet.
    sheet_is_draft: bool,
}

impl Onto {
    /// What of the sheet is not taken.
    fn not_taken(&self, reader: &DeskReader<'_>, code: &str) -> Vec<String> {
        let file = told_facts(reader.copy_of(Some(code)), self.now.facts());
        let copy = reader.copy_of(Some(code)).clone().with_file(&file);
        let facts = self.facts.iter().map(|change| change_report(&copy, change));
        let told = |fact: ChangeReport| {
            let said = fact.now.unwrap_or_default();
            format!(
                "not taken, because a sheet asks about no facts of the country: {}: “{}”",
                fact.question,
                shown(&said)
            )
        };
        facts.map(told).collect()
    }

    /// Which other answers decide, beside those that are listed.
    fn decided(&self, reader: &DeskReader<'_>, code: &str, listed: &[Change]) -> Vec<String> {
        let since = self.since.iter().filter(|change| !listed.iter().any(|other| other.key == change.key));
        let file = told_facts(reader.copy_of(Some(code)), self.now.facts());
        let copy = reader.copy_of(Some(code)).clone().with_file(&file);
        let since = since.map(|change| change_report(&copy, change));
        let words = |words: Option<String>| words.map_or_else(|| "no answer".to_owned(), |words| format!("“{words}”"));
        let told = |change: ChangeReport| {
            let (was, now) = (words(change.was), words(change.now));
            format!("{} goes with them: {was} when the sheet was made, {now} now", change.question)
        };
        since.map(told).collect()
    }
}

/// Accepts one return, or says why not. `onto` is the return that a sheet was put into.
fn accepted(
    desk: &Desk<'_>,
    reader: &DeskReader<'_>,
    request: &AcceptReturnRequest,
    (read, onto): (&DeskReturn, Option<&Onto>),
    edits: &mut Edits,
) -> Result<AcceptReport, Refusal> {
    let (code, delivery) = (&read.country, &read.delivery);
    let base = onto.map(|onto| &onto.now);
    let not_taken = onto.map_or_else(Vec::new, |onto| onto.not_taken(reader, code));
    // A correction says why, so it may decide.
    let unsettled = onto.filter(|onto| !onto.unsettled.is_empty() && request.origin != ValueOrigin::Corrected);
    // What somebody must decide comes first: it may be what keeps the whole from being complete.
    // A Word file does not say that it is a draft: something in it waits for a person.
    let waits = delivery.notes.iter().filter(|note| note.kind == NoteKind::WordReading);
    let waits: Vec<String> = waits.map(|note| format!("{}; {}", note.message, note.help)).collect();
    if delivery.state != DeliveryState::Complete && !request.incomplete && unsettled.is_none() {
        let points = delivery.open.iter().filter(|point| point.denies).map(|point| point.message.clone());
        let says_draft =
            onto.is_some() || read.read.response.json().get("status").is_some_and(|status| status == "draft");
        let draft = delivery.state == DeliveryState::Draft && waits.is_empty() && says_draft;
        let draft = draft.then(|| match onto {
            Some(onto) if !onto.sheet_is_draft => "the return that it clarifies is a draft".to_owned(),
            _ => "it says that it is a draft".to_owned(),
        });
        let why = draft.into_iter().chain(waits.iter().cloned()).chain(points).chain(not_taken).collect();
        return Ok(refused(delivery, AcceptResult::NotComplete, why));
    }
    let mut kept = desk.history(code)?;
    let is_own_file = delivery.file == desk.accepted_file(code);
    if !is_own_file {
        desk.accepted_text(&kept)?;
    }
    let text = read.read.to_text();
    let version = version_of(&text);
    let copy = reader.copy_of(Some(code));
    let before = kept.history.accepted().map(|version| return_of(desk, code, version)).transpose()?;
    let changed = before.as_ref().map_or_else(Vec::new, |before| {
        changes(copy, &copy.model.source_language, &before.response, &read.read.response)
    });
    // A sheet may have been made from another return than the one that counts now.
    let other = base.zip(kept.history.accepted()).and_then(|_| {
        let (made_from, now) = (delivery.clarifies.as_deref()?, kept.history.accepted()?);
        (made_from != kept.history.now_called(now) && kept.history.now_called(made_from) != now).then(|| {
            format!("the sheet clarifies version {made_from}; its answers go into version {now}, which is accepted now")
        })
    });
    let origin = match request.origin {
        ValueOrigin::Given if base.is_some() => ValueOrigin::Clarified,
        origin => origin,
    };
    let files = [Some(&read.read.response), before.as_ref().map(|before| &before.response)];
    let files = files.map(|response| told_facts(copy, response.and_then(Response::facts)));
    let [after, left] = files.each_ref().map(|file| copy.clone().with_file(file));
    let report = |result, version: &str, changes: &[Change]| AcceptReport {
        file: delivery.file.clone(),
        country: Some(code.clone()),
        result,
        version: Some(version.to_owned()),
        why: other.iter().chain(&waits).chain(&not_taken).cloned().collect(),
        // A row that is gone has its name in the return before.
        changes: changes
            .iter()
            .map(|change| change_report(if change.now.is_some() { &after } else { &left }, change))
            .collect(),
        depends: false,
    };
    if kept.history.accepted() == Some(&version) {
        // A run that was killed may have left the version before.
        edits.extend(desk.settle(&kept)?);
        return Ok(report(AcceptResult::AcceptedBefore, &version, &[]));
    }
    if let Some(onto) = unsettled {
        let Onto { unsettled, .. } = onto;
        let is_open = |change: &&Change| unsettled.holds(change) || unsettled.is_decided_by(change);
        let open: Vec<Change> = changed.iter().filter(is_open).cloned().collect();
        let mut report = report(AcceptResult::Unsettled, &version, &open);
        report.why.extend(onto.decided(reader, code, &open));
        report.depends = unsettled.depends();
        return Ok(report);
    }
    if before.is_some() && !request.replace && !changed.is_empty() {
        return Ok(report(AcceptResult::Differs, &version, &changed));
    }
    let values = match &before {
        Some(_) => changed.iter().map(|change| (change.key.clone(), origin.state())).collect(),
        None => {
            let carried = carried(copy, &read.read.response).into_iter().map(|place| (place, ValueState::Carried));
            let clarified = base.map(|base| changes(copy, &copy.model.source_language, base, &read.read.response));
            let clarified = clarified.into_iter().flatten().map(|change| (change.key, origin.state()));
            carried.chain(clarified).collect()
        }
    };
    kept.add(HistoryEvent {
        file: Some(one_line(split(&delivery.file).1)),
        sha256: delivery.sha256.clone(),
        version: Some(version.clone()),
        values,
        ..request.signature.event(Event::Accepted)?
    })?;
    // The version comes first, so that the history never names one that is not there.
    edits.push(Edit::write(desk.version_file(code, &version), text.as_str()));
    edits.extend(kept.edit());
    edits.extend(desk.accept_text(&kept, Some(text))?);
    Ok(report(AcceptResult::Accepted, &version, &changed))
}

fn change_report(copy: &FormCopy<'_>, change: &Change) -> ChangeReport {
    let words = |value: &Option<ValueInWords>| value.as_ref().map(|value| value.words.clone());
    ChangeReport {
        at: change.key.clone(),
        question: match &change.path {
            Some(path) => place_in_words(copy, &copy.model.source_language, path),
            None => key_in_words(copy, &copy.model.source_language, &change.key),
        },
        was: words(&change.was),
        now: words(&change.now),
    }
}

/// The return that a version holds.
pub(super) fn return_of(desk: &Desk<'_>, code: &str, version: &str) -> Result<ReturnFile, Failure> {
    let name = desk.version_file(code, version);
    let (read, _) = read_return_text(&name, &desk.version(code, version)?);
    read.ok_or_else(|| format!("`{}` is no return; put back what was accepted", shown(&name)))
}

fn refused(delivery: &Delivery, result: AcceptResult, why: Vec<String>) -> AcceptReport {
    AcceptReport {
        file: delivery.file.clone(),
        country: delivery.country.clone(),
        result,
        version: None,
        why,
        changes: Vec::new(),
        depends: false,
    }
}

fn notes(delivery: &Delivery) -> Vec<String> {
    delivery.notes.iter().map(|note| format!("{}; {}", note.message, note.help)).collect()
}

fn text_of(report: &AcceptReport) -> String {
    let (file, code) = (shown(&report.file), report.country.as_deref().unwrap_or_default());
    let version = report.version.as_deref().unwrap_or_default();
    let mut out = match report.result {
        AcceptResult::Accepted => format!("{file}: accepted for {code}, version {version}\n"),
        AcceptResult::AcceptedBefore => format!("{file}: accepted before for {code}, version {version}\n"),
        AcceptResult::NotUsable => format!("{file}: not accepted\n"),
        AcceptResult::NotComplete => format!("{file}: not accepted, because it is not complete ({code})\n"),
        AcceptResult::Several => format!("{file}: not accepted ({code})\n"),
        AcceptResult::Unsettled => format!(
            "{file}: not accepted, because these answers of {code} changed otherwise after the sheet was made\n"
        ),
        AcceptResult::Differs => {
            format!("{file}: not accepted, because another return of {code} was accepted and this one differs\n")
        }
    };
    // Writing to a String cannot fail.
    for why in &report.why {
        let _ = writeln!(out, "  {why}");
    }
    for change in &report.changes {
        let sides = [&change.was, &change.now].map(|words| words.as_deref().unwrap_or("no answer"));
        let words = where_they_differ(sides.into_iter());
        let (one, other) = match report.result {
            AcceptResult::Unsettled => ("accepted", "on the sheet"),
            _ => ("before", "now"),
        };
        let _ = writeln!(out, "  {}\n    {one}: {}\n    {other}: {}", change.question, words[0], words[1]);
    }
    match report.result {
        AcceptResult::NotComplete => out.push_str("  ask for a correction, or accept it as it is with --incomplete\n"),
        AcceptResult::Unsettled if report.depends => {
            out.push_str("  ask the country which of them counts, with a new sheet\n");
        }
        AcceptResult::Unsettled => out.push_str(
            "  ask the country which of them counts, with a new sheet; or take those of this sheet with --as corrected and --reason\n",
        ),
        AcceptResult::Differs => out.push_str("  replace what was accepted with --replace\n"),
        _ => {}
    }
    out
}
