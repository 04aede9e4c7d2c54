//! A line per country: what it sent, and how far it is.

use crate::delivery::{Delivery, DeliveryState};
use crate::note::{DeliveryNote, NoteKind};
use crate::progress::{SectionAnswers, side_by_side};
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
    /// Whether it was asked to report: it has a country file.
    pub expected: bool,
    /// How far it is.
    pub state: CountryState,
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

/// The line of a country, from its deliveries.
pub(crate) fn country_status(code: &str, name: String, expected: bool, deliveries: &[&Delivery]) -> CountryStatus {
    let usable: Vec<&Delivery> =
        deliveries.iter().copied().filter(|delivery| delivery.state != DeliveryState::Unusable).collect();
    // The file that is furthest; of files equally far, the one that answers most.
    let best = usable.iter().copied().max_by_key(|delivery| (delivery.state, delivery.places().0));
    let state = match best.map(|delivery| delivery.state) {
        None | Some(DeliveryState::Unusable) => CountryState::Missing,
        Some(DeliveryState::Draft) => CountryState::Draft,
        Some(DeliveryState::Incomplete) => CountryState::Incomplete,
        Some(DeliveryState::Complete) => CountryState::Reported,
    };
    let mut notes = Vec::new();
    if !expected {
        notes.push(DeliveryNote::new(
            NoteKind::NotExpected,
            format!("{code} has no country file, so it was not asked to report"),
            format!("add countries/{code}.yaml if it was, or set its files aside"),
        ));
    }
    notes.extend(several(&usable));
    let (answered, asked) = best.map_or((0, 0), Delivery::places);
    CountryStatus {
        code: code.to_owned(),
        name,
        expected,
        state,
        files: usable.iter().map(|delivery| delivery.file.clone()).collect(),
        open: best.map_or(0, Delivery::denying),
        answered,
        asked,
        sections: side_by_side(usable.iter().map(|delivery| (delivery.file.as_str(), &*delivery.sections))),
        notes,
    }
}

/// What to know where a country sent several files.
fn several(usable: &[&Delivery]) -> Vec<DeliveryNote> {
    let mut notes = Vec::new();
    let mut different: Vec<&Delivery> = Vec::new();
    for delivery in usable {
        match different.iter().find(|other| other.answers == delivery.answers) {
            Some(other) => notes.push(DeliveryNote::new(
                NoteKind::Same,
                format!("{} holds the same answers as {}", delivery.file, other.file),
                "set one of them aside",
            )),
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
