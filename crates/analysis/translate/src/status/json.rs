//! The translation status as JSON.

use super::{LanguageStatus, State, count};
use canevas_model::Model;
use serde_json::{Map, Value, json};

/// Editions and their languages.
pub fn json(editions: &[(&Model, Vec<LanguageStatus<'_>>)]) -> Value {
    let edition = |(model, languages): &(&Model, Vec<LanguageStatus<'_>>)| {
        json!({
            "form": model.form,
            "edition": model.edition,
            "source": model.source_language.tag(),
            "languages": languages.iter().map(language).collect::<Vec<_>>(),
        })
    };
    json!({ "canevas": 1, "editions": editions.iter().map(edition).collect::<Vec<_>>() })
}

fn language(progress: &LanguageStatus<'_>) -> Value {
    let count = count(&progress.entries);
    let mut out = Map::new();
    out.insert("language".to_owned(), progress.language.tag().into());
    out.insert("percent".to_owned(), count.percent().into());
    out.insert("texts".to_owned(), count.texts.into());
    for state in State::ALL {
        out.insert(state.word().to_owned(), count.of(state).into());
    }
    let entries = progress.entries.iter().filter(|entry| entry.state != State::Current);
    let open = entries.map(|entry| {
        let mut out =
            json!({ "key": entry.text.key.as_str(), "state": entry.state.word(), "source": entry.text.source.value });
        if let Some(old) = entry.made_from {
            out["made_from"] = old.into();
        }
        if let Some(translation) = entry.translation {
            out["translation"] = translation.into();
        }
        out
    });
    out.insert("open".to_owned(), open.collect());
    let orphans = progress.orphans.iter().map(
        |orphan| json!({ "key": orphan.context.value, "source": orphan.id.value, "translation": orphan.text.value }),
    );
    out.insert("orphans".to_owned(), orphans.collect());
    out.into()
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
