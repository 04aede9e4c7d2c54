//! The rows of a return that feed a list of facts: which of them go on, under which key, and with which values.

use super::said::Said;
use super::words::{has_text, in_line, in_words, is_own_key, word};
use canevas_model::condition::{Facts, Kleene, Operand, evaluate, said};
use canevas_model::{AnswerShape, Fact, FactField, FactId, Feeds, FieldIx, ForEach, Model, Question, QuestionId};
use canevas_responses::{
    AnswerKey, AnswerPath, CompanionField, ROW_NAME_KEY, Response, ResponsePath, UnreadPlace, fits, says_something,
};
use canevas_syntax::without_forbidden;
use canevas_validate::accepts;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A row of a fact in a country file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) key: String,
    /// Where it comes from, for a comment.
    pub(super) from: String,
    /// Its values by the id of their field.
    pub(super) cells: Vec<(String, Cell)>,
}

/// A value of a row in a country file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// A code, a number, a date, yes or no.
    Word(String),
    /// A text in each language that has one; a text without a language is the same in all.
    Texts(Vec<(Option<String>, String)>),
}

impl Cell {
    /// A value of a country file, as its tree holds it.
    pub(super) fn of_file(shape: &AnswerShape, value: &Value) -> Option<Self> {
        Some(match (shape, value) {
            (AnswerShape::Text { .. }, Value::String(text)) => Self::Texts(vec![(None, text.clone())]),
            (AnswerShape::Text { .. }, Value::Object(texts)) => {
                let text =
                    |(language, text): (&String, &Value)| Some((Some(language.clone()), text.as_str()?.to_owned()));
                Self::Texts(texts.iter().filter_map(text).collect())
            }
            (_, Value::String(word)) => Self::Word(word.clone()),
            _ => return None,
        })
    }

    /// A value of a return, where the shape takes it. A text without a form of its own is one in the language of the return.
    pub(super) fn of_return(shape: &AnswerShape, value: &Value, language: &str) -> Option<Self> {
        let AnswerShape::Text { format, .. } = shape else {
            return accepts(shape, value).then(|| Self::Word(word(value)));
        };
        let text = without_forbidden(value.as_str()?).0;
        if text.trim().is_empty() {
            return None;
        }
        // An address is the same in all languages.
        Some(if format.is_some() { Self::Word(text) } else { Self::Texts(vec![(Some(language.to_owned()), text)]) })
    }

    /// Whether a country file says this already.
    pub(super) fn is_in(&self, known: &Value) -> bool {
        match self {
            Self::Word(word) => {
                let same_number = || {
                    let known: f64 = known.as_str()?.parse().ok()?;
                    Some(known.total_cmp(&word.parse().ok()?).is_eq())
                };
                // YAML has two words for each of these.
                let same_word =
                    matches!((known.as_str(), word.as_str()), (Some("true"), "yes") | (Some("false"), "no"));
                has_text(known, &[word]) || same_number() == Some(true) || same_word
            }
            Self::Texts(_) => has_text(known, &self.texts().collect::<Vec<_>>()),
        }
    }

    /// Takes the texts in other languages from the value that a country file has, where this value is the same, or the file has
    /// none in its `language`. Whether nothing of the file's value goes.
    pub(super) fn keep_languages(&mut self, shape: &AnswerShape, old: &Value, language: &str) -> bool {
        let is_same = self.is_in(old);
        let Self::Texts(texts) = self else { return is_same };
        match Self::of_file(shape, old) {
            Some(Self::Texts(known)) if is_same => *texts = known,
            Some(Self::Texts(known)) if old.is_object() && old.get(language).is_none() => {
                texts.splice(0..0, known);
            }
            _ => return is_same,
        }
        true
    }

