//! The translation status as JSON.

use super::{Count, LanguageStatus, State, TextStatus, count};
use canevas_model::Model;
use canevas_project::PoEntry;
use serde::Serialize;
use serde_json::{Value, json};

/// How far languages are, as `--format json` prints it; [`schema`] describes it.
#[derive(Debug, Serialize)]
pub struct StatusReport<'s> {
    canevas: u32,
    editions: Vec<EditionStatus<'s>>,
}

/// One edition.
#[derive(Debug, Serialize)]
struct EditionStatus<'s> {
    form: &'s str,
    edition: &'s str,
    source: &'s str,
    languages: Vec<LanguageReport<'s>>,
}

/// One language. It has a count for each [`State`].
#[derive(Debug, Serialize)]
struct LanguageReport<'s> {
    language: &'s str,
    percent: usize,
    texts: usize,
    #[serde(flatten)]
    states: StateCounts,
    open: Vec<TextReport<'s>>,
    orphans: Vec<OrphanText<'s>>,
}

/// How many texts are in each state.
#[derive(Debug, Serialize)]
struct StateCounts {
    current: usize,
    equal: usize,
    stale: usize,
    mismatch: usize,
    waiting: usize,
    missing: usize,
}

/// A text that is not current.
#[derive(Debug, Serialize)]
struct TextReport<'s> {
    key: &'s str,
    state: &'static str,
    source: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    made_from: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation: Option<&'s str>,
}

/// A translation that belongs to no text of the form.
#[derive(Debug, Serialize)]
struct OrphanText<'s> {
    key: &'s str,
    source: &'s str,
    translation: &'s str,
}

/// Editions and their languages.
pub fn json<'s>(editions: &'s [(&'s Model, Vec<LanguageStatus<'s>>)]) -> StatusReport<'s> {
    let edition = |(model, languages): &'s (&'s Model, Vec<LanguageStatus<'s>>)| EditionStatus {
        form: &model.form,
        edition: &model.edition,
        source: model.source_language.tag(),
        languages: languages.iter().map(language).collect(),
    };
    StatusReport { canevas: 1, editions: editions.iter().map(edition).collect() }
}

fn language<'s>(progress: &'s LanguageStatus<'s>) -> LanguageReport<'s> {
    let count = count(&progress.entries);
    let entries = progress.entries.iter().filter(|entry| entry.state != State::Current);
    LanguageReport {
        language: progress.language.tag(),
        percent: count.percent(),
        texts: count.texts,
        states: StateCounts::of(&count),
        open: entries.map(TextReport::of).collect(),
        orphans: progress.orphans.iter().map(|orphan| OrphanText::of(orphan)).collect(),
    }
}

impl StateCounts {
    fn of(count: &Count) -> Self {
        Self {
            current: count.of(State::Current),
            equal: count.of(State::Equal),
            stale: count.of(State::Stale),
            mismatch: count.of(State::Mismatch),
            waiting: count.of(State::Waiting),
            missing: count.of(State::Missing),
        }
    }
}

impl<'s> TextReport<'s> {
    fn of(entry: &TextStatus<'s>) -> Self {
        Self {
            key: entry.text.key.as_str(),
            state: entry.state.word(),
            source: &entry.text.source.value,
            made_from: entry.made_from,
            translation: entry.translation,
        }
    }
}

impl<'s> OrphanText<'s> {
    fn of(orphan: &'s PoEntry) -> Self {
        Self { key: &orphan.context.value, source: &orphan.id.value, translation: &orphan.text.value }
    }
}

/// The JSON Schema of it.
pub fn schema() -> Value {
    let text = |what: &str| json!({ "description": what, "type": "string" });
    let number = |what: &str| json!({ "description": what, "type": "integer", "minimum": 0 });
    let object = |properties: Value, required: &[&str]| json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": required });
    let list = |what: &str, items: Value| json!({ "description": what, "type": "array", "items": items });
    let (key, source) = (text("Its catalogue key."), text("The source as it is now."));
    let states: Vec<&str> = State::ALL.iter().map(|state| state.word()).filter(|word| *word != "current").collect();
    let open = object(
        json!({
            "key": key,
            "state": { "description": "Its state.", "enum": states },
            "source": source,
            "made_from": text("The source that the translation was made from, where that is another one."),
            "translation": text("Its translation, where there is one."),
        }),
        &["key", "state", "source"],
    );
    let orphan = object(
        json!({ "key": key, "source": text("The source that it was made from."), "translation": text("The translation.") }),
        &["key", "source", "translation"],
    );
    let language = object(
        json!({
            "language": text("The tag of the language."),
            "percent": { "description": "How many of a hundred texts are done; a hundred only where all are.", "type": "integer", "minimum": 0, "maximum": 100 },
            "texts": number("Texts of the form."),
            "current": number("Translated from the source as it is now, and not the same as it."),
            "equal": number("Translated from the source as it is now, and the same as it."),
            "stale": number("Translated from a source that has changed since."),
            "mismatch": number("Translated, with other placeholders than the source."),
            "waiting": number("Translated, and waiting for review."),
            "missing": number("Not translated."),
            "open": list("Every text that is not current, in the order of the form.", open),
            "orphans": list("Translations that belong to no text of the form.", orphan),
        }),
        &[
            "language", "percent", "texts", "current", "equal", "stale", "mismatch", "waiting", "missing", "open",
            "orphans",
        ],
    );
    let edition = object(
        json!({
            "form": text("The form."), "edition": text("The edition."), "source": text("The tag of the language that it is written in."),
            "languages": list("The languages that it is translated into.", language),
        }),
        &["form", "edition", "source", "languages"],
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of canevas translate status",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "canevas": { "description": "The version of this shape.", "const": 1 },
            "editions": list("The editions, in the order of their folders.", edition),
        },
        "required": ["canevas", "editions"],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_a_count() {
        let Ok(counts) = serde_json::to_value(StateCounts::of(&Count::default())) else { unreachable!() };
        let words: Vec<&str> = counts.as_object().into_iter().flatten().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, State::ALL.map(State::word));
    }
}
