//! Adds an entry to a history. What stands in the file stays as it is.

use super::{CountryHistory, HistoryEvent, read_history};
use canevas_diagnostics::{Level, Sources};
use serde_json::Value;
use std::fmt::Write as _;

/// The text of a history with one more entry. `text` is the file as it is; none where there is none yet. Fails where the file
/// would not say what it said, and the entry.
pub fn with_entry(name: &str, text: Option<&str>, code: &str, event: &HistoryEvent) -> Result<String, String> {
    // The code of a country is in capitals, and a code of a list begins with a small letter.
    let key = if code.starts_with(|first: char| first.is_ascii_uppercase()) { "country" } else { "respondent" };
    let start = format!(
        "# What happened with the return of {code}. `canevas returns` adds entries; nothing here is changed.\n\
         canevas: 1\n{key}: {code}\nentries:\n"
    );
    let text = text.unwrap_or(&start);
    let gap = if text.ends_with('\n') { "" } else { "\n" };
    let out = format!("{text}{gap}{}", entry(event));
    let known = if text == start { CountryHistory::default() } else { read(name, text, code)? };
    let mut events = known.events().to_vec();
    events.push(event.clone());
    match read(name, &out, code) {
        Ok(found) if found.events() == events => Ok(out),
        _ => Err(format!(
            "an entry cannot be added to `{name}`: `entries` must be its last key, with each entry on lines of its own after `  - `"
        )),
    }
}

fn read(name: &str, text: &str, code: &str) -> Result<CountryHistory, String> {
    let mut sources = Sources::default();
    let id = sources.add(name, text);
    let (history, findings) = read_history(&sources, id, code);
    match findings.iter().find(|finding| finding.level == Level::Deny) {
        Some(finding) => Err(format!("{}: {}", sources.place(finding.primary.span), finding.message)),
        None => Ok(history),
    }
}

/// The lines of an entry.
fn entry(event: &HistoryEvent) -> String {
    let mut out = format!("  - event: {}\n", event.event.word());
    let quoted = |text: &String| Value::from(text.as_str()).to_string();
    let lines = [
        ("on", Some(event.on.to_string())),
        ("by", Some(quoted(&event.by))),
        ("reason", event.reason.as_ref().map(quoted)),
        ("file", event.file.as_ref().map(quoted)),
        ("sha256", event.sha256.as_ref().map(quoted)),
        ("version", event.version.as_ref().map(quoted)),
        ("until", event.until.map(|day| day.to_string())),
        ("entry", event.entry.map(|number| number.to_string())),
    ];
    // Writing to a String cannot fail.
    for (key, value) in lines {
        if let Some(value) = value {
            let _ = writeln!(out, "    {key}: {value}");
        }
    }
    if !event.values.is_empty() {
        out.push_str("    values:\n");
        for (place, state) in &event.values {
            let _ = writeln!(out, "      - {{ at: {}, state: {} }}", quoted(place), state.word());
        }
    }
    if !event.places.is_empty() {
        let places: Vec<String> = event.places.iter().map(quoted).collect();
        let _ = writeln!(out, "    places: [{}]", places.join(", "));
    }
    if !event.erased.is_empty() {
        out.push_str("    erased:\n");
        for (was, now) in &event.erased {
            let _ = writeln!(out, "      - {{ was: {}, now: {} }}", quoted(was), quoted(now));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_model::dates::Day;
    use canevas_syntax::desk::{Event, ValueState};

    fn full() -> HistoryEvent {
        let day = |text: &str| Day::parse(text).unwrap_or_else(|| unreachable!());
        HistoryEvent {
            reason: Some("“why”: \"x\" # y\nand {z}\u{a0}".to_owned()),
            file: Some("a b.docx".to_owned()),
            sha256: Some("0".repeat(64)),
            version: Some("0123456789ab".to_owned()),
            until: Some(day("2024-02-29")),
            entry: None,
            values: vec![("/x/0/a b".to_owned(), ValueState::Corrected)],
            places: vec!["/x, y".to_owned(), "/z]".to_owned()],
            erased: vec![("0123456789ab".to_owned(), "ba9876543210".to_owned())],
            ..HistoryEvent::new(Event::Accepted, day("2024-03-05"), "Aya: N'Diaye")
        }
    }

    #[test]
    fn an_entry_is_read_as_it_was_written_and_all_before_it_stays() {
        let mut text: Option<String> = None;
        for length in 1..=3 {
            let out = with_entry("CMR.yaml", text.as_deref(), "CMR", &full());
            let Ok(out) = out else { unreachable!("{out:?}") };
            assert!(text.as_deref().is_none_or(|text| out.starts_with(text)));
            assert_eq!(read("CMR.yaml", &out, "CMR").map(|history| history.events().len()), Ok(length));
            text = Some(out);
        }
    }

    #[test]
    fn a_file_in_another_layout_is_refused_and_not_damaged() {
        for text in [
            "canevas: 1\ncountry: CMR\nentries: []\n",
            "entries:\n  - event: invited\n    on: 2024-01-01\n    by: A\ncanevas: 1\ncountry: CMR\n",
            "canevas: 1\ncountry: MDG\nentries:\n",
            "{",
            "canevas: 1\ncountry: CMR\nentries:\n  - event: invited\n    on: 2024-13-01\n    by: A\n",
        ] {
            assert!(with_entry("CMR.yaml", Some(text), "CMR", &full()).is_err(), "{text}");
        }
        let other_depth = "canevas: 1\ncountry: CMR\nentries:\n- event: invited\n  on: 2024-01-01\n  by: A\n";
        assert!(with_entry("CMR.yaml", Some(other_depth), "CMR", &full()).is_err());
    }
}
