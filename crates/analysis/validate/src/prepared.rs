//! What the check of a return needs to know of a copy, prepared once: a file may hold a million returns to it.

use canevas_model::{
    Choice, FactIx, FactKind, FieldIx, ForEach, JsonValue, Language, Model, NonResponseCode, Question, QuestionIx,
    TiVec,
};
use canevas_project::{FormCopy, Row};
use canevas_responses::{AnswerKey, CompanionField};
use canevas_wording::Wording;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

/// The keys that are compared with the next one of a return before it is looked up. Returns mostly have them in the order of the form.
const NEAR: usize = 8;

/// Judges returns against a copy. The copy knows the facts and rows, and so which questions the form asks.
pub struct Validator<'m> {
    pub(crate) copy: FormCopy<'m>,
    /// What the copy knows, as a return holds it.
    pub(crate) known: Map<String, Value>,
    /// The rows of each list of facts whose rows are settled.
    pub(crate) lists: TiVec<FactIx, Option<Vec<Row>>>,
    pub(crate) questions: TiVec<QuestionIx, PreparedQuestion<'m>>,
    /// The keys that answers may have, in the order of the form, and the place of each among them.
    keys: Vec<String>,
    places: HashMap<String, usize>,
    country_unknown: OnceLock<Vec<String>>,
}

/// A question, or a field of one.
pub(crate) struct PreparedQuestion<'m> {
    pub(crate) question: &'m Question,
    pub(crate) key: PreparedKey,
    pub(crate) companions: Vec<PreparedCompanion<'m>>,
    /// The rows of its `for_each`.
    pub(crate) rows: Option<PreparedRows>,
    pub(crate) fields: TiVec<FieldIx, Self>,
    /// The letters of the words of each special answer that it offers, in every language of the form.
    pub(crate) said: Vec<(&'m NonResponseCode, String)>,
}

/// A key of an answer or of a companion field.
pub(crate) struct PreparedKey {
    pub(crate) key: AnswerKey,
    pub(crate) text: String,
    /// Its place among the keys of the answers; without meaning for a field.
    pub(crate) place: usize,
}

/// A companion field.
pub(crate) struct PreparedCompanion<'m> {
    pub(crate) key: PreparedKey,
    /// The option that the text specifies. `None` for a comment.
    pub(crate) option: Option<&'m Choice>,
    /// Whether its box has one line.
    pub(crate) is_line: bool,
}

/// The rows of a `for_each`.
pub(crate) struct PreparedRows {
    pub(crate) rows: Vec<Row>,
    /// Whether there can be no others.
    pub(crate) closed: bool,
}

/// What a return holds under each key of the form.
pub(crate) struct GivenAnswers<V>(Vec<Option<V>>);

impl<V: Copy> GivenAnswers<V> {
    /// What it holds under a key of a question.
    pub(crate) fn get(&self, key: &PreparedKey) -> Option<V> {
        self.0.get(key.place).copied().flatten()
    }
}

impl PreparedRows {
    /// Whether there is a row of this key. `at` is where it probably stands.
    pub(crate) fn has(&self, key: &str, at: usize) -> bool {
        self.rows.get(at).is_some_and(|row| row.key == key) || self.rows.iter().any(|row| row.key == key)
    }
}

impl<'m> PreparedQuestion<'m> {
    /// Prepares a question. `keys` gets its keys.
    pub(crate) fn new(question: &'m Question, copy: &FormCopy<'m>, keys: &mut Vec<String>) -> Self {
        let mut prepared = |key: AnswerKey| {
            let text = key.to_string();
            keys.push(text.clone());
            PreparedKey { key, text, place: keys.len() - 1 }
        };
        let key = prepared(AnswerKey::answer(&question.id));
        let companions = CompanionField::of(question).map(|field| {
            let (option, is_line) = (field.option(question), field.is_line(question));
            PreparedCompanion { key: prepared(AnswerKey::companion(&question.id, field)), option, is_line }
        });
        let companions = companions.collect();
        let rows = |rows: ForEach| PreparedRows { rows: copy.rows(rows), closed: copy.rows_are_closed(rows) };
        Self {
            question,
            key,
            companions,
            rows: question.for_each.map(rows),
            said: words_of_special_answers(question, copy),
            fields: question.fields.iter().map(|field| Self::new(field, copy, &mut Vec::new())).collect(),
        }
    }

