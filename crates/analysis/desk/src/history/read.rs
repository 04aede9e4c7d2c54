//! Reads the files of the desk.

use super::{CountryHistory, EditionDays, HistoryEvent};
use canevas_diagnostics::{Finding, Findings, SourceId, Sources, Span, nearest};
use canevas_model::countries::{all, by_code};
use canevas_model::dates::Day;
use canevas_model::{Model, canonical};
use canevas_syntax::desk::{DeskDays, Event, History, HistoryEntry};
use canevas_syntax::{Read as _, SourceText, Sp, parse_yaml, rules};

/// Reads the history of a country. `code` is the one that its file is named after.
pub fn read_history(sources: &Sources, id: SourceId, code: &str) -> (CountryHistory, Findings) {
    let (node, mut findings) = parse_yaml(id, sources.get(id));
    let record = node.and_then(|node| History::read(&node, &mut findings));
    let Some(record) = record else { return (CountryHistory::default(), findings) };
    version_one(record.canevas.as_ref(), &mut findings);
    if record.country.is_none() && record.respondent.is_none() && !record.is_unread("country") {
        let message = "a history needs the key `country`, or `respondent` where others answer";
        findings.push(Finding::new(&rules::MISSING_KEY, Span::new(id, 0..0), message));
    }
    if let Some(named) = record.country.or(record.respondent).filter(|named| named.value != code) {
        let message = format!("this is the history of `{}`, and its file is named after {code}", named.value);
        findings.push(Finding::new(&rules::WRONG_KIND, named.span, message).help("name the file after the code in it"));
    }
    let mut events: Vec<HistoryEvent> = Vec::new();
    for entry in record.entries.into_iter().flatten() {
        let undone = entry.entry.clone();
        let Some(event) = event(entry, &mut findings) else { continue };
        let earlier = event.entry.and_then(|number| events.get(number.checked_sub(1)?));
        if let Some(number) = undone.filter(|_| earlier.is_none_or(|earlier| earlier.event == Event::Erased)) {
            let message = match earlier {
                None => format!("there is no entry {} before this one", number.value),
                Some(_) => format!("entry {} erased data, and nobody can undo that", number.value),
            };
            findings.push(Finding::new(&rules::WRONG_KIND, number.span, message));
        }
        events.push(event);
    }
    (CountryHistory::new(events), findings)
}

/// Reads the days of an edition. Without its form, only countries are expected.
pub fn read_days(sources: &Sources, id: SourceId, model: Option<&Model>) -> (EditionDays, Findings) {
    let (node, mut findings) = parse_yaml(id, sources.get(id));
    let Some(record) = node.and_then(|node| DeskDays::read(&node, &mut findings)) else {
        return (EditionDays::default(), findings);
    };
    version_one(record.canevas.as_ref(), &mut findings);
    let mut read = |given: Option<Sp<String>>| given.and_then(|given| day(&given, &mut findings));
    let (due, frozen) = (read(record.due), read(record.frozen));
    let mut expected = Vec::new();
    for code in record.expected.into_iter().flatten() {
        let is_known = match model {
            Some(model) => model.has_respondent(&code.value, |_| false),
            None => by_code(&code.value).is_some(),
        };
        if !is_known {
            let of_table = || all().iter().map(|country| country.alpha3).collect();
            let near = nearest(&code.value, model.map_or_else(of_table, Model::respondent_codes));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            let noun = model.map_or("country", |model| model.respondents.noun());
            let message = format!("no {noun} has the code `{}`", code.value);
            findings.push(Finding::new(&rules::WRONG_KIND, code.span, message).help_if(help));
        } else if !expected.contains(&code.value) {
            expected.push(code.value);
        }
    }
    (EditionDays { due, frozen, expected }, findings)
}

pub(crate) fn version_one(version: Option<&Sp<u32>>, findings: &mut Findings) {
    if let Some(version) = version.filter(|version| version.value != 1) {
        let message = format!("this file is of version {}, and this program reads version 1", version.value);
        findings.push(Finding::new(&rules::WRONG_KIND, version.span, message).help("update canevas"));
    }
}

fn event(entry: HistoryEntry, findings: &mut Findings) -> Option<HistoryEvent> {
    let event = entry.event?;
    let on = day(&entry.on?, findings);
    let until = entry.until.and_then(|until| day(&until, findings));
    let hex = |given: Option<Sp<String>>, digits: usize, findings: &mut Findings| {
        let given = given?;
        let is_hex =
            given.value.len() == digits && given.value.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if !is_hex {
            let message = format!("expected {digits} digits from 0 to 9 and a to f, found `{}`", given.value);
            findings.push(Finding::new(&rules::WRONG_KIND, given.span, message));
        }
        is_hex.then_some(given.value)
    };
    let text = |given: Option<SourceText>| given.map(|given| given.value);
    let sha256 = hex(entry.sha256, 64, findings);
    let version = hex(entry.version, VERSION_DIGITS, findings);
    let mut erased = Vec::new();
    for pair in entry.erased.into_iter().flatten() {
        erased.extend(hex(pair.was, VERSION_DIGITS, findings).zip(hex(pair.now, VERSION_DIGITS, findings)));
    }
    let states = entry.values.into_iter().flatten();
    let values = states.filter_map(|state| Some((state.at?.value, state.state?.value))).collect();
    for (needed, key, is_there) in [
        (Event::Accepted, "version", version.is_some()),
        (Event::Extended, "until", until.is_some()),
        (Event::Undone, "entry", entry.entry.is_some()),
    ] {
        if event.value == needed && !is_there {
            let message = format!("the event `{}` needs the key `{key}`", needed.word());
            findings.push(Finding::new(&rules::MISSING_KEY, event.span, message));
        }
    }
    Some(HistoryEvent {
        event: event.value,
        on: on?,
        by: entry.by?.value,
        reason: text(entry.reason),
        file: text(entry.file),
        sha256,
        version,
        until,
        entry: entry.entry.map(|number| number.value as usize),
        values,
        places: entry.places.into_iter().flatten().map(|place| place.value).collect(),
        erased,
    })
}

/// How many digits of a digest name a version.
const VERSION_DIGITS: usize = 12;

/// The name of the version that this text of a return is.
pub fn version_of(text: &str) -> String {
    let mut digits = canonical::sha256(text.as_bytes());
    digits.truncate(VERSION_DIGITS);
    digits
}

fn day(given: &Sp<String>, findings: &mut Findings) -> Option<Day> {
    let day = Day::parse(&given.value);
    if day.is_none() {
        let message = format!("expected a day such as 2024-03-31, found `{}`", given.value);
        findings.push(Finding::new(&rules::WRONG_KIND, given.span, message));
    }
    day
}
