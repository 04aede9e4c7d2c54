//! Brings back what was set aside.

use crate::adopt::{adopt, adopt_answer};
use crate::asked::AskedCopy;
use crate::draft::{Draft, Waiting};
use crate::json::{as_text, said};
use crate::place::{OTHERS, Place, UnreadKey};
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

/// Gives an answer to a place where nothing waits. A value that does not answer the question, or a part of a value, stays
/// an unread text.
fn fill_in(asked: &AskedCopy<'_>, draft: &mut Draft, place: &Place, value: &Value) {
    let list = asked.list_at(place);
    let mut chosen = Draft::default();
    chosen.put(place, Some(value.clone()), list.as_ref());
    // Thousands of answers may come back at once, and each is about one question.
    let mut adopted = match asked.locate(place) {
        Some(located) => adopt_answer(asked, located.item, &chosen.answers),
        None => {
            let Draft { facts, answers, others, .. } = &chosen;
            adopt(asked, &json!({ FACTS_KEY: facts, ANSWERS_KEY: answers, OTHERS: others }))
        }
    };
    if chosen.at(place).is_none() {
        adopted.unread.insert(place.unread_key(), as_text(value).into());
    }
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
    let mut replaced = draft.replacing();
    for (place, mut held) in by_place(waits) {
        let is_free = held.len() == 1
            && draft.at(&place).is_none()
            && !draft.unread.contains_key(&place.unread_key())
            && !taken.contains(&place);
        if draft.is_replaced_by(&place, &replaced) {
            draft.aside.extend(held);
        } else if is_free && let Some(only) = held.pop() {
            fill_in(asked, draft, &place, &only.value);
        } else {
            replaced.extend(held.iter().filter(|side| said(&side.value).is_some()).map(|side| side.place.clone()));
            draft.conflicts.extend(held);
        }
    }
}
