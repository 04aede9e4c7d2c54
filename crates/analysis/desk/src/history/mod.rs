//! What happened with the return of one country, and what follows from it. A history only grows: an entry that was wrong is
//! undone by a later one.

mod carried;
mod read;
mod write;

pub use carried::carried;
pub(crate) use read::version_one;
pub use read::{read_days, read_history, version_of};
pub use write::with_entry;

use canevas_model::dates::Day;
use canevas_syntax::desk::{Event, ValueState};
use std::collections::BTreeMap;

/// The last day for returns, the day from which a report takes no more changes, and who is asked to report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditionDays {
    /// The last day on which a return is on time.
    pub due: Option<Day>,
    /// The day from which a report takes no more changes.
    pub frozen: Option<Day>,
    /// The countries that are asked to report; where there are none, those that have a country file.
    pub expected: Vec<String>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEvent {
    /// What happened.
    pub event: Event,
    /// When.
    pub on: Day,
    /// Who did it.
    pub by: String,
    /// Why.
    pub reason: Option<String>,
    /// The name of the file that came in.
    pub file: Option<String>,
    /// The digest of its bytes, as 64 hexadecimal digits.
    pub sha256: Option<String>,
    /// The version that was accepted.
    pub version: Option<String>,
    /// The new last day.
    pub until: Option<Day>,
    /// The number of the entry that no longer holds, from 1.
    pub entry: Option<usize>,
    /// The states of values that changed, by place.
    pub values: Vec<(String, ValueState)>,
    /// The places at which something was erased.
    pub places: Vec<String>,
    /// Versions that others replace, because something was erased in them.
    pub erased: Vec<(String, String)>,
}

impl HistoryEvent {
    /// An event without details.
    pub fn new(event: Event, on: Day, by: impl Into<String>) -> Self {
        Self {
            event,
            on,
            by: by.into(),
            reason: None,
            file: None,
            sha256: None,
            version: None,
            until: None,
            entry: None,
            values: Vec::new(),
            places: Vec::new(),
            erased: Vec::new(),
        }
    }
}

/// The history of one country.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountryHistory {
    events: Vec<HistoryEvent>,
    /// The last day whose events hold; all do where none is named.
    until: Option<Day>,
}

impl CountryHistory {
    /// A history of these events, in their order.
    pub fn new(events: Vec<HistoryEvent>) -> Self {
        Self { events, until: None }
    }

    /// The history as it was on a day: later events do not hold yet. What was erased stays erased.
    #[must_use]
    pub fn on(&self, day: Day) -> Self {
        Self { until: Some(day), ..self.clone() }
    }

    /// All events, also those that were undone.
    pub fn events(&self) -> &[HistoryEvent] {
        &self.events
    }

    /// Whether each event still holds. An entry that undoes another one can be undone itself.
    pub fn holds(&self) -> Vec<bool> {
        let is_past = |event: &HistoryEvent| self.until.is_none_or(|until| event.on <= until);
        let mut holds: Vec<bool> = self.events.iter().map(is_past).collect();
        for (index, event) in self.events.iter().enumerate().rev() {
            let target = event.entry.filter(|_| event.event == Event::Undone && holds[index]);
            if let Some(target) = target.and_then(|number| number.checked_sub(1)).filter(|target| *target < index) {
                holds[target] = false;
            }
        }
        holds
    }

    /// The events that still hold, with their numbers from 1. Those that undo others are not among them.
    pub fn holding(&self) -> impl DoubleEndedIterator<Item = (usize, &HistoryEvent)> {
        let numbered = self.events.iter().enumerate().map(|(index, event)| (index + 1, event));
        let holding = numbered.zip(self.holds()).filter(|((_, event), holds)| *holds && event.event != Event::Undone);
        holding.map(|(numbered, _)| numbered).collect::<Vec<_>>().into_iter()
    }

    /// The last event of a kind that still holds.
    pub fn last(&self, kind: Event) -> Option<&HistoryEvent> {
        self.holding().rev().map(|(_, event)| event).find(|event| event.event == kind)
    }

    /// The version that counts.
    pub fn accepted(&self) -> Option<&str> {
        self.last(Event::Accepted)?.version.as_deref().map(|version| self.now_called(version))
    }

    /// What a version is called since something was erased in it.
    pub fn now_called<'h>(&'h self, version: &'h str) -> &'h str {
        let erased = self.events.iter().filter(|event| event.event == Event::Erased).flat_map(|event| &event.erased);
        erased.fold(version, |name, (was, now)| if name == was { now } else { name })
    }

