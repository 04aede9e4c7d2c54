//! Several copies as one draft.

use crate::adopt::{adopt, held_in, read_unread, value_of};
use crate::asked::AskedCopy;
use crate::draft::{Draft, Waiting};
use crate::json::{as_text, content, is_same, object_or_nothing, printable, said};
use crate::pack::packed;
use crate::place::Place;
use crate::settle::{by_place, come_back};
use crate::words::in_words;
use crate::written::{as_kept, free_key, to_return};
use canevas_model::Language;
use canevas_project::FormCopy;
use canevas_responses::{AnswerPath, FactPath, Response, ResponsePath};
use canevas_wording::Wording;
use indexmap::IndexMap;
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// A copy that somebody filled in.
#[derive(Debug, Clone)]
pub struct FilledCopy<'r> {
    /// The name of its file: it says whose an answer is.
    pub name: &'r str,
    /// What it says.
    pub response: &'r Response,
}

/// What several copies say together.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The draft, as a return. Answers that differ stand in its `unread`.
    pub response: Response,
    /// The places where copies differ, in the order of the form.
    pub differences: Vec<Difference>,
}

/// A place where copies differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The place; `None` where the form has none such.
    pub path: Option<ResponsePath>,
    /// Its key in `unread`: `/x/0/title`.
    pub key: String,
    /// The answers.
    pub sides: Vec<Side>,
    /// What the copy itself knows there, in words: a fact as it was sent to the ministries. It counts, whatever they wrote.
    pub known: Option<String>,
}

/// One of the answers that differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The files that have it, or the word for an answer that was set aside.
    pub from: String,
    /// The answer.
    pub value: Value,
    /// The answer in words.
    pub words: String,
}

/// Merges copies of one edition. `copy` is the one of their country. `language` is the one that the draft says it is in.
pub fn merge(copy: &FormCopy<'_>, language: &Language, copies: &[FilledCopy<'_>]) -> Merged {
    let asked = AskedCopy::new(copy);
    let drafts = copies.iter().map(|filled| {
        let mut json = filled.response.json().clone();
        printable(&mut json);
        (filled.name, adopt(&asked, &json))
    });
    let mut draft = merged(&asked, with_own_names(drafts.collect()));
    draft.compact(&asked);
    let response = Response::from_json(to_return(&asked, &draft, language));
    let wording = Wording::new(copy, language);
    let sent = Draft { facts: copy.facts_in(language), ..Draft::default() };
    let differences = by_place(draft.conflicts).into_iter().map(|(place, sides)| Difference {
        path: path_of(&place, copy),
        key: place.unread_key(),
        known: sent.at(&place).map(|value| in_words(&asked, &wording, &place, value)),
        sides: sides
            .into_iter()
            .map(|side| Side {
                words: in_words(&asked, &wording, &side.place, &side.value),
                from: side.from,
                value: side.value,
            })
            .collect(),
    });
    let mut differences: Vec<Difference> = differences.collect();
    differences.sort_by_key(|difference| asked.position(difference.path.as_ref()));
    Merged { response, differences }
}

pub(crate) fn path_of(place: &Place, copy: &FormCopy<'_>) -> Option<ResponsePath> {
    if let Some(key) = place.steps().get(1).filter(|_| place.is_other()) {
        return Some(ResponsePath::head(key));
    }
    let name = place.steps().join("/");
    let fact = FactPath::from_control_name(&name).map(ResponsePath::from);
    fact.or_else(|| AnswerPath::from_control_name(&name, copy.model).map(ResponsePath::from))
}

/// Two files may have the same name: then a number follows it.
fn with_own_names(files: Vec<(&str, Draft)>) -> Vec<(String, Draft)> {
    let mut seen: IndexMap<&str, usize> = IndexMap::new();
    let named = files.into_iter().map(|(name, draft)| {
        let count = seen.entry(name).and_modify(|count| *count += 1).or_insert(1);
        (if *count == 1 { name.to_owned() } else { format!("{name} {count}") }, draft)
    });
    named.collect()
}

