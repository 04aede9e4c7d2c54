//! Keeps what was erased from coming back: with a file that came in before, or with a sheet that was made before.

use super::erase::holds_personal;
use canevas_compiler::DeskReturn;
use canevas_compiler::model::Model;
use canevas_compiler::responses::{AnswerPath, Response, SIGN_OFF_KEY, UnreadPlace, says_something};
use canevas_compiler::returns::{CountryHistory, version_of};
use serde_json::Value;

/// Why a file cannot be accepted, where an entry of the history erased something that it still holds. A file that came in later
/// may hold it again: then the country sent it anew.
pub(super) fn erased_since(history: &CountryHistory, model: &Model, read: &DeskReturn) -> Option<String> {
    let version = version_of(&read.read.to_text());
    let (sha256, clarifies) = (read.delivery.sha256.as_deref(), read.delivery.clarifies.as_deref());
    let events = history.events();
    let reasons = events.iter().enumerate().filter_map(|(at, event)| {
        let was_there = |name: &str| event.erased.iter().any(|(was, _)| was == name);
        let is_erased = was_there(&version);
        let is_older_sheet = clarifies.is_some_and(was_there);
        let came_before = sha256.is_some() && events[..at].iter().any(|before| before.sha256.as_deref() == sha256);
        let held = event.places.iter().filter(|place| is_erased || holds(&read.read.response, place, model));
        let held: Vec<String> = held.map(|place| format!("`{place}`")).collect();
        if held.is_empty() || !(is_erased || is_older_sheet || came_before) {
            return None;
        }
        let what = format!("entry {} of {} erased data that stand in this file: {}", at + 1, event.on, held.join(", "));
        Some(if is_older_sheet {
            format!("{what}. Make a new sheet, and ask the country to answer that")
        } else {
            format!("{what}. Ask the country for a new file, or take them out of this one")
        })
    });
    reasons.into_iter().next()
}

/// Whether a return holds something at a place that was erased. At a row that can be added, any row counts: it had another number,
/// perhaps.
fn holds(response: &Response, place: &str, model: &Model) -> bool {
    if let Some(held) = holds_personal(place, response, model) {
        return held;
    }
    if place == SIGN_OFF_KEY {
        return response.json().get(SIGN_OFF_KEY).is_some_and(says_something);
    }
    let Some(path) = AnswerPath::from_unread_key(place, model) else { return false };
    let waits = |name: &String| {
        let about = UnreadPlace::of_key(name, model).place;
        about.answer().is_some_and(|about| about.question_id() == path.question_id())
    };
    if response.unread().is_some_and(|unread| unread.keys().any(waits)) {
        return true;
    }
    if path.index().is_none() {
        return response.value_at(&path).is_some_and(says_something);
    }
    let rows = response.value_at(&path.list()).and_then(Value::as_array).into_iter().flatten();
    let field = path.key_of_field().map(|key| key.to_string());
    let mut values = rows.filter_map(|row| field.as_ref().map_or(Some(row), |field| row.get(field)));
    values.any(says_something)
}
