//! Writes down what happened with the returns of countries, and takes it back.

use super::desk_files::{Desk, Signature, day, known_country};
use super::outcome::DeskOutcome;
use super::places::edition_of;
use crate::{Conclusion, Edits, Failure, Refusal, shown};
use canevas_compiler::Project;
use canevas_compiler::files::Scope;
use canevas_compiler::returns::{Event, HistoryEvent};
use serde_json::json;
use std::fmt::Write as _;

/// Something that happened with the return of a country, beside a file that came in or was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeskStep {
    /// The country was asked to report.
    Invited,
    /// It was reminded.
    Reminded,
    /// It got more time, until this day.
    Extended(String),
    /// Somebody reads the return.
    InReview,
    /// The country was asked to clarify or correct it.
    SentBack,
}

/// What to write down, of which countries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRequest {
    /// What happened.
    pub step: DeskStep,
    /// The codes of the countries; all that have a country file where empty.
    pub countries: Vec<String>,
    /// The form file, or the folder of its edition. If none is named, it is the only one there is.
    pub form: Option<String>,
    /// Who writes it down, and when it happened.
    pub signature: Signature,
}

/// Writes down what happened.
pub fn record_step(project: &Project, request: &RecordRequest) -> Result<DeskOutcome, Refusal> {
    let folder = edition_of(project, request.form.as_deref(), &[])?;
    let edition = project.edition(&folder, Scope::WithoutAnswers)?;
    let event = match &request.step {
        DeskStep::Invited => request.signature.event(Event::Invited)?,
        DeskStep::Reminded => request.signature.event(Event::Reminded)?,
        DeskStep::InReview => request.signature.event(Event::InReview)?,
        DeskStep::SentBack => {
            request.signature.needs_reason("sending a return back")?;
            request.signature.event(Event::SentBack)?
        }
        DeskStep::Extended(until) => {
            HistoryEvent { until: Some(day(until)?), ..request.signature.event(Event::Extended)? }
        }
    };
    let mut codes: Vec<String> = match &*request.countries {
        [] => edition.countries.iter().map(|file| file.code.clone()).collect(),
        named => named.iter().map(|code| known_country(&edition, code)).collect::<Result<_, Failure>>()?,
    };
    codes.sort();
    codes.dedup();
    if codes.is_empty() {
        return Err("there is no country to write it down for; name one, or add country files".to_owned().into());
    }
    let desk = Desk::new(project, &folder);
    let (mut edits, mut text) = (Edits::new(), String::new());
    let due = match &event.until {
        Some(_) => desk.known_days()?.due,
        None => None,
    };
    let mut no_more_time = Vec::new();
    for code in &codes {
        let mut kept = desk.history(code)?;
        if let Some((until, due)) = event.until.zip(kept.history.due(due)).filter(|(until, due)| until <= due) {
            no_more_time.push(format!("{code} has time until {due}, so {until} gives it no more time"));
        }
        kept.add(event.clone())?;
        edits.extend(kept.edit());
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{code}: {} on {}", event.event.word().replace('_', " "), event.on);
    }
    if !no_more_time.is_empty() {
        let undo = "`canevas returns undo` takes back an entry that gave too much";
        return Err(format!("{}; {undo}", no_more_time.join("; ")).into());
    }
    let report = json!({ "event": event.event.word(), "on": event.on.to_string(), "countries": codes });
    Ok(DeskOutcome::new(edits, text, &report, Conclusion::Passes)?)
}

/// Which entry no longer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoRequest {
    /// The code of the country.
    pub country: String,
    /// The number of the entry; the last one that holds if none is named.
    pub entry: Option<usize>,
    /// The form file, or the folder of its edition. If none is named, it is the only one there is.
    pub form: Option<String>,
    /// Who undoes it, when, and why.
    pub signature: Signature,
}

/// Undoes an entry by a new one. If a return was accepted by it, the one before counts again.
pub fn undo_entry(project: &Project, request: &UndoRequest) -> Result<DeskOutcome, Refusal> {
    request.signature.needs_reason("undoing an entry")?;
    let folder = edition_of(project, request.form.as_deref(), &[])?;
    let edition = project.edition(&folder, Scope::WithoutAnswers)?;
    let code = known_country(&edition, &request.country)?;
    let desk = Desk::new(project, &folder);
    let mut kept = desk.history(&code)?;
    desk.accepted_text(&kept)?;
    let events = kept.history.events();
    let number = match request.entry {
        Some(number) => number,
        None => {
            let last = kept.history.holding().next_back().map(|(number, _)| number);
            last.ok_or_else(|| format!("nothing is written down for {code} that could be undone"))?
        }
    };
    let undone = number.checked_sub(1).and_then(|index| events.get(index));
    let undone = undone.ok_or_else(|| {
        format!("the history of {code} has no entry {number}; `canevas returns history {code}` lists its entries")
    })?;
    if undone.event == Event::Erased {
        return Err(format!("entry {number} erased data, and nobody can bring them back").into());
    }
    let what = format!("entry {number} ({} on {})", undone.event.word().replace('_', " "), undone.on);
    let is_new = kept.history.holds()[number - 1];
    let mut text = if is_new {
        format!("{code}: {what} no longer holds\n")
    } else {
        format!("{code}: {what} was undone before\n")
    };
    let mut edits = Edits::new();
    if is_new {
        kept.add(HistoryEvent { entry: Some(number), ..request.signature.event(Event::Undone)? })?;
        edits.extend(kept.edit());
    }
    // A run that was killed may have left the version before.
    let settled = desk.settle(&kept)?;
    match (&settled, kept.history.accepted()) {
        (Some(_), Some(version)) => {
            let _ = writeln!(text, "the accepted return is now version {}", shown(version));
        }
        (Some(_), None) => text.push_str("no return of this country is accepted now\n"),
        (None, _) => {}
    }
    let report = json!({ "country": code, "entry": number, "accepted": kept.history.accepted() });
    edits.extend(settled);
    Ok(DeskOutcome::new(edits, text, &report, Conclusion::Passes)?)
}
