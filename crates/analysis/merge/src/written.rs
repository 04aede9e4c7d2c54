//! Writes a draft as a return.

use crate::adopt::held_in;
use crate::asked::{AskedCopy, Item};
use crate::draft::{Draft, is_blank, is_nameless};
use crate::items::{Pass, items};
use crate::json::as_text;
use crate::place::{OTHERS, Place, UnreadKey};
use canevas_model::{AnswerShape, FactKind, Language};
use canevas_responses::{ANSWERS_KEY, FACTS_KEY, ROW_NAME_KEY, UNREAD_KEY};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// The `unread` of a return: answers that differ, and those that were set aside, are written there too.
pub(crate) fn waiting_texts(draft: &Draft) -> Map<String, Value> {
    let mut written = Map::new();
    for waiting in draft.conflicts.iter().chain(&draft.aside) {
        let key = free_key(&written, &waiting.place.unread_key(), &waiting.from);
        written.insert(key, as_text(&waiting.value).into());
    }
    written.extend(draft.unread.clone());
    written
}

/// The key in `unread` of one of the answers that differ. Two files may have the same name: then a number follows it.
pub(crate) fn free_key(taken: &Map<String, Value>, key: &str, from: &str) -> String {
    let mut free = UnreadKey::of_side(key, from);
    let mut number = 2;
    while taken.contains_key(&free) {
        free = UnreadKey::of_side(key, &format!("{from} {number}"));
        number += 1;
    }
    free
}

/// The facts, answers and unread texts of a draft, as it is kept.
pub(crate) fn as_kept(draft: &Draft) -> Value {
    json!({
        FACTS_KEY: draft.facts,
        ANSWERS_KEY: draft.answers,
        UNREAD_KEY: waiting_texts(draft),
        OTHERS: draft.others,
    })
}

/// The return of a draft without blank rows.
pub(crate) fn to_return(asked: &AskedCopy<'_>, draft: &Draft, language: &Language) -> Value {
    let copy = asked.copy;
    let mut writer = Writer { unread: waiting_texts(draft), back: HashSet::new() };
    let whole = put_back(asked, draft, &mut writer);
    let answers = items(asked.items(), &whole.answers, &Place::answers(), &mut writer);
    let mut out = copy.return_head(language, "canevas returns merge");
    out.insert(FACTS_KEY.to_owned(), facts(asked, draft, language).into());
    out.insert(ANSWERS_KEY.to_owned(), answers.into());
    if !writer.unread.is_empty() {
        out.insert(UNREAD_KEY.to_owned(), Value::Object(writer.unread));
    }
    out.extend(draft.others.clone());
    out.into()
}

fn facts(asked: &AskedCopy<'_>, draft: &Draft, language: &Language) -> Map<String, Value> {
    let known = asked.copy.facts_in(language);
    let given = &draft.facts;
    let mut out = Map::new();
    if let Some(key) = asked.copy.model.respondents.key() {
        let code = known.get(key).or_else(|| given.get(key));
        out.extend(code.map(|code| (key.to_owned(), code.clone())));
    }
    for fact in &asked.copy.model.facts {
        let id = fact.id.as_str();
        let (known, given) = (known.get(id), given.get(id));
        if let FactKind::Value { .. } = fact.kind {
            out.extend(known.or(given).map(|value| (id.to_owned(), value.clone())));
            continue;
        }
        let mut rows = Map::new();
        for row in asked.rows_of_fact(id) {
            let of = |rows: Option<&Value>| rows.and_then(|rows| rows.get(&row)).and_then(Value::as_object).cloned();
            let (known, given) = (of(known), of(given));
            let is_known = known.is_some();
            let mut fields = known.unwrap_or_default();
            fields.extend(given.unwrap_or_default());
            if is_known || !fields.is_empty() {
                rows.insert(row, Value::Object(fields));
            }
        }
        if known.is_some() || !rows.is_empty() {
            out.insert(id.to_owned(), Value::Object(rows));
        }
    }
    out
}

/// Puts the values that are no texts back where they stood, so that a draft holds them as its file did.
fn put_back(asked: &AskedCopy<'_>, source: &Draft, writer: &mut Writer) -> Draft {
    let mut draft = source.clone();
    let replacing = draft.replacing();
    for (key, text) in writer.unread.clone() {
        let UnreadKey { place, from } = UnreadKey::parse(&key);
        let Some(value) = held_in(&as_text(&text)).filter(|_| from.is_none() && place.is_answer()) else { continue };
        // An entry of a list that is not there would move others, and one without a name is no entry.
        let is_there = match asked.locate(&place) {
            None => place.steps().len() == 2,
            Some(located) if located.item.is_names() => false,
            Some(located) if located.entry.is_some() => draft.at(&place.parent()).is_some(),
            Some(located) => located.field.is_none() || matches!(located.item.shape, AnswerShape::Group),
        };
        let is_free = is_there && !writer.back.iter().any(|whole| place.is_inside(whole));
        if !is_free || draft.at(&place).is_some() || !draft.has_room_beside(&place, &replacing) {
            continue;
        }
        draft.put(&place, Some(value), asked.list_at(&place).as_ref());
        writer.unread.shift_remove(&key);
        writer.back.insert(place);
    }
    draft
}

/// Rows as a return has them: each with its own key. A list of names has only entries with a name.
struct Writer {
    unread: Map<String, Value>,
    /// The places of values that were put back.
    back: HashSet<Place>,
}

impl Pass for Writer {
    /// What does not fit was put back.
    fn refuse(&mut self, _: &Place, value: &Value) -> Option<Value> {
        Some(value.clone())
    }

    fn stays(&self, place: &Place) -> bool {
        self.back.contains(place)
    }

    fn rows(&mut self, item: &Item<'_>, rows: Vec<Map<String, Value>>, place: &Place) -> Vec<Value> {
        let taken: Vec<Value> = rows.iter().filter_map(|row| row.get(ROW_NAME_KEY).cloned()).collect();
        let full = rows.into_iter().map(Value::Object).filter(|row| !is_blank(row));
        if item.is_names() {
            let (nameless, named): (Vec<Value>, Vec<Value>) = full.partition(is_nameless);
            for (index, row) in nameless.iter().enumerate() {
                let role = place.inside(&(named.len() + index)).inside("role");
                self.unread.insert(role.unread_key(), row.get("role").cloned().unwrap_or_else(|| "".into()));
            }
            return named;
        }
        let mut next = (1..).map(|number| Value::from(format!("r{number}"))).filter(|key| !taken.contains(key));
        let named = full.map(|row| {
            let Value::Object(fields) = row else { return row };
            let mut row = Map::new();
            let name = fields.get(ROW_NAME_KEY).cloned().or_else(|| next.next());
            row.extend(name.map(|name| (ROW_NAME_KEY.to_owned(), name)));
            row.extend(fields);
            Value::Object(row)
        });
        named.collect()
    }
}