    /// All of its keys, that of the answer first.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &PreparedKey> {
        std::iter::once(&self.key).chain(self.companions.iter().map(|companion| &companion.key))
    }
}

fn words_of_special_answers<'m>(question: &'m Question, copy: &FormCopy<'m>) -> Vec<(&'m NonResponseCode, String)> {
    let mut out = Vec::new();
    if !question.can_say.is_empty() {
        for language in copy.model.languages() {
            let wording = Wording::new(copy, language);
            out.extend(question.can_say.iter().map(|said| (said, letters(&wording.said(said)))));
        }
    }
    out
}

/// The letters and digits of a text, one after the other and in lower case.
pub(crate) fn letters_of(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The letters and digits of a text, without capitals: two texts with the same ones say the same.
pub(crate) fn letters(text: &str) -> String {
    letters_of(text).collect()
}

impl<'m> Validator<'m> {
    /// Prepares the check of returns to a copy.
    pub fn new(copy: &FormCopy<'m>) -> Self {
        let model: &'m Model = copy.model;
        let mut keys = Vec::new();
        let questions = model.questions.iter().map(|question| {
            // What takes no answer has no key in a return.
            let mut none = Vec::new();
            PreparedQuestion::new(question, copy, if question.takes_answer() { &mut keys } else { &mut none })
        });
        let questions = questions.collect();
        let list = |(index, kind): (FactIx, &FactKind)| {
            let list = ForEach::Fact(index);
            (matches!(kind, FactKind::List { .. }) && copy.rows_are_closed(list)).then(|| copy.rows(list))
        };
        Self {
            known: copy.facts_in(&model.source_language),
            lists: model.facts.iter_enumerated().map(|(index, fact)| list((index, &fact.kind))).collect(),
            questions,
            places: keys.iter().enumerate().map(|(place, key)| (key.clone(), place)).collect(),
            keys,
            country_unknown: OnceLock::new(),
            copy: copy.clone(),
        }
    }

    /// The copy.
    pub fn copy(&self) -> &FormCopy<'m> {
        &self.copy
    }

    /// Sorts the members of some answers by the keys of the form. Returns also those that the form does not know.
    pub(crate) fn sorted<'v, V: JsonValue<'v>>(&self, answers: Option<V>) -> (GivenAnswers<V>, Vec<(&'v str, V)>) {
        let mut given = vec![None; self.keys.len()];
        let mut unknown = Vec::new();
        let mut next = 0;
        for (key, value) in answers.and_then(V::members).into_iter().flatten() {
            match self.place(key, next) {
                Some(place) => {
                    given[place] = Some(value);
                    next = place + 1;
                }
                None => unknown.push((key, value)),
            }
        }
        (GivenAnswers(given), unknown)
    }

    /// The place of a key of the answers; `from` is where it probably stands.
    fn place(&self, key: &str, from: usize) -> Option<usize> {
        let near = self.keys.iter().enumerate().skip(from).take(NEAR).find(|(_, known)| *known == key);
        near.map(|(place, _)| place).or_else(|| self.places.get(key).copied())
    }

    /// What a blank copy prints for the country in a language of the form, or in its own language.
    pub(crate) fn country_unknown(&self, tag: &str) -> &str {
        let model = self.copy.model;
        let in_language = |language: &Language| {
            let called = model.respondents.listed().map(|listed| &listed.called);
            let text = called.or(model.country_unknown.as_ref());
            text.map_or_else(String::new, |text| Wording::new(&self.copy, language).plain(text, None))
        };
        let all = self.country_unknown.get_or_init(|| model.languages().map(in_language).collect());
        let place = model.languages().position(|language| language.tag() == tag);
        all.get(place.unwrap_or_default()).map_or("", String::as_str)
    }
}

impl fmt::Debug for Validator<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Validator").field("copy", &self.copy.code).finish_non_exhaustive()
    }
}
