//! Shows the history of a country, and the states of its values.

use super::desk_files::{Desk, KeptHistory, known_country};
use super::outcome::DeskOutcome;
use super::places::{edition_of, named_places};
use crate::{Conclusion, Edits, Failure, Refusal};
use canevas_compiler::Project;
use canevas_compiler::files::Scope;
use canevas_compiler::returns::{DeliveryNote, HistoryEvent, ValueState};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Whose history to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistoryRequest {
    /// The codes of the countries; all with a history where empty.
    pub countries: Vec<String>,
    /// The form file, or the folder of its edition. If none is named, it is the only one there is.
    pub form: Option<String>,
}

#[derive(Debug, Serialize)]
struct HistoryReport {
    country: String,
    accepted: Option<String>,
    entries: Vec<EntryReport>,
    values: Vec<ValueReport>,
    /// Why it cannot be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<DeliveryNote>,
}

#[derive(Debug, Serialize)]
struct EntryReport {
    number: usize,
    holds: bool,
    event: &'static str,
    on: String,
    by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undoes: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ValueReport {
    at: String,
    state: &'static str,
    entry: usize,
}

/// The histories, for people and as JSON.
pub fn returns_history(project: &Project, request: &HistoryRequest) -> Result<DeskOutcome, Refusal> {
    let folder = edition_of(project, request.form.as_deref(), &[])?;
    let edition = project.edition(&folder, Scope::WithoutAnswers)?;
    let desk = Desk::new(project, &folder);
    let (histories, unreadable) = match &*request.countries {
        [] => desk.histories()?,
        codes => {
            let codes = codes.iter().map(|code| known_country(&edition, code)).collect::<Result<Vec<_>, Failure>>()?;
            (codes.iter().map(|code| desk.history(code)).collect::<Result<_, Refusal>>()?, BTreeMap::new())
        }
    };
    let conclusion = Conclusion::denies_if(!unreadable.is_empty());
    let faulty = unreadable.into_iter().map(|(country, faults)| HistoryReport {
        country,
        accepted: None,
        entries: Vec::new(),
        values: Vec::new(),
        faults,
    });
    let mut reports: Vec<HistoryReport> = histories.iter().map(report).chain(faulty).collect();
    reports.sort_by(|a, b| a.country.cmp(&b.country));
    let mut text: String =
        reports.iter().map(|report| text_of(report, &named_places(&edition, &report.country))).collect();
    if text.is_empty() {
        text.push_str("nothing is written down yet; `canevas returns receive` writes down what came in\n");
    }
    Ok(DeskOutcome::new(Edits::new(), text, &reports, conclusion)?)
}

fn report(kept: &KeptHistory) -> HistoryReport {
    let history = &kept.history;
    let holds = history.holds();
    let entry = |(index, event): (usize, &HistoryEvent)| EntryReport {
        number: index + 1,
        holds: holds[index],
        event: event.event.word(),
        on: event.on.to_string(),
        by: event.by.clone(),
        reason: event.reason.clone(),
        file: event.file.clone(),
        sha256: event.sha256.clone(),
        version: event.version.clone(),
        until: event.until.map(|day| day.to_string()),
        undoes: event.entry,
        places: event.places.clone(),
    };
    let values = history.values();
    HistoryReport {
        country: kept.code.clone(),
        accepted: history.accepted().map(str::to_owned),
        entries: history.events().iter().enumerate().map(entry).collect(),
        values: values
            .into_iter()
            .map(|(at, (state, entry))| ValueReport { at: at.to_owned(), state: state.word(), entry })
            .collect(),
        faults: Vec::new(),
    }
}

fn listed(places: &[String], named: &dyn Fn(&str) -> String) -> String {
    places.iter().map(|place| named(place)).collect::<Vec<_>>().join("; ")
}

fn text_of(report: &HistoryReport, named: &dyn Fn(&str) -> String) -> String {
    let mut out = format!("{}\n", report.country);
    // Writing to a String cannot fail.
    for fault in &report.faults {
        let _ = writeln!(out, "  {}\n    help: {}", fault.message, fault.help);
    }
    for entry in &report.entries {
        let _ = write!(out, "  {}. {} {} by {}", entry.number, entry.on, entry.event.replace('_', " "), entry.by);
        let details = [
            ("file", entry.file.clone()),
            ("version", entry.version.clone()),
            ("until", entry.until.clone()),
            ("entry", entry.undoes.map(|number| number.to_string())),
            ("at", Some(listed(&entry.places, named)).filter(|places| !places.is_empty())),
        ];
        for (word, detail) in details {
            if let Some(detail) = detail {
                let _ = write!(out, ", {word} {detail}");
            }
        }
        if let Some(reason) = &entry.reason {
            let _ = write!(out, ": {reason}");
        }
        out.push_str(if entry.holds { "\n" } else { " (undone)\n" });
    }
    let mut others = report.values.iter().filter(|value| value.state != ValueState::Given.word()).peekable();
    if others.peek().is_some() {
        out.push_str("  values that were not simply given:\n");
        for value in others {
            let _ = writeln!(out, "    {}: {} (entry {})", named(&value.at), value.state, value.entry);
        }
    }
    out
}
