//! The translation status of a language: the state of each text, and the counts.

mod badge;
mod html;
mod json;
mod text;

pub use badge::badge;
pub use html::html;
pub use json::{StatusReport, json, schema};
pub use text::table;

use canevas_model::{Language, Model, Text, pieces_agree};
use canevas_project::{Catalogue, PoEntry, PoFile, Translation};
use canevas_syntax::template::{self, Piece};
use std::collections::HashSet;

/// The state of a text in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Translated from the current source.
    Current,
    /// Current, and equal to its source.
    Equal,
    /// Translated from a source that has changed since.
    Stale,
    /// Translated, with other placeholders than its source.
    Mismatch,
    /// Translated, and waiting for review.
    Waiting,
    /// Not translated.
    Missing,
}

impl State {
    /// Every state, in the order of tables.
    pub const ALL: [Self; 6] = [Self::Current, Self::Equal, Self::Stale, Self::Mismatch, Self::Waiting, Self::Missing];

    /// The word in tables and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Equal => "equal",
            Self::Stale => "stale",
            Self::Mismatch => "mismatch",
            Self::Waiting => "waiting",
            Self::Missing => "missing",
        }
    }

    /// Whether somebody still has something to do.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Current | Self::Equal)
    }
}

/// A text and its state.
#[derive(Debug, Clone, Copy)]
pub struct TextStatus<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its state.
    pub state: State,
    /// The source that its translation was made from, if the source changed since.
    pub made_from: Option<&'a str>,
    /// Its translation, used or not.
    pub translation: Option<&'a str>,
}

/// The translation status of a language.
#[derive(Debug, Clone)]
pub struct LanguageStatus<'a> {
    /// The language.
    pub language: &'a Language,
    /// Every text of the form.
    pub entries: Vec<TextStatus<'a>>,
    /// Translations that belong to no text of the form.
    pub orphans: Vec<&'a PoEntry>,
}

/// How many texts are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Texts of the form.
    pub texts: usize,
    /// The number of texts in each state, in the order of [`State::ALL`].
    of: [usize; 6],
}

impl Count {
    /// How many texts are in a state.
    pub fn of(&self, state: State) -> usize {
        State::ALL.iter().position(|known| *known == state).map_or(0, |at| self.of[at])
    }

    /// How many texts are done.
    pub fn done(&self) -> usize {
        self.of(State::Current) + self.of(State::Equal)
    }

    /// The percentage of texts that are done. It is 100 only if all are done.
    pub fn percent(&self) -> usize {
        (self.done() * 100).checked_div(self.texts).unwrap_or(100)
    }

    /// Whether a form may be published in the language: nothing is open.
    pub fn is_whole(&self) -> bool {
        self.done() == self.texts
    }
}

/// The status of a language, from its catalogue and its file. Without a catalogue, every text is missing.
pub fn language_status<'a>(
    model: &'a Model,
    language: &'a Language,
    catalogue: Option<&'a Catalogue>,
    file: Option<&'a PoFile>,
) -> LanguageStatus<'a> {
    let entries = entries(model, catalogue);
    let known: HashSet<&str> = entries.iter().map(|entry| entry.text.key.as_str()).collect();
    let orphans = file
        .into_iter()
        .flat_map(|file| &file.entries)
        .filter(|entry| !entry.is_untranslated() && !known.contains(entry.context.value.as_str()))
        .collect();
    LanguageStatus { language, entries, orphans }
}

/// Every text of the form with its state in a language. Without a catalogue, every text is missing.
pub fn entries<'a>(model: &'a Model, catalogue: Option<&'a Catalogue>) -> Vec<TextStatus<'a>> {
    let state = |text: &'a Text| {
        let Some(translation) = catalogue.and_then(|catalogue| catalogue.entries.get(&text.key)) else {
            return TextStatus { text, state: State::Missing, made_from: None, translation: None };
        };
        let made_from = translation.made_from(text);
        let state = match made_from {
            Some(_) => State::Stale,
            None => state_of(text, translation),
        };
        TextStatus { text, state, made_from, translation: Some(&translation.text.value) }
    };
    model.translated_texts().into_iter().map(state).collect()
}

/// The state of a translation that was made from the current source.
fn state_of(text: &Text, translation: &Translation) -> State {
    let (source, translation, waits) = (&text.source.value, &translation.text.value, translation.fuzzy);
    if !pieces_agree(source, translation) {
        State::Mismatch
    } else if waits {
        State::Waiting
    } else if source.trim() == translation.trim() && has_words(source) {
        State::Equal
    } else {
        State::Current
    }
}

/// Whether a text has two words or more, without its placeholders. A single word may be a name.
fn has_words(text: &str) -> bool {
    let plain: String = template::pieces(text)
        .into_iter()
        .flatten()
        .map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Placeholder(..) => " ".to_owned(),
        })
        .collect();
    plain.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() >= 2
}

/// Counts states.
pub fn count(entries: &[TextStatus<'_>]) -> Count {
    let mut of = [0; 6];
    for (at, state) in State::ALL.into_iter().enumerate() {
        of[at] = entries.iter().filter(|entry| entry.state == state).count();
    }
    Count { texts: entries.len(), of }
}