    /// The value in one line of a message.
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::Word(word) => format!("`{word}`"),
            Self::Texts(_) => format!("“{}”", in_line(&self.texts().collect::<Vec<_>>().join(" "))),
        }
    }

    /// Its texts, where it has some.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let texts = match self {
            Self::Word(_) => &[][..],
            Self::Texts(texts) => texts,
        };
        texts.iter().map(|(_, text)| text.as_str())
    }
}

/// A row of the answer to a question.
pub(super) struct AnsweredRow {
    /// Its place, from 1.
    pub(super) number: usize,
    /// The key of the row that the question asks about, where it asks about the rows of a list of facts.
    pub(super) about: Option<String>,
    /// What it holds, by key.
    pub(super) fields: Map<String, Value>,
}

/// Whether a row goes on.
pub(super) enum Fate {
    /// It does.
    GoesOn,
    /// It does, because nothing says that it does not: what the condition asks for is not answered.
    Undecided(String),
    /// It does not, and why.
    Stays(String),
}

/// A place of a value in a return.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ValuePlace {
    /// Its row.
    pub row: RowPlace,
    /// Its field.
    pub field: String,
}

/// A place of a row in a return.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowPlace {
    /// A row of the answer to a question, and its number, from 1.
    Answer(QuestionId, usize),
    /// The answers of a question about a row of a list, and the key of that row.
    About(QuestionId, String),
    /// A row of a list of facts, and its key.
    Fact(FactId, String),
}

impl std::fmt::Display for ValuePlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.row {
            RowPlace::Answer(question, number) => write!(f, "`{}` of row {number} of `{question}`", self.field),
            RowPlace::About(question, key) => write!(f, "`{}` of the row `{key}` of `{question}`", self.field),
            RowPlace::Fact(list, key) => write!(f, "`{}` of the row `{key}` of `{list}`", self.field),
        }
    }
}

/// What is read of one question of a return.
pub(super) struct RowReader<'a> {
    pub(super) model: &'a Model,
    pub(super) question: &'a Question,
    pub(super) feeds: &'a Feeds,
    pub(super) language: &'a str,
    pub(super) without: &'a BTreeSet<ValuePlace>,
}

