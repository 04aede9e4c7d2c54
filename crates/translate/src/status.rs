//! How far a language is: the state of each text, and their counts.

use canevas_inputs::Catalogue;
use canevas_model::{Language, Model, Text};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The state of a text in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Translated from the source as it is now.
    Current,
    /// Translated from a source that has changed since.
    Stale,
    /// Translated, and waiting for review.
    Waiting,
    /// Not translated.
    Missing,
}

impl State {
    /// The word in tables and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Stale => "stale",
            Self::Waiting => "waiting",
            Self::Missing => "missing",
        }
    }
}

/// A text and its state.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its state.
    pub state: State,
    /// The source that its translation was made from, where it is another one.
    pub made_from: Option<&'a str>,
}

/// How many texts are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Texts of the form.
    pub texts: usize,
    /// Translated from the source as it is now.
    pub current: usize,
    /// Translated from a source that has changed since.
    pub stale: usize,
    /// Waiting for review.
    pub waiting: usize,
    /// Not translated.
    pub missing: usize,
}

impl Count {
    /// Whether a form may be published in the language: nothing is stale, waits or is missing.
    pub fn is_whole(&self) -> bool {
        self.current == self.texts
    }
}

/// Every text of the form with its state in a language; without a catalogue all are missing.
pub fn entries<'a>(model: &'a Model, catalogue: Option<&'a Catalogue>) -> Vec<Entry<'a>> {
    let state = |text: &'a Text| {
        let Some(translation) = catalogue.and_then(|catalogue| catalogue.entries.get(&text.key)) else {
            return Entry { text, state: State::Missing, made_from: None };
        };
        let made_from = translation.made_from(text);
        let state = match (made_from, translation.fuzzy) {
            (Some(_), _) => State::Stale,
            (None, true) => State::Waiting,
            (None, false) => State::Current,
        };
        Entry { text, state, made_from }
    };
    model.texts().into_iter().map(state).collect()
}

/// Counts states.
pub fn count(entries: &[Entry<'_>]) -> Count {
    let of = |state| entries.iter().filter(|entry| entry.state == state).count();
    Count {
        texts: entries.len(),
        current: of(State::Current),
        stale: of(State::Stale),
        waiting: of(State::Waiting),
        missing: of(State::Missing),
    }
}

/// The counts of an edition's languages as a table, and each text that is not current.
pub fn table(title: &str, languages: &[(&Language, Vec<Entry<'_>>)]) -> String {
    let mut out = format!("{title}\n");
    // Writing to a String cannot fail.
    let _ = writeln!(out, "  language   texts  current  stale  waiting  missing");
    for (language, entries) in languages {
        let count = count(entries);
        let _ = writeln!(
            out,
            "  {:<9} {:>6} {:>8} {:>6} {:>8} {:>8}",
            language.tag(),
            count.texts,
            count.current,
            count.stale,
            count.waiting,
            count.missing
        );
    }
    for (language, entries) in languages {
        for entry in entries.iter().filter(|entry| entry.state != State::Current) {
            let _ = writeln!(out, "{language} {}: {}", entry.state.word(), entry.text.key);
            if let Some(old) = entry.made_from {
                lines(&mut out, '-', old);
            }
            if entry.state != State::Waiting {
                lines(&mut out, '+', &entry.text.source.value);
            }
        }
    }
    out
}

fn lines(out: &mut String, sign: char, text: &str) {
    for line in text.lines() {
        let _ = writeln!(out, "  {sign} {line}");
    }
}

/// The same as JSON.
pub fn json(form: &str, edition: &str, languages: &[(&Language, Vec<Entry<'_>>)]) -> Value {
    let one = |(language, entries): &(&Language, Vec<Entry<'_>>)| {
        let count = count(entries);
        let open: Vec<Value> = entries
            .iter()
            .filter(|entry| entry.state != State::Current)
            .map(|entry| {
                let mut out =
                    json!({ "key": entry.text.key, "state": entry.state.word(), "source": entry.text.source.value });
                if let Some(old) = entry.made_from {
                    out["made_from"] = old.into();
                }
                out
            })
            .collect();
        json!({
            "language": language.tag(), "texts": count.texts, "current": count.current, "stale": count.stale,
            "waiting": count.waiting, "missing": count.missing, "open": open,
        })
    };
    json!({ "form": form, "edition": edition, "languages": languages.iter().map(one).collect::<Vec<_>>() })
}