    /// Every version that was accepted once, as it is called now, each once, in order.
    pub fn versions(&self) -> Vec<&str> {
        let mut versions = Vec::new();
        for version in self.events.iter().filter_map(|event| event.version.as_deref()) {
            let name = self.now_called(version);
            if !versions.contains(&name) {
                versions.push(name);
            }
        }
        versions
    }

    /// Whether a version was accepted once, under this name or an earlier one.
    pub fn knows(&self, version: &str) -> bool {
        let erased = |event: &HistoryEvent| event.erased.iter().any(|(was, now)| was == version || now == version);
        self.events.iter().any(|event| event.version.as_deref() == Some(version) || erased(event))
    }

    /// What the desk did last with the return: reads it, sent it back, accepted it.
    pub fn step(&self) -> Option<&HistoryEvent> {
        let is_step = |event: &&HistoryEvent| {
            matches!(event.event, Event::Received | Event::InReview | Event::SentBack | Event::Accepted)
        };
        self.holding().rev().map(|(_, event)| event).find(is_step)
    }

    /// The day on which a file came in first.
    pub fn received(&self, sha256: &str) -> Option<Day> {
        let came = |event: &HistoryEvent| event.event == Event::Received && event.sha256.as_deref() == Some(sha256);
        self.holding().map(|(_, event)| event).find(|event| came(event)).map(|event| event.on)
    }

    /// The last day for this country.
    pub fn due(&self, due: Option<Day>) -> Option<Day> {
        self.last(Event::Extended).and_then(|event| event.until).or(due)
    }

    /// The values whose state is known, by place, each with the number of the entry that says it. All others were given.
    pub fn values(&self) -> BTreeMap<&str, (ValueState, usize)> {
        let mut values = BTreeMap::new();
        for (number, event) in self.holding() {
            values.extend(event.values.iter().map(|(place, state)| (place.as_str(), (*state, number))));
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(event: Event) -> HistoryEvent {
        HistoryEvent::new(event, Day::parse("2024-03-05").unwrap_or_else(|| unreachable!()), "Aya")
    }

    fn accepted(version: &str) -> HistoryEvent {
        HistoryEvent { version: Some(version.to_owned()), ..event(Event::Accepted) }
    }

    fn undone(entry: usize) -> HistoryEvent {
        HistoryEvent { entry: Some(entry), ..event(Event::Undone) }
    }

    #[test]
    fn what_is_undone_no_longer_counts_until_that_is_undone_too() {
        let mut events = vec![accepted("a"), accepted("b")];
        for (number, version) in [(2, Some("a")), (3, Some("b")), (4, Some("a")), (1, None)] {
            events.push(undone(number));
            assert_eq!(CountryHistory::new(events.clone()).accepted(), version, "{number}");
        }
        // An entry cannot undo itself or a later one.
        for number in [0, 2, 9] {
            assert_eq!(CountryHistory::new(vec![accepted("a"), undone(number)]).accepted(), Some("a"));
        }
    }

    #[test]
    fn what_came_later_does_not_hold_yet() {
        let day = |text| Day::parse(text).unwrap_or_else(|| unreachable!());
        let on = |text, event: HistoryEvent| HistoryEvent { on: day(text), ..event };
        let history = CountryHistory::new(vec![
            on("2024-04-01", accepted("a")),
            on("2024-04-03", accepted("b")),
            on("2024-04-05", undone(2)),
            // Somebody wrote this down later.
            on("2024-03-30", accepted("c")),
        ]);
        for (today, version) in [("2024-03-29", None), ("2024-03-31", Some("c")), ("2024-04-04", Some("c"))] {
            assert_eq!(history.on(day(today)).accepted(), version, "{today}");
        }
        assert_eq!(history.on(day("2024-04-04")).holds(), [true, true, false, true]);
        assert_eq!(history.on(day("2024-04-05")).holds(), history.holds());
    }

    #[test]
    fn an_erased_version_has_another_name_from_then_on() {
        let erased = |was: &str, now: &str| HistoryEvent {
            erased: vec![(was.to_owned(), now.to_owned())],
            ..event(Event::Erased)
        };
        let history =
            CountryHistory::new(vec![accepted("a"), erased("a", "b"), accepted("c"), erased("b", "d"), undone(3)]);
        assert_eq!((history.accepted(), history.versions()), (Some("d"), vec!["d", "c"]));
    }
}
