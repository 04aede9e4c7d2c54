//! What a return says otherwise than an earlier one, value by value.

use crate::asked::AskedCopy;
use crate::json::is_same;
use crate::merge::path_of;
use crate::place::{Place, UnreadKey};
use crate::words::in_words;
use canevas_model::Language;
use canevas_project::FormCopy;
use canevas_responses::{ANSWERS_KEY, FACTS_KEY, Response, ResponsePath, UNREAD_KEY, in_plain_words, is_one_value};
use canevas_wording::Wording;
use indexmap::IndexSet;
use serde_json::{Map, Value};

/// A value that is not the same in two returns.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The place; `None` where the form has none such.
    pub path: Option<ResponsePath>,
    /// Its key, as `unread` of a return writes it: `/x/0/title`.
    pub key: String,
    /// The value before; none where there was none.
    pub was: Option<ValueInWords>,
    /// The value now; none where there is none.
    pub now: Option<ValueInWords>,
}

/// A value, and what a person reads for it.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueInWords {
    /// The value.
    pub value: Value,
    /// The value in words.
    pub words: String,
}

/// The values that differ, in the order of the form. Values of groups and of rows are compared one by one. A list of rows of
/// another length is one value.
pub fn changes(copy: &FormCopy<'_>, language: &Language, before: &Response, after: &Response) -> Vec<Change> {
    let asked = AskedCopy::new(copy);
    let mut pairs = Vec::new();
    members(&Place::facts(), before.facts(), after.facts(), &mut pairs);
    members(&Place::answers(), before.answers(), after.answers(), &mut pairs);
    wholes(before, after, &mut pairs);
    let wording = Wording::new(copy, language);
    let worded = |place: &Place, value: Option<&Value>| {
        value.map(|value| ValueInWords { value: value.clone(), words: in_words(&asked, &wording, place, value) })
    };
    let change = |pair: Pair<'_>| Change {
        path: path_of(&pair.place, copy),
        key: pair.place.unread_key(),
        was: worded(&pair.place, pair.was),
        now: worded(&pair.place, pair.now),
    };
    let mut changes: Vec<Change> = pairs.into_iter().map(change).collect();
    changes.extend(unread(copy, before, after));
    changes.sort_by_key(|change| asked.position(change.path.as_ref()));
    changes
}

struct Pair<'v> {
    place: Place,
    was: Option<&'v Value>,
    now: Option<&'v Value>,
}

fn members<'v>(
    place: &Place,
    was: Option<&'v Map<String, Value>>,
    now: Option<&'v Map<String, Value>>,
    pairs: &mut Vec<Pair<'v>>,
) {
    let keys: IndexSet<&String> = now.into_iter().chain(was).flat_map(Map::keys).collect();
    for key in keys {
        let at = |holder: Option<&'v Map<String, Value>>| holder.and_then(|holder| holder.get(key));
        value(place.inside(key), at(was), at(now), pairs);
    }
}

/// The words of the head that say something of all answers: whether they are finished, and in which language they are.
const ABOUT_ALL: [&str; 2] = ["status", "language"];

/// The parts at the top, such as the sign-off: each is one value.
fn wholes<'v>(before: &'v Response, after: &'v Response, pairs: &mut Vec<Pair<'v>>) {
    let others = after.others().chain(before.others()).map(|(key, _)| key);
    // The members of a block are compared one by one; a part of another kind is one value.
    let blocks = [FACTS_KEY, ANSWERS_KEY, UNREAD_KEY];
    let of = |response: &'v Response, key: &str| {
        response.json().get(key).filter(|part| !(blocks.contains(&key) && part.is_object()))
    };
    let keys: IndexSet<&str> = ABOUT_ALL.into_iter().chain(blocks).chain(others).collect();
    for key in keys {
        let (was, now) = (of(before, key), of(after, key));
        if was.is_none() && now.is_none() {
            continue;
        }
        if was.zip(now).is_none_or(|(was, now)| !is_same(was, now)) {
            pairs.push(Pair { place: Place::others().inside(key), was, now });
        }
    }
}

fn value<'v>(place: Place, was: Option<&'v Value>, now: Option<&'v Value>, pairs: &mut Vec<Pair<'v>>) {
    if let (Some(was), Some(now)) = (was, now)
        && is_same(was, now)
    {
        return;
    }
    // A word such as "not available" is an answer as a whole, and so are a document and a number with its unit.
    let block = |value: Option<&'v Value>| value.is_none_or(|value| value.is_object() && !is_one_value(value));
    if block(was) && block(now) {
        return members(&place, was.and_then(Value::as_object), now.and_then(Value::as_object), pairs);
    }
    match (was, now) {
        (Some(Value::Array(was)), Some(Value::Array(now)))
            if was.len() == now.len() && was.iter().all(Value::is_object) =>
        {
            for (index, (was, now)) in was.iter().zip(now).enumerate() {
                value(place.inside(&index), Some(was), Some(now), pairs);
            }
        }
        _ => pairs.push(Pair { place, was, now }),
    }
}

/// The texts that fitted no answer, and are not the same.
fn unread(copy: &FormCopy<'_>, before: &Response, after: &Response) -> Vec<Change> {
    let keys: IndexSet<&String> = after.unread().into_iter().chain(before.unread()).flat_map(Map::keys).collect();
    let of = |response: &Response, key: &str| {
        let value = response.unread().and_then(|texts| texts.get(key))?.clone();
        Some(ValueInWords { words: in_plain_words(&value), value })
    };
    let changes = keys.into_iter().map(|key| Change {
        path: path_of(&UnreadKey::parse(key).place, copy),
        key: key.clone(),
        was: of(before, key),
        now: of(after, key),
    });
    changes.filter(|change| change.was != change.now).collect()
}
