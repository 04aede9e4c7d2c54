//! Takes an answer that waited, and brings back what was set aside.

use crate::adopt::adopt;
use crate::asked::AskedCopy;
use crate::draft::{Draft, Waiting};
use crate::json::as_text;
use crate::place::{Place, UnreadKey};
use crate::written::waiting_texts;
use canevas_responses::{ANSWERS_KEY, FACTS_KEY};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};

/// What waits, by its place, in the order in which the places appear.
pub(crate) fn by_place(waiting: Vec<Waiting>) -> Vec<(Place, Vec<Waiting>)> {
    let mut at: HashMap<Place, usize> = HashMap::new();
    let mut places: Vec<(Place, Vec<Waiting>)> = Vec::new();
    for each in waiting {
        let index = *at.entry(each.place.clone()).or_insert(places.len());
        match places.get_mut(index) {
            Some((_, same)) => same.push(each),
            None => places.push((each.place.clone(), vec![each])),
        }
    }
    places
}

/// Takes a value for a place. A value, or a part of one, that is no answer to the question stays an unread text.
fn settle(asked: &AskedCopy<'_>, draft: &mut Draft, place: &Place, value: &Value) {
    let list = asked.list_at(place);
    let mut chosen = Draft::default();
    chosen.put(place, Some(value.clone()), list.as_ref());
    let mut adopted = adopt(asked, &json!({ FACTS_KEY: chosen.facts, ANSWERS_KEY: chosen.answers }));
    if chosen.at(place).is_none() {
        adopted.unread.insert(place.unread_key(), as_text(value).into());
    }
    // What waits in the rows of a list goes with them.
    draft.renumber(place, &|_| None);
    draft.conflicts.retain(|side| side.place != *place);
    let value = adopted.at(place).cloned();
    draft.conflicts.extend(adopted.conflicts);
    draft.aside.extend(adopted.aside);
    draft.put(place, value, list.as_ref());
    draft.unread.shift_remove(&place.unread_key());
    draft.unread.extend(adopted.unread);
}

/// Puts back the answers that were set aside, where no word replaces them now. If there is another answer by then, both become a
/// conflict.
pub(crate) fn come_back(asked: &AskedCopy<'_>, draft: &mut Draft) {
    let mut waits = std::mem::take(&mut draft.aside);
    // The whole comes before its parts, which may be replaced too.
    waits.sort_by_key(|waiting| waiting.place.length());
    let taken: HashSet<Place> =
        waiting_texts(draft).keys().flat_map(|key| UnreadKey::parse(key).place.around()).collect();
    for (place, mut held) in by_place(waits) {
        let is_free = held.len() == 1
            && draft.at(&place).is_none()
            && !draft.unread.contains_key(&place.unread_key())
            && !taken.contains(&place);
        if draft.is_replaced(&place) {
            draft.aside.extend(held);
        } else if is_free && let Some(only) = held.pop() {
            settle(asked, draft, &place, &only.value);
        } else {
            draft.conflicts.extend(held);
        }
    }
}