impl RowReader<'_> {
    /// The rows of the answer, and a line about everything in its place that is no row. Rows that a country typed into the list
    /// that the question asks about come last; they have no answers.
    pub(super) fn rows(&self, returned: &Response) -> (Vec<AnsweredRow>, Vec<String>) {
        let (mut rows, mut faults) = (Vec::new(), Vec::new());
        let mut take = |index: usize, about: Option<String>, value: &Value| {
            let mut row = AnsweredRow { number: index + 1, about, fields: Map::new() };
            match value.as_object() {
                // What says nothing is no answer.
                Some(fields) => {
                    let fields = fields.iter().filter(|(_, value)| says_something(value));
                    row.fields.extend(fields.map(|(key, value)| (key.clone(), value.clone())));
                }
                None => {
                    let called = self.called(&row);
                    return faults
                        .push(format!("{called} is {}, which is no row: it was not carried", in_words(value)));
                }
            }
            rows.push(row);
        };
        let id = &self.question.id;
        match returned.value_at(&AnswerPath::question(id.clone())) {
            Some(Value::Array(items)) => {
                items.iter().enumerate().for_each(|(index, fields)| take(index, None, fields));
            }
            Some(Value::Object(items)) if self.question.for_each.is_some() => {
                let answered = items.iter().enumerate().filter(|(_, (_, fields))| !fields.is_null());
                answered.for_each(|(index, (key, fields))| take(index, Some(key.clone()), fields));
            }
            Some(value) if said(value).is_none() && says_something(value) => {
                faults.push(format!(
                    "the answer to `{id}` is {}, which is no list of rows: it was not carried",
                    in_words(value)
                ));
            }
            Some(_) | None => {}
        }
        if let Some(list) = self.list_asked_about().filter(|list| **list == self.feeds.fact) {
            let typed = returned.facts().and_then(|facts| facts.get(list.as_str())?.as_object());
            // What is no row is named with the facts.
            let rows_typed = typed.into_iter().flatten().filter(|(_, values)| values.is_object());
            let is_new = |key: &&String| rows.iter().all(|row| row.about.as_ref() != Some(*key));
            let keys: Vec<String> = rows_typed.map(|(key, _)| key).filter(is_new).cloned().collect();
            for key in keys {
                rows.push(AnsweredRow { number: rows.len() + 1, about: Some(key), fields: Map::new() });
            }
        }
        (rows, faults)
    }

    /// The list of facts about whose rows the question asks.
    pub(super) fn list_asked_about(&self) -> Option<&FactId> {
        asks_about(self.model, self.question)
    }

    /// A line about every text in place of an answer that nobody could read, and that would go into the list.
    pub(super) fn unread(&self, returned: &Response, fact: &Fact) -> Vec<String> {
        let mut out = Vec::new();
        let texts = returned.unread().into_iter().flatten().filter(|(_, value)| says_something(value));
        for (key, value) in texts {
            let UnreadPlace { place: ResponsePath::Answer(path), sender } = UnreadPlace::of_key(key, self.model) else {
                continue;
            };
            let id = &self.question.id;
            if path.question_id() != id {
                continue;
            }
            let row = match (path.row(), path.index()) {
                (Some(row), _) => format!("the row `{row}` of `{id}`"),
                (None, Some(index)) => format!("row {} of `{id}`", index + 1),
                (None, None) => format!("`{id}`"),
            };
            let place = match path.field_id() {
                Some(field) if takes(fact, field) => format!("`{field}` of {row}"),
                Some(_) => continue,
                None => row,
            };
            out.push(not_read(&place, sender.as_deref(), value));
        }
        out
    }

    /// A line about everything in a row that is no answer to one of its fields, such as the words that say what “other” is: a list
    /// has no place for it.
    pub(super) fn words_beside(&self, row: &AnsweredRow, fact: &Fact) -> Vec<String> {
        let (mut out, called) = (Vec::new(), self.called(row));
        for (key, value) in row.fields.iter().filter(|(key, _)| *key != ROW_NAME_KEY) {
            let AnswerKey { id, companion } = AnswerKey::parse(key);
            // A field that the list has is carried, whether or not the question asks for it.
            match (companion, takes(fact, &id)) {
                (Some(_), true) => {
                    out.push(format!("the words beside `{id}` of {called} stay behind: {}", quoted(value)));
                }
                (None, true) => {}
                (_, false) if self.question.fields.iter().any(|field| field.id == id) => {}
                (_, false) => {
                    out.push(format!(
                        "`{key}` of {called} is no field of the form, and stays behind: {}",
                        quoted(value)
                    ));
                }
            }
        }
        out
    }

    /// A line about what a return says beside the answer, where the form asks for nothing there.
    pub(super) fn beside_the_question(&self, returned: &Response) -> Vec<String> {
        let id = &self.question.id;
        let known: Vec<CompanionField> = CompanionField::of(self.question).collect();
        let beside = returned.keys().filter(|(key, value)| key.id == *id && says_something(value));
        let unknown = beside.filter(|(key, _)| key.companion.as_ref().is_some_and(|it| !known.contains(it)));
        unknown.map(|(_, value)| format!("the words beside `{id}` stay behind: {}", quoted(value))).collect()
    }

    /// Where a value of a row stands in the return: among its answers, else among the facts about the row.
    pub(super) fn place(&self, row: &AnsweredRow, field: &str) -> ValuePlace {
        let place = match (&row.about, self.list_asked_about()) {
            (Some(key), Some(list)) if !row.fields.contains_key(field) => RowPlace::Fact(list.clone(), key.clone()),
            (Some(key), _) => RowPlace::About(self.question.id.clone(), key.clone()),
            (None, _) => RowPlace::Answer(self.question.id.clone(), row.number),
        };
        ValuePlace { row: place, field: field.to_owned() }
    }

    /// Whether a value was found at fault before, and is left out.
    pub(super) fn is_out(&self, row: &AnsweredRow, field: &str) -> bool {
        self.without.contains(&self.place(row, field))
    }

    /// How a row is called in a message.
    pub(super) fn called(&self, row: &AnsweredRow) -> String {
        match &row.about {
            Some(key) => format!("the row `{key}` of `{}`", self.question.id),
            None => format!("row {} of `{}`", row.number, self.question.id),
        }
    }

    /// Whether a row goes on. A row stays behind only where its answers say so: an answer that is no value of its field says
    /// nothing.
    pub(super) fn fate(&self, row: &AnsweredRow) -> Fate {
        let Some(when) = &self.feeds.when else { return Fate::GoesOn };
        let mut named: Vec<(&str, Option<&Value>, bool)> = Vec::new();
        let mut readable = row.fields.clone();
        for atom in when.atoms() {
            let Operand::Field(question, field) = atom.operand else { continue };
            let field = &self.model.questions[question].fields[field];
            let id = field.id.as_str();
            if named.iter().any(|(known, ..)| *known == id) {
                continue;
            }
            let value = row.fields.get(id);
            let can_say = |word: &str| field.can_say.iter().any(|code| code.word() == word);
            let is_answer = |value: &Value| said(value).map_or_else(|| fits(&field.shape, value), can_say);
            let is_read = value.is_none_or(is_answer);
            if !is_read {
                readable.remove(id);
            }
            named.push((id, value, is_read));
        }
        let with = |fields: &Map<String, Value>| evaluate(when, self.model, &FieldsOfRow { model: self.model, fields });
        match (with(&row.fields), with(&readable)) {
            (Kleene::True, Kleene::True) => Fate::GoesOn,
            (Kleene::False, Kleene::False) => {
                let words =
                    named.iter().filter_map(|(id, value, _)| Some(format!("`{id}` is {}", in_words((*value)?))));
                let words: Vec<String> = words.collect();
                Fate::Stays(if words.is_empty() { "its condition is not met".to_owned() } else { words.join(" and ") })
            }
            _ => {
                let open: Vec<String> =
                    named.iter().filter(|(_, value, _)| value.is_none()).map(|(id, ..)| format!("`{id}`")).collect();
                let have = if open.len() == 1 { "has" } else { "have" };
                let open = (!open.is_empty()).then(|| format!("{} {have} no answer", open.join(" and ")));
                let unread = named.iter().filter(|(_, _, is_read)| !is_read).filter_map(|(id, value, _)| {
                    let value = (*value)?;
                    let why = if said(value).is_some() { "is no answer to it" } else { "cannot be read" };
                    Some(format!("`{id}` is {}, which {why}", in_words(value)))
                });
                Fate::Undecided(unread.chain(open).collect::<Vec<_>>().join(", and "))
            }
        }
    }

    /// The value of a field of the fact in a row. `lines` take what the list refuses, and what a text lost.
    pub(super) fn cell(&self, row: &AnsweredRow, field: &FactField, lines: &mut Said) -> Option<Cell> {
        let id = field.id.as_str();
        let value = row.fields.get(id)?;
        if self.is_out(row, id) {
            return None;
        }
        let called = self.called(row);
        if let Some(said) = said(value) {
            lines.notes.push(format!("`{id}` of {called} says only `{said}`, so it stays behind"));
            return None;
        }
        if let (AnswerShape::Text { .. }, Value::String(text)) = (&field.shape, value) {
            let removed = without_forbidden(text).1.into_iter();
            lines.notes.extend(
                removed.map(|c| format!("`{id}` of {called} lost the invisible character U+{:04X}", u32::from(c))),
            );
            return Cell::of_return(&field.shape, value, self.language);
        }
        let cell = Cell::of_return(&field.shape, value, self.language);
        if cell.is_none() {
            let (value, fact) = (in_words(value), &self.feeds.fact);
            let line = format!("`{id}` of {called} is {value}, which the fact `{fact}` does not take: it stays behind");
            lines.refused.push((id.to_owned(), line));
        }
        cell
    }

    /// The value of a field that the row of a list of facts itself has: as the country file has it, in all its languages, or as
    /// the return tells it. `lines` take what the list refuses.
    pub(super) fn known_cell(
        &self,
        row: &AnsweredRow,
        field: &FactField,
        in_file: &[Map<String, Value>],
        returned: &Response,
        lines: &mut Said,
    ) -> Option<Cell> {
        let key = row.about.as_deref()?;
        let Some(ForEach::Fact(list)) = self.question.for_each else { return None };
        let list = &self.model.facts[list];
        let source = list.fields().iter().find(|known| known.id == field.id)?;
        if self.is_out(row, field.id.as_str()) {
            return None;
        }
        let known = in_file.iter().find(|row| row.get("id").is_some_and(|id| id == key));
        if let Some(value) = known.and_then(|row| row.get(source.id.as_str())) {
            return Cell::of_file(&source.shape, value);
        }
        let value = returned.facts()?.get(list.id.as_str())?.get(key)?.get(source.id.as_str())?;
        let cell = Cell::of_return(&field.shape, value, self.language);
        if cell.is_none() && says_something(value) {
            let (id, list, value) = (&field.id, &list.id, in_words(value));
            let line = format!("`{id}` of the row `{key}` of `{list}` is {value}, which the list does not take");
            lines.refused.push((id.to_string(), line));
        }
        cell
    }
}

