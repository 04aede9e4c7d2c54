//! A line per country: what it sent, and how far it is.

use crate::delivery::{Delivery, DeliveryFormat, DeliveryState};
use crate::history::CountryHistory;
use crate::note::{DeliveryNote, NoteKind};
use crate::progress::{SectionAnswers, side_by_side};
use crate::status::DeskKnowledge;
use canevas_model::RespondentsKind;
use canevas_model::dates::Day;
use canevas_syntax::desk::Event;
use serde::Serialize;

/// How far a country is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CountryState {
    /// Nothing came in that could be used.
    Missing,
    /// There are drafts.
    Draft,
    /// A return says that it is complete, and something in it denies that.
    Incomplete,
    /// It reported: a return is complete.
    Reported,
}

/// A country and what it sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountryStatus {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it was asked to report: it has a country file, or was invited.
    pub expected: bool,
    /// How far it is.
    pub state: CountryState,
    /// The id of its region.
    pub region: Option<String>,
    /// The last day for it.
    pub due: Option<String>,
    /// The day on which its first file came in.
    pub first_received: Option<String>,
    /// The day on which its last file came in.
    pub last_received: Option<String>,
    /// The day on which it reported: its first complete return came in.
    pub reported_on: Option<String>,
    /// Whether it reported on time; none where that is not known.
    pub on_time: Option<bool>,
    /// Whether its last day is over and it did not report.
    pub overdue: bool,
    /// What the desk did last with its return: `received`, `in_review`, `sent_back` or `accepted`.
    pub step: Option<&'static str>,
    /// The version of its return that was accepted.
    pub accepted: Option<String>,
    /// Its files that can be used.
    pub files: Vec<String>,
    /// How many points keep its best file from being complete.
    pub open: usize,
    /// How many places its best file answers.
    pub answered: usize,
    /// How many places the form asks in that file.
    pub asked: usize,
    /// Which files answer which section.
    pub sections: Vec<SectionAnswers>,
    /// What a person must know.
    pub notes: Vec<DeliveryNote>,
}

/// The line of a country, from its deliveries and its history.
pub(crate) fn country_status(
    (code, name): (&str, String),
    has_file: bool,
    deliveries: &[&Delivery],
    known: &DeskKnowledge,
    kind: RespondentsKind,
) -> CountryStatus {
    let none = CountryHistory::default();
    let history = known.histories.get(code).unwrap_or(&none);
    let is_usable = |delivery: &&Delivery| delivery.state != DeliveryState::Unusable;
    // The return of a clarification sheet is a part of another return, and not one more.
    let (sheets, usable): (Vec<&Delivery>, Vec<&Delivery>) =
        deliveries.iter().copied().filter(is_usable).partition(|delivery| delivery.clarifies.is_some());
    // The file that is furthest; of files equally far, the one that answers most.
    let best = usable.iter().copied().max_by_key(|delivery| (delivery.state, delivery.places().0));
    let state = match best.map(|delivery| delivery.state) {
        None | Some(DeliveryState::Unusable) => CountryState::Missing,
        Some(DeliveryState::Draft) => CountryState::Draft,
        Some(DeliveryState::Incomplete) => CountryState::Incomplete,
        Some(DeliveryState::Complete) => CountryState::Reported,
    };
    // A return that was accepted is a report, wherever its file is now.
    let state = if history.accepted().is_some() { CountryState::Reported } else { state };
    let due = history.due(known.days.due);
    let reported = reported_on(history, &usable).filter(|_| state == CountryState::Reported);
    let text = |day: Option<Day>| day.map(|day| day.to_string());
    let received = || history.holding().filter(|(_, event)| event.event == Event::Received).map(|(_, event)| event.on);
    let mut notes = Vec::new();
    let invited = history.last(Event::Invited);
    let is_country = kind == RespondentsKind::Countries;
    if !is_country && !has_file && invited.is_none() {
        notes.push(DeliveryNote::new(
            NoteKind::NotExpected,
            format!("{code} was not asked to report"),
            "add its code to `expected` in desk.yaml, if it was; or set its files aside",
        ));
    } else if let Some(invited) = invited.filter(|_| !has_file && is_country) {
        notes.push(DeliveryNote::new(
            NoteKind::NoCountryFile,
            format!("{code} was invited on {}, and has no country file", invited.on),
            format!("add countries/{code}.yaml, so that it gets a form of its own"),
        ));
    } else if !has_file && is_country {
        notes.push(DeliveryNote::new(
            NoteKind::NotExpected,
            format!("{code} was not asked to report"),
            format!(
                "add countries/{code}.yaml, or its code to `expected` in desk.yaml, if it was; or set its files aside"
            ),
        ));
    }
    notes.extend(several(&usable));
    notes.extend(sheets.iter().map(|sheet| clarification(sheet, history)));
    if due.is_some() {
        notes.extend(usable.iter().chain(&sheets).filter_map(|delivery| not_written_down(history, delivery)));
    }
    let (answered, asked) = best.map_or((0, 0), Delivery::places);
    CountryStatus {
        code: code.to_owned(),
        name,
        expected: has_file || invited.is_some(),
        state,
        region: known
            .regions
            .iter()
            .find(|region| region.countries.iter().any(|own| own == code))
            .map(|region| region.id.clone()),
        due: text(due),
        first_received: text(received().min()),
        last_received: text(received().max()),
        reported_on: text(reported),
        on_time: reported.zip(due).map(|(on, due)| on <= due),
        overdue: state != CountryState::Reported && known.today.zip(due).is_some_and(|(today, due)| today > due),
        step: history.step().map(|event| event.event.word()),
        accepted: history.accepted().map(str::to_owned),
        files: usable.iter().map(|delivery| delivery.file.clone()).collect(),
        open: best.map_or(0, Delivery::denying),
        answered,
        asked,
        sections: side_by_side(usable.iter().map(|delivery| (delivery.file.as_str(), &*delivery.sections))),
        notes,
    }
}