fn merged(asked: &AskedCopy<'_>, files: Vec<(String, Draft)>) -> Draft {
    let copies: Vec<(String, Draft)> = files.into_iter().map(|(name, draft)| (name, packed(asked, &draft))).collect();
    let mut union = Union::default();
    let facts: Vec<_> = copies.iter().map(|(name, draft)| (name.as_str(), &draft.facts)).collect();
    let answers: Vec<_> = copies.iter().map(|(name, draft)| (name.as_str(), &draft.answers)).collect();
    let facts = union.members(&Place::facts(), &facts);
    let answers = union.members(&Place::answers(), &answers);
    let others = union.wholes(copies.iter().map(|(name, draft)| (name.as_str(), &draft.others)));
    let mut draft = Draft { facts, answers, others, conflicts: union.conflicts, ..Draft::default() };
    let identity = |waiting: &Waiting| (waiting.place.clone(), waiting.from.clone(), as_text(&json!([waiting.value])));
    let mut known: HashSet<_> = draft.conflicts.iter().map(identity).collect();
    for (name, copy) in &copies {
        for waiting in copy.conflicts.iter().chain(&copy.aside) {
            if known.insert(identity(waiting)) {
                let part = if waiting.is_set_aside() { &mut draft.aside } else { &mut draft.conflicts };
                part.push(waiting.clone());
            }
        }
        for (key, text) in &copy.unread {
            if let Some(sides) = sides_of_unread(asked, &copies, key) {
                for side in sides {
                    if known.insert(identity(&side)) {
                        draft.conflicts.push(side);
                    }
                }
            } else if draft.unread.get(key).is_none_or(|held| held == text) {
                draft.unread.insert(key.clone(), text.clone());
            } else {
                let free = free_key(&draft.unread, key, name);
                read_unread(asked, &mut draft, &Map::from_iter([(free, text.clone())]));
            }
        }
    }
    draft.conflicts = draft.conflicts.iter().map(|side| of_whole(&draft, side)).collect();
    join_what_differs(&mut draft, &copies);
    let mut draft = adopt(asked, &as_kept(&draft));
    come_back(asked, &mut draft);
    draft
}

/// The sides of a place where copies have unread texts that differ; none where each copy that has one has the same.
///
/// A value that is no text and that the form cannot place, such as documents, differs from every answer there. A text differs from
/// what copies say there and the copy that holds it does not. What differs from a fact that the copy knows, differs from the copies that say
/// the fact as it was sent to them.
fn sides_of_unread(asked: &AskedCopy<'_>, copies: &[(String, Draft)], key: &str) -> Option<Vec<Waiting>> {
    // A key that names no place stays as it is.
    let place = Some(Place::of_unread_key(key)).filter(|place| place.unread_key() == *key)?;
    let held = copies.iter().filter_map(|(name, copy)| {
        let text = as_text(copy.unread.get(key)?);
        Some((name.as_str(), value_of(asked.shape_at(&place), text)))
    });
    let held: Vec<(&str, Value)> = held.collect();
    let mut values: Values<'_> = IndexMap::new();
    for (name, value) in &held {
        values.entry(content(value)).or_insert_with(|| (Vec::new(), value)).0.push(name);
    }
    let is_beside_answers = || {
        held.iter().any(|(_, value)| held_in(&as_text(value)).is_some())
            && copies.iter().any(|(_, copy)| copy.at(&place).is_some())
    };
    let is_beside_another = || {
        let mut holders = copies.iter().filter(|(_, copy)| copy.unread.contains_key(key));
        holders.any(|(_, holder)| copies.iter().any(|(_, copy)| says_otherwise(copy, holder, &place)))
    };
    let is_beside_fact = || held.len() < copies.len() && !asked.known_at(&place).is_empty();
    if values.len() < 2 && !is_beside_answers() && !is_beside_another() && !is_beside_fact() {
        return None;
    }
    let mut union = Union::default();
    union.differ(&place, values);
    Some(union.conflicts)
}

/// Whether a copy says something at a place, or a word in place of what is around it, that another copy does not say. It may be
/// the same copy, where answers differ there already.
fn says_otherwise(copy: &Draft, other: &Draft, place: &Place) -> bool {
    let differs = |value: &Value| other.at(place).is_none_or(|own| !is_same(own, value));
    copy.at(place).is_some_and(differs)
        || copy.conflicts.iter().any(|side| side.place.around().contains(place))
        || copy.is_replaced(place) && !other.is_replaced(place)
}

