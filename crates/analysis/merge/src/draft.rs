//! The answers so far, with what waits for a decision.

use crate::asked::AskedCopy;
use crate::json::{list_or_nothing, said};
use crate::place::{OTHERS, Place, SET_ASIDE, UnreadKey, entry_of};
use crate::written::waiting_texts;
use canevas_responses::{ANSWERS_KEY, FACTS_KEY, ROW_NAME_KEY};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// A draft.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Draft {
    pub(crate) facts: Map<String, Value>,
    pub(crate) answers: Map<String, Value>,
    /// Texts that are no answer, by their key in a return.
    pub(crate) unread: Map<String, Value>,
    /// What stood at the top of a file and is none of the parts that this form knows: it is kept as it is.
    pub(crate) others: Map<String, Value>,
    /// Answers that differ.
    pub(crate) conflicts: Vec<Waiting>,
    /// Answers that were given before a word replaced them.
    pub(crate) aside: Vec<Waiting>,
}

/// An answer that waits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Waiting {
    pub(crate) place: Place,
    /// The file that it is from.
    pub(crate) from: String,
    pub(crate) value: Value,
}

impl Draft {
    /// The value at a place.
    pub(crate) fn at(&self, place: &Place) -> Option<&Value> {
        let [part, key, rest @ ..] = place.steps() else { return None };
        let held = match part.as_str() {
            FACTS_KEY => &self.facts,
            ANSWERS_KEY => &self.answers,
            OTHERS => &self.others,
            _ => return None,
        };
        rest.iter().try_fold(held.get(key)?, |value, step| member(value, step))
    }

    /// The rows at a place, where a list is there.
    pub(crate) fn rows_at(&self, place: &Place) -> Option<&Vec<Value>> {
        self.at(place)?.as_array()
    }

    /// Puts a value at a place, or removes the value there. Empty objects are removed too; rows stay. `list` is the list that
    /// the place is in.
    pub(crate) fn put(&mut self, place: &Place, value: Option<Value>, list: Option<&Place>) {
        let depth = list.map_or(0, |list| list.steps().len());
        let [part, keys @ ..] = place.steps() else { return };
        let held = match part.as_str() {
            FACTS_KEY => &mut self.facts,
            ANSWERS_KEY => &mut self.answers,
            OTHERS => &mut self.others,
            _ => return,
        };
        let mut holder = Value::Object(std::mem::take(held));
        set(&mut holder, keys, value, depth.saturating_sub(1));
        if let Value::Object(members) = holder {
            *held = members;
        }
    }

    /// Whether a word replaces a place, or may replace it after a choice.
    pub(crate) fn is_replaced(&self, place: &Place) -> bool {
        self.is_replaced_by(place, &self.replacing())
    }

    /// The places where a choice may take a word.
    pub(crate) fn replacing(&self) -> HashSet<Place> {
        let words = self.conflicts.iter().filter(|side| said(&side.value).is_some());
        words.map(|side| side.place.clone()).collect()
    }

    /// The same as [`Self::is_replaced`], with the places of [`Self::replacing`], for many places at once.
    pub(crate) fn is_replaced_by(&self, place: &Place, replacing: &HashSet<Place>) -> bool {
        let is_word =
            |outer: &Place| replacing.contains(outer) || self.at(outer).is_some_and(|value| said(value).is_some());
        place.around().iter().any(|outer| outer.is_answer() && is_word(outer))
    }

    /// Whether neither a word nor an answer stands in place of what would be around a place.
    pub(crate) fn has_room(&self, place: &Place) -> bool {
        self.has_room_beside(place, &self.replacing())
    }

    /// The same as [`Self::has_room`], with the places of [`Self::replacing`], for many places at once.
    pub(crate) fn has_room_beside(&self, place: &Place, replacing: &HashSet<Place>) -> bool {
        let is_simple = |value: &Value| !(value.is_object() || value.is_array() || value.is_null());
        !self.is_replaced_by(place, replacing)
            && !place.around().iter().any(|outer| self.at(outer).is_some_and(is_simple))
    }