/// The day on which the first complete return came in, or else the one that was accepted.
fn reported_on(history: &CountryHistory, usable: &[&Delivery]) -> Option<Day> {
    let complete = usable.iter().filter(|delivery| delivery.state == DeliveryState::Complete);
    let accepted = || history.holding().map(|(_, event)| event).filter(|event| event.event == Event::Accepted);
    let digests = complete.filter_map(|delivery| delivery.sha256.as_deref());
    let digests = digests.chain(accepted().filter_map(|event| event.sha256.as_deref()));
    let came = digests.filter_map(|sha256| history.received(sha256)).min();
    came.or_else(|| accepted().map(|event| event.on).min())
}

/// The return of a clarification sheet, and what to do with it.
fn clarification(sheet: &Delivery, history: &CountryHistory) -> DeliveryNote {
    let (file, version) = (&sheet.file, sheet.clarifies.as_deref().unwrap_or_default());
    let was_taken = sheet.sha256.as_deref().is_some_and(|sha256| {
        let mut accepted = history.holding().filter(|(_, event)| event.event == Event::Accepted);
        accepted.any(|(_, event)| event.sha256.as_deref() == Some(sha256))
    });
    let (message, help) = if was_taken {
        (format!("{file} clarifies version {version}, and was accepted"), "there is nothing to do".to_owned())
    } else {
        (
            format!("{file} clarifies version {version}"),
            "take it in with `canevas returns accept`, --as clarified and --replace".to_owned(),
        )
    };
    DeliveryNote::new(NoteKind::Clarifies, message, help)
}

/// A file of which nobody wrote down when it came.
fn not_written_down(history: &CountryHistory, delivery: &Delivery) -> Option<DeliveryNote> {
    let sha256 = delivery.sha256.as_deref()?;
    history.received(sha256).is_none().then(|| {
        DeliveryNote::new(
            NoteKind::NotWrittenDown,
            format!("{} is not written down, so nobody knows when it came", delivery.file),
            "`canevas returns receive` writes it down",
        )
    })
}

/// Two files with the same answers, and what else differs in them. A Word file does not say whether it is a draft.
fn same(one: &Delivery, other: &Delivery) -> DeliveryNote {
    let both_say = [one, other].iter().all(|file| file.format == DeliveryFormat::Json);
    let drafts = [one, other].map(|file| file.state == DeliveryState::Draft);
    let mut message = format!("{} holds the same answers as {}", one.file, other.file);
    let mut help = "set one of them aside".to_owned();
    if both_say && drafts[0] != drafts[1] {
        let (draft, complete) = if drafts[0] { (one, other) } else { (other, one) };
        message = format!("{message}, and only {} says that it is complete", complete.file);
        help = format!("set {} aside, which does not say that", draft.file);
    }
    if one.language != other.language {
        let name = |file: &Delivery| file.language.clone().unwrap_or_else(|| "no language of the form".to_owned());
        message = format!("{message}; {} says {}, and {} says {}", one.file, name(one), other.file, name(other));
        "set aside the one that names the wrong language".clone_into(&mut help);
    }
    DeliveryNote::new(NoteKind::Same, message, help)
}

/// What to know where a country sent several files.
fn several(usable: &[&Delivery]) -> Vec<DeliveryNote> {
    let mut notes = Vec::new();
    let mut different: Vec<&Delivery> = Vec::new();
    for delivery in usable {
        match different.iter().find(|other| other.answers == delivery.answers) {
            Some(other) => notes.push(same(delivery, other)),
            None => different.push(delivery),
        }
    }
    if different.len() > 1 {
        let names: Vec<&str> = different.iter().map(|delivery| delivery.file.as_str()).collect();
        notes.push(DeliveryNote::new(
            NoteKind::Several,
            format!("{} files hold different answers: {}", names.len(), names.join(", ")),
            "if a later one replaces the others, set those aside; if ministries share the answers, put them together with `canevas returns merge`, or open all of them in the form at once",
        ));
    }
    notes
}