/// The list of facts about whose rows a question asks.
pub(super) fn asks_about<'m>(model: &'m Model, question: &Question) -> Option<&'m FactId> {
    match question.for_each {
        Some(ForEach::Fact(list)) => Some(&model.facts[list].id),
        _ => None,
    }
}

/// What conditions over one row read.
struct FieldsOfRow<'a> {
    model: &'a Model,
    fields: &'a Map<String, Value>,
}

impl Facts for FieldsOfRow<'_> {
    fn value(&self, operand: Operand) -> Option<&Value> {
        let of = |question, field: FieldIx| {
            let question: &Question = self.model.questions.get(question)?;
            self.fields.get(question.fields.get(field)?.id.as_str())
        };
        match operand {
            Operand::Field(question, field) => of(question, field),
            Operand::Fact(_)
            | Operand::FactRows(_)
            | Operand::Question(_)
            | Operand::SameRow(_)
            | Operand::GroupField(..)
            | Operand::RowField(..)
            | Operand::AnyRow(..)
            | Operand::AllRows(..) => None,
        }
    }
}

/// The key that a row came with, where it can be the key of a row in a country file.
pub(super) fn given_key(row: &AnsweredRow) -> Option<&str> {
    row.about.as_deref().or_else(|| row.fields.get(ROW_NAME_KEY)?.as_str()).filter(|key| is_own_key(key))
}

/// The field that gives the rows of a list their title.
pub(super) fn title_field(fact: &Fact) -> Option<&str> {
    fact.fields().iter().find(|field| field.is_plain_text()).map(|field| field.id.as_str())
}

/// Whether a list has a field.
fn takes(fact: &Fact, field: &QuestionId) -> bool {
    fact.fields().iter().any(|known| *known.id == **field)
}

/// A line about a text that waits for a person; `sender` is the file that says so where several files differ.
pub(super) fn not_read(place: &str, sender: Option<&str>, value: &Value) -> String {
    let why = match sender {
        Some(sender) => format!("is not the same in all files that were merged, so it was not carried; {sender} says"),
        None => "could not be read, so it was not carried:".to_owned(),
    };
    format!("{place} {why} {}", quoted(value))
}

/// What a message repeats of a value that has no place.
pub(super) fn quoted(value: &Value) -> String {
    format!("“{}”", in_line(&word(value)))
}