    /// Removes empty rows, so that rows have the same numbers as in the return.
    pub(crate) fn compact(&mut self, asked: &AskedCopy<'_>) {
        for item in asked.items().filter(|item| item.is_list()) {
            for place in item.places() {
                let Some(rows) = self.rows_at(&place).cloned() else { continue };
                let waiting: Vec<Place> = waiting_texts(self).keys().map(|key| UnreadKey::parse(key).place).collect();
                let holds_text = |entry: usize| {
                    let row = place.inside(&entry);
                    waiting.iter().any(|waiting| waiting.is_inside(&row))
                };
                let mut kept: Vec<usize> =
                    (0..rows.len()).filter(|entry| !is_blank(&rows[*entry]) || holds_text(*entry)).collect();
                if item.is_names() {
                    kept.sort_by_key(|entry| is_nameless(&rows[*entry]));
                }
                if !rows.is_empty() && kept.iter().copied().eq(0..rows.len()) {
                    continue;
                }
                self.renumber(&place, &|entry| Some(kept.iter().position(|kept| *kept == entry).unwrap_or(entry)));
                let rows = kept.into_iter().map(|entry| rows[entry].clone()).collect();
                self.put(&place, list_or_nothing(rows), None);
            }
        }
    }

    /// Moves what waits in the rows of a list to their new numbers. What waits in a row without one is removed.
    pub(crate) fn renumber(&mut self, list: &Place, now: &dyn Fn(usize) -> Option<usize>) {
        let depth = list.steps().len();
        let moved = |place: &Place| -> Option<Place> {
            let entry = place.steps().get(depth).filter(|_| place.is_inside(list)).and_then(|step| entry_of(step));
            let Some(entry) = entry else { return Some(place.clone()) };
            let row = list.inside(&now(entry)?);
            Some(place.steps()[depth + 1..].iter().fold(row, |place, step| place.inside(step)))
        };
        let unread = std::mem::take(&mut self.unread).into_iter().filter_map(|(key, text)| {
            let place = Place::of_unread_key(&key);
            let now = moved(&place)?;
            Some((if now == place { key } else { now.unread_key() }, text))
        });
        self.unread = unread.collect();
        for part in [&mut self.conflicts, &mut self.aside] {
            part.retain_mut(|waiting| moved(&waiting.place).map(|now| waiting.place = now).is_some());
        }
    }
}

impl Waiting {
    /// Whether it was set aside for a word, and differs from no other answer.
    pub(crate) fn is_set_aside(&self) -> bool {
        self.from == SET_ASIDE
    }
}

/// A member of an object, or an entry of a list.
fn member<'v>(holder: &'v Value, step: &str) -> Option<&'v Value> {
    match holder {
        Value::Object(members) => members.get(step),
        Value::Array(items) => items.get(entry_of(step)?),
        _ => None,
    }
}

/// `list`: how many keys lead to the list.
fn set(holder: &mut Value, keys: &[String], value: Option<Value>, list: usize) {
    let [key, rest @ ..] = keys else { return };
    if rest.is_empty() {
        put_member(holder, key, value);
        return;
    }
    let next = member(holder, key);
    if !next.is_some_and(|next| (next.is_object() || next.is_array()) && said(next).is_none()) {
        if value.is_none() {
            return;
        }
        put_member(holder, key, Some(if list == 1 { json!([]) } else { json!({}) }));
    }
    let is_object = holder.is_object();
    let next = match holder {
        Value::Object(members) => members.get_mut(key),
        Value::Array(items) => entry_of(key).and_then(|entry| items.get_mut(entry)),
        _ => None,
    };
    let Some(next) = next else { return };
    set(next, rest, value, list.saturating_sub(1));
    if is_object && next.as_object().is_some_and(Map::is_empty) {
        put_member(holder, key, None);
    }
}

fn put_member(holder: &mut Value, key: &str, value: Option<Value>) {
    match holder {
        Value::Object(members) => {
            match value {
                Some(value) => members.insert(key.to_owned(), value),
                None => members.shift_remove(key),
            };
        }
        Value::Array(items) => {
            let Some(entry) = entry_of(key) else { return };
            if value.is_some() && items.len() <= entry {
                items.resize(entry + 1, json!({}));
            }
            if let Some(item) = items.get_mut(entry) {
                *item = value.unwrap_or_else(|| json!({}));
            }
        }
        _ => {}
    }
}

/// Whether nothing is in a row but its name.
pub(crate) fn is_blank(row: &Value) -> bool {
    row.as_object().is_none_or(|fields| fields.keys().all(|key| key == ROW_NAME_KEY))
}

/// Whether an entry of a list of names has no name.
pub(crate) fn is_nameless(row: &Value) -> bool {
    row.get("name").is_none()
}
