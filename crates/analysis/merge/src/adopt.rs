//! Makes a draft from a return. What does not fit the form becomes an unread text.

use crate::asked::{AskedCopy, Item, is_of_kind};
use crate::draft::{Draft, Waiting};
use crate::items::{Pass, items};
use crate::json::as_text;
use crate::place::{OTHERS, Place, SET_ASIDE, UnreadKey};
use canevas_model::dates::{Day, Month};
use canevas_model::{AnswerShape, Fact, FactField, FactKind};
use canevas_project::CopyCode;
use canevas_responses::{ANSWERS_KEY, CLARIFIES_KEY, FACTS_KEY, HEAD_KEYS, UNREAD_KEY, drops_digits};
use canevas_wording::plain_digits;
use serde_json::{Map, Value};

/// A member of a row: what waits in it, on the way between drafts.
pub(crate) const WAITING: &str = "_unread";

/// The draft of a return.
pub(crate) fn adopt(asked: &AskedCopy<'_>, source: &Value) -> Draft {
    let mut adopter = Adopter { asked, only: None, draft: Draft::default() };
    match source.get(UNREAD_KEY) {
        Some(Value::Object(unread)) => read_unread(asked, &mut adopter.draft, unread),
        Some(other) => drop(adopter.refuse(&Place::answers().inside(UNREAD_KEY), other)),
        None => {}
    }
    // A return names its form. A draft does not: it keeps the parts that the form does not know under a key of their own.
    let others = match source.get("form") {
        Some(_) => source.as_object(),
        None => source.get(OTHERS).and_then(Value::as_object),
    };
    let is_other = |key: &str| !HEAD_KEYS.contains(&key) && key != CLARIFIES_KEY;
    let others = others.into_iter().flatten().filter(|(key, _)| is_other(key));
    adopter.draft.others = others.map(|(key, value)| (key.clone(), value.clone())).collect();
    adopter.take_facts(source.get(FACTS_KEY));
    if let Some(answers) = source.get(ANSWERS_KEY).and_then(Value::as_object) {
        adopter.take_answers(answers);
    }
    adopter.take_certain();
    let answers = adopter.draft.answers.clone();
    adopter.take_answers(&answers);
    adopter.draft
}

/// The draft of answers to one question.
pub(crate) fn adopt_answer<'c>(asked: &AskedCopy<'c>, item: &Item<'c>, answers: &Map<String, Value>) -> Draft {
    let mut adopter = Adopter { asked, only: Some(item), draft: Draft::default() };
    adopter.take_answers(answers);
    adopter.take_certain();
    let answers = adopter.draft.answers.clone();
    adopter.take_answers(&answers);
    adopter.draft
}

/// Reads the `unread` of a return into a draft, and separates answers that differ from other texts.
pub(crate) fn read_unread(asked: &AskedCopy<'_>, draft: &mut Draft, written: &Map<String, Value>) {
    for (key, held) in written {
        let text = as_text(held);
        let UnreadKey { place, from } = UnreadKey::parse(key);
        let Some(from) = from else {
            draft.unread.insert(key.clone(), text.into());
            continue;
        };
        let value = value_of(asked.shape_at(&place), text);
        if from.starts_with(SET_ASIDE) {
            draft.aside.push(Waiting { place, from: SET_ASIDE.to_owned(), value });
        } else {
            draft.conflicts.push(Waiting { place, from, value });
        }
    }
}

/// The answer that a text in `unread` stands for.
pub(crate) fn value_of(shape: &AnswerShape, text: String) -> Value {
    let text = Value::String(text);
    let Value::String(written) = &text else { return text };
    if is_of_kind(shape, &text) && !is_written(written) {
        return text;
    }
    // A number of which digits would be dropped stays a text.
    serde_json::from_str(written).ok().filter(|_| !drops_digits(written)).unwrap_or(text)
}

/// Whether a text looks like a value that is no text: a word in place of an answer, documents, a number with its unit.
fn is_written(text: &str) -> bool {
    text.starts_with("{\"") || text.starts_with("[{\"")
}

/// The value that is no text and that a text in `unread` stands for, if it stands for one.
pub(crate) fn held_in(text: &str) -> Option<Value> {
    if is_written(text) { serde_json::from_str(text).ok() } else { None }
}

struct Adopter<'a, 'c> {
    asked: &'a AskedCopy<'c>,
    /// The only question that is answered; none where it may be any.
    only: Option<&'a Item<'c>>,
    draft: Draft,
}

impl Pass for Adopter<'_, '_> {
    fn refuse(&mut self, place: &Place, value: &Value) -> Option<Value> {
        if place.steps().last().is_some_and(|step| step == WAITING) {
            let row = place.parent().unread_key();
            let members = value.as_object().into_iter().flatten();
            let written = members.map(|(inner, text)| (format!("{row}/{inner}"), text.clone())).collect();
            read_unread(self.asked, &mut self.draft, &written);
            return None;
        }
        let key = place.unread_key();
        let text = as_text(value);
        let text = match self.draft.unread.get(&key).and_then(Value::as_str) {
            Some(before) if before != text => format!("{before}; {text}"),
            _ => text,
        };
        self.draft.unread.insert(key, text.into());
        None
    }

