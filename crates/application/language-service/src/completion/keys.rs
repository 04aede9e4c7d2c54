//! Keys: those of the language that a block takes, and those that the form gives to other files.

use super::{Completion, CompletionKind, Place, offer};
use crate::file_kind::FileKind;
use crate::outline::shortened;
use crate::schema::{KeyShape, SchemaKey};
use crate::view::View;
use canevas_compiler::model::{Fact, Model, Question, countries};
use canevas_compiler::syntax::cursor::{CursorSlot, CursorStep};
use std::ops::Range;

/// The keys that a block takes and does not have.
pub(super) fn complete(place: &Place<'_>, view: Option<&View<'_>>) -> Vec<Completion> {
    let cursor = place.cursor;
    let typed = word_at(place);
    let is_free = |name: &str| !cursor.block.iter().any(|key| key.name == name && key.range != cursor.typed);
    // A colon that is there already stays.
    let has_colon = place.text.get(typed.end..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with(':'));
    let block: Vec<_> = cursor.block.iter().filter(|key| key.range != cursor.typed).cloned().collect();
    let mut known: Vec<SchemaKey> = place.schema.keys(&cursor.steps, &block);
    known.retain(|key| is_free(key.name));
    // Below the key of a list, the first key of an item comes with its dash.
    let needs_dash = cursor.slot == CursorSlot::Key && place.schema.is_list(&cursor.steps);
    if needs_dash {
        let steps: Vec<CursorStep> = cursor.steps.iter().cloned().chain([CursorStep::Item]).collect();
        known = place.schema.keys(&steps, &[]);
    }
    // What the block needs comes first.
    known.sort_by_key(|key| !key.is_required);
    let indent = indent(place, typed.start);
    let mut offers: Vec<Completion> = Vec::new();
    for key in known {
        let detail = key.is_required.then(|| "needed".to_owned());
        let offer = offer(key.name, CompletionKind::Key, &typed).detail(detail).about(key.about);
        let dash = if needs_dash { "- " } else { "" };
        let insert = if has_colon { key.name.to_owned() } else { written(&key, indent + dash.len()) };
        let insert = format!("{dash}{insert}");
        offers.push(Completion { insert, ..offer });
    }
    let model = view.and_then(View::model);
    let own = model.map(|model| own_keys(place, model)).unwrap_or_default();
    for (name, kind, detail) in own.into_iter().filter(|(name, ..)| is_free(name)) {
        let insert = if has_colon { name.clone() } else { format!("{name}: ") };
        offers.push(Completion { insert, ..offer(name, kind, &typed).detail(detail) });
    }
    offers
}

/// The word that is typed at a place.
fn word_at(place: &Place<'_>) -> Range<usize> {
    let typed = place.cursor.typed.clone();
    let text = place.text.get(typed.clone()).unwrap_or_default();
    let length = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(text.len());
    typed.start..(typed.start + length).max(place.offset.min(typed.end))
}

/// The column at which the keys of the block stand.
fn indent(place: &Place<'_>, start: usize) -> usize {
    let line = place.text.get(..start).map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
    place.text.get(line..start).map_or(0, |before| before.chars().count())
}

/// A key as it is written, with what follows it.
fn written(key: &SchemaKey, indent: usize) -> String {
    let below = " ".repeat(indent + 2);
    match key.shape {
        KeyShape::Line => format!("{}: ", key.name),
        KeyShape::Block => format!("{}:\n{below}", key.name),
        KeyShape::List => format!("{}:\n{below}- ", key.name),
    }
}

/// The keys that come from the form: facts and their fields in a country file, questions in a case, languages.
fn own_keys(place: &Place<'_>, model: &Model) -> Vec<(String, CompletionKind, Option<String>)> {
    let names = place.cursor.names();
    let ask = |question: &Question| question.ask.as_ref().map(|ask| shortened(&ask.source.value));
    let fact_keys = || {
        let facts = model.facts.iter();
        facts.map(|fact| {
            let ask = fact.ask.as_ref().map(|ask| shortened(&ask.source.value));
            (fact.id.to_string(), CompletionKind::Fact, ask)
        })
    };
    let question_keys = || {
        let asked = model.questions.iter().filter(|question| question.takes_answer());
        asked.map(|question| (question.id.to_string(), CompletionKind::Question, ask(question)))
    };
    match (place.kind, names.as_slice()) {
        (FileKind::Country | FileKind::Case, ["facts"]) => fact_keys().collect(),
        (FileKind::Country, ["names"]) => {
            model.languages().map(|language| (language.tag().to_owned(), CompletionKind::Language, None)).collect()
        }
        (FileKind::Country, ["facts", fact, "[]", ..]) => {
            let fact = model.facts.iter().find(|known| known.id == **fact);
            let fields = fact.into_iter().flat_map(Fact::fields);
            let fields = fields.map(|field| {
                let ask = field.ask.as_ref().map(|ask| shortened(&ask.source.value));
                (field.id.to_string(), CompletionKind::Field, ask)
            });
            std::iter::once(("id".to_owned(), CompletionKind::Key, None)).chain(fields).collect()
        }
        (FileKind::Case, ["answers" | "prints"]) | (FileKind::Asks, ["ask"]) => question_keys().collect(),
        (FileKind::Case, ["answers", id, ..]) => {
            let fields = model.question(id).into_iter().flat_map(|question| &question.fields);
            fields.map(|field| (field.id.to_string(), CompletionKind::Field, ask(field))).collect()
        }
        (FileKind::Regions, ["regions", _, "name"]) => {
            model.languages().map(|language| (language.tag().to_owned(), CompletionKind::Language, None)).collect()
        }
        _ => Vec::new(),
    }
}

/// The countries of the table, by code.
pub(super) fn countries(range: &Range<usize>) -> Vec<Completion> {
    let offer = |country: &countries::Country| {
        offer(country.alpha3, CompletionKind::Country, range).detail(Some(country.en[0].to_owned()))
    };
    countries::all().iter().map(offer).collect()
}