/// An answer of one copy is one of the answers that differ in another.
fn join_what_differs(draft: &mut Draft, copies: &[(String, Draft)]) {
    for (place, waiting) in by_place(draft.conflicts.clone()) {
        let Some(value) = draft.at(&place).cloned() else { continue };
        draft.put(&place, None, None);
        if waiting.iter().any(|other| is_same(&other.value, &value)) {
            continue;
        }
        let have_one = copies.iter().filter(|(_, copy)| copy.at(&place).is_some());
        let from: Vec<&str> = have_one.map(|(name, _)| name.as_str()).collect();
        let from = from.join(", ");
        draft.conflicts.push(Waiting { place, from, value });
    }
}

/// One of the answers that differ: where a word may replace the group around it, it is an answer of this group.
fn of_whole(draft: &Draft, part: &Waiting) -> Waiting {
    let place = part.place.parent();
    if !draft.is_replaced(&place) {
        return part.clone();
    }
    let mut holder = Draft::default();
    holder.put(&part.place, Some(part.value.clone()), None);
    let value = holder.at(&place).cloned().unwrap_or(Value::Null);
    Waiting { place, from: part.from.clone(), value }
}

/// Each value with the files that have it, by what it says.
type Values<'n> = IndexMap<String, (Vec<&'n str>, &'n Value)>;

/// Takes what only one copy has and what is the same in all, and collects what differs.
#[derive(Default)]
struct Union {
    conflicts: Vec<Waiting>,
}

impl Union {
    /// `given`: what each copy has at a place.
    fn value<'n>(&mut self, place: &Place, given: &[(&'n str, &'n Value)]) -> Option<Value> {
        let mut values: Values<'_> = IndexMap::new();
        for (name, value) in given {
            values.entry(content(value)).or_insert_with(|| (Vec::new(), value)).0.push(name);
        }
        if values.len() < 2 {
            return given.first().map(|(_, value)| (*value).clone());
        }
        let plain =
            |(name, value): &(&'n str, &'n Value)| Some((*name, value.as_object().filter(|_| said(value).is_none())?));
        if let Some(holders) = given.iter().map(plain).collect::<Option<Vec<_>>>() {
            return object_or_nothing(self.members(place, &holders));
        }
        self.differ(place, values);
        None
    }

    /// Merges the parts at the top of a return, each as a whole: nobody signed a sign-off that joins two.
    fn wholes<'n>(&mut self, holders: impl Iterator<Item = (&'n str, &'n Map<String, Value>)>) -> Map<String, Value> {
        let mut by_key: IndexMap<&str, Values<'n>> = IndexMap::new();
        for (name, (key, value)) in holders.flat_map(|(name, holder)| holder.iter().map(move |member| (name, member))) {
            let values = by_key.entry(key).or_default();
            values.entry(content(value)).or_insert_with(|| (Vec::new(), value)).0.push(name);
        }
        let mut out = Map::new();
        for (key, values) in by_key {
            match values.first().filter(|_| values.len() == 1) {
                Some((_, (_, value))) => drop(out.insert(key.to_owned(), (*value).clone())),
                None => self.differ(&Place::others().inside(key), values),
            }
        }
        out
    }

    fn differ(&mut self, place: &Place, values: Values<'_>) {
        self.conflicts.extend(values.into_values().map(|(names, value)| Waiting {
            place: place.clone(),
            from: names.join(", "),
            value: value.clone(),
        }));
    }

    fn members<'n>(&mut self, place: &Place, holders: &[(&'n str, &'n Map<String, Value>)]) -> Map<String, Value> {
        let mut by_key: IndexMap<&str, Vec<(&str, &Value)>> = IndexMap::new();
        for (name, holder) in holders {
            for (key, value) in *holder {
                by_key.entry(key).or_default().push((name, value));
            }
        }
        let mut out = Map::new();
        for (key, given) in by_key {
            out.extend(self.value(&place.inside(key), &given).map(|value| (key.to_owned(), value)));
        }
        out
    }
}