    fn rows(&mut self, _: &Item<'_>, rows: Vec<Map<String, Value>>, _: &Place) -> Vec<Value> {
        rows.into_iter().map(Value::Object).collect()
    }
}

impl Adopter<'_, '_> {
    fn take_answers(&mut self, held: &Map<String, Value>) {
        let asked = self.asked;
        self.draft.answers = match self.only {
            Some(item) => items(std::iter::once(item), held, &Place::answers(), self),
            None => items(asked.items(), held, &Place::answers(), self),
        };
    }

    /// Takes unread texts that have one reading: a date with short numbers, a role without a name.
    fn take_certain(&mut self) {
        for (key, text) in self.draft.unread.clone() {
            let place = Place::of_unread_key(&key);
            let Some(located) = self.asked.locate(&place) else { continue };
            let text = text.as_str().unwrap_or_default();
            let value = if located.item.is_names() && located.field.is_some() {
                Some(text.to_owned())
            } else {
                date_of(self.asked.shape_at(&place), text)
            };
            let Some(value) = value else { continue };
            let list = self.asked.list_at(&place);
            let is_beyond = list.as_ref().is_some_and(|list| {
                let count = self.draft.rows_at(list).map_or(0, Vec::len);
                located.entry.is_none_or(|entry| entry > count)
            });
            if is_beyond || self.draft.at(&place).is_some() || !self.draft.has_room(&place) {
                continue;
            }
            self.draft.put(&place, Some(value.into()), list.as_ref());
            self.draft.unread.shift_remove(&key);
        }
    }

    /// Takes the facts that this copy asks for. A fact that differs from the one that the copy knows becomes an unread text.
    fn take_facts(&mut self, given: Option<&Value>) {
        let copy = self.asked.copy;
        let given = given.and_then(Value::as_object);
        let key = copy.model.respondents.key();
        let named = given.zip(key).and_then(|(given, key)| Some((Place::facts().inside(key), given.get(key)?)));
        match (&copy.code, named) {
            (CopyCode::Blank, Some((place, Value::String(code))))
                if copy.model.respondents.listed().is_none() || copy.model.listed_respondent(code).is_some() =>
            {
                self.draft.put(&place, Some(code.as_str().into()), None);
            }
            (_, Some((place, code))) if *code != copy.code.word() => {
                self.refuse(&place, code);
            }
            _ => {}
        }
        for (id, value) in given.into_iter().flatten() {
            if key != Some(id.as_str()) && !copy.model.facts.iter().any(|fact| *fact.id == *id) {
                self.refuse(&Place::facts().inside(id), value);
            }
        }
        let asked = copy.asked_facts();
        for (index, fact) in copy.model.facts.iter_enumerated() {
            let Some(value) = given.and_then(|given| given.get(fact.id.as_str())) else { continue };
            self.take_fact(fact, asked.contains(&index), value);
        }
    }

    fn take_fact(&mut self, fact: &Fact, is_asked: bool, value: &Value) {
        let place = Place::facts().inside(&fact.id);
        let FactKind::List { fields, .. } = &fact.kind else {
            let fits = matches!(&fact.kind, FactKind::Value { shape, .. } if is_of_kind(shape, value));
            return self.take_value(&place, value, is_asked && fits);
        };
        let Some(rows) = value.as_object() else { return drop(self.refuse(&place, value)) };
        let row_keys = self.asked.rows_of_fact(&fact.id);
        for (row, given) in rows {
            if !given.is_object() {
                self.refuse(&place.inside(row), given);
            }
            for (key, text) in given.as_object().into_iter().flatten() {
                let is_field = |field: &FactField| *field.id == *key && is_of_kind(&field.shape, text);
                let fits = row_keys.contains(row) && fields.iter().any(is_field);
                self.take_value(&place.inside(row).inside(key), text, is_asked && fits);
            }
        }
    }

    fn take_value(&mut self, place: &Place, value: &Value, fits: bool) {
        let known = self.asked.known_at(place);
        if fits && known.is_empty() {
            self.draft.put(place, Some(value.clone()), None);
        } else if !known.contains(&value) {
            self.refuse(place, value);
        }
    }
}

/// The day or month that a text names, also with one digit for a number below ten. A year has four digits: "0200" has another
/// meaning than it says.
fn date_of(shape: &AnswerShape, text: &str) -> Option<String> {
    let digits: Vec<char> = plain_digits(text).chars().collect();
    let is_digit = |index: usize| digits.get(index).is_some_and(char::is_ascii_digit);
    let mut date = String::with_capacity(digits.len() + 2);
    for (index, c) in digits.iter().enumerate() {
        date.push(*c);
        if *c == '-' && is_digit(index + 1) && !is_digit(index + 2) {
            date.push('0');
        }
    }
    let exists = match shape {
        AnswerShape::Date { .. } => Day::parse(&date).is_some(),
        AnswerShape::Month { .. } => Month::parse(&date).is_some(),
        _ => false,
    };
    (exists && !date.starts_with('0')).then_some(date)
}
