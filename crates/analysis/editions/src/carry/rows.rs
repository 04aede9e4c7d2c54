//! The rows of a return that feed a list of facts: which of them go on, under which key, and with which values.

use canevas_model::condition::{Facts, Kleene, Operand, evaluate};
use canevas_model::{AnswerShape, Feeds, FieldIx, ForEach, Model, Question};
use canevas_responses::{AnswerPath, ROW_NAME_KEY, Response};
use canevas_syntax::{Id, without_forbidden};
use canevas_validate::accepts;
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashSet};

/// A row of a fact in a country file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) key: String,
    /// Its place among the rows of the return, from 1.
    pub(super) number: usize,
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
    fn of_file(shape: &AnswerShape, value: &Value) -> Option<Self> {
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

/// A place of a value in a return: its question, the row from 1, and the field.
pub(super) type ValuePlace = (String, usize, String);

/// What is read of one question of a return.
pub(super) struct RowReader<'a> {
    pub(super) model: &'a Model,
    pub(super) question: &'a Question,
    pub(super) feeds: &'a Feeds,
    pub(super) language: &'a str,
    pub(super) without: &'a BTreeSet<ValuePlace>,
}

impl RowReader<'_> {
    /// The rows of the answer; none where the return gives none.
    pub(super) fn rows(&self, returned: &Response) -> Option<Vec<AnsweredRow>> {
        let value = returned.value_at(&AnswerPath::question(self.question.id.clone()))?;
        let row = |(index, about, fields): (usize, Option<String>, &Value)| {
            Some(AnsweredRow { number: index + 1, about, fields: fields.as_object()?.clone() })
        };
        match value {
            Value::Array(rows) if !rows.is_empty() => {
                rows.iter().enumerate().map(|(index, fields)| row((index, None, fields))).collect()
            }
            Value::Object(rows) if self.question.for_each.is_some() => {
                let rows = rows.iter().enumerate();
                Some(rows.filter_map(|(index, (key, fields))| row((index, Some(key.clone()), fields))).collect())
            }
            _ => None,
        }
    }

    /// How a row is called in a message.
    pub(super) fn called(&self, row: &AnsweredRow) -> String {
        match &row.about {
            Some(key) => format!("the row `{key}` of `{}`", self.question.id),
            None => format!("row {} of `{}`", row.number, self.question.id),
        }
    }

    /// Whether a row goes on. A row stays behind only where its answers say so.
    pub(super) fn fate(&self, row: &AnsweredRow) -> Fate {
        let Some(when) = &self.feeds.when else { return Fate::GoesOn };
        let facts = FieldsOfRow { model: self.model, fields: &row.fields };
        let mut named: Vec<(&str, Option<&Value>)> = Vec::new();
        for atom in when.atoms() {
            let Operand::Field(question, field) = atom.operand else { continue };
            let id = self.model.questions[question].fields[field].id.as_str();
            if named.iter().all(|(known, _)| *known != id) {
                named.push((id, row.fields.get(id)));
            }
        }
        let answered = || {
            let words = named.iter().filter_map(|(id, value)| Some(format!("`{id}` is {}", in_words((*value)?))));
            words.collect::<Vec<_>>().join(" and ")
        };
        match evaluate(when, self.model, &facts) {
            Kleene::True => Fate::GoesOn,
            Kleene::False if named.iter().all(|(_, value)| value.is_none()) => {
                Fate::Stays("its condition is not met".to_owned())
            }
            Kleene::False => Fate::Stays(answered()),
            Kleene::Unknown => {
                let open = named.iter().filter(|(_, value)| value.is_none()).map(|(id, _)| format!("`{id}`"));
                Fate::Undecided(format!("{} has no answer", open.collect::<Vec<_>>().join(" and ")))
            }
        }
    }

    /// The value of a field of the fact in a row; an error says what does not fit. `notes` take what a text lost.
    pub(super) fn cell(
        &self,
        row: &AnsweredRow,
        field: &canevas_model::FactField,
        notes: &mut Vec<String>,
    ) -> Option<Cell> {
        let id = field.id.as_str();
        let value = row.fields.get(id)?;
        let is_out =
            |(of, number, out): &ValuePlace| *of == *self.question.id.as_str() && *number == row.number && *out == *id;
        if self.without.iter().any(is_out) || canevas_model::condition::said(value).is_some() {
            return None;
        }
        if let AnswerShape::Text { .. } = field.shape {
            let (text, removed) = without_forbidden(value.as_str()?);
            if text.trim().is_empty() {
                return None;
            }
            let called = self.called(row);
            notes.extend(
                removed
                    .into_iter()
                    .map(|c| format!("`{id}` of {called} lost the invisible character U+{:04X}", u32::from(c))),
            );
            return Some(Cell::Texts(vec![(Some(self.language.to_owned()), text)]));
        }
        if !accepts(&field.shape, value) {
            notes.push(format!(
                "`{id}` of {} is {}, which the fact `{}` does not take: it stays behind",
                self.called(row),
                in_words(value),
                self.feeds.fact
            ));
            return None;
        }
        Some(Cell::Word(word(value)))
    }

    /// The value of a field that the row of a list of facts itself has: as the country file has it, in all its languages, or as
    /// the return tells it.
    pub(super) fn known_cell(
        &self,
        key: &str,
        field: &canevas_model::FactField,
        in_file: &[Map<String, Value>],
        returned: &Response,
    ) -> Option<Cell> {
        let Some(ForEach::Fact(list)) = self.question.for_each else { return None };
        let list = &self.model.facts[list];
        let source = list.fields().iter().find(|known| known.id == field.id)?;
        let known = in_file.iter().find(|row| row.get("id").is_some_and(|id| id == key));
        if let Some(value) = known.and_then(|row| row.get(source.id.as_str())) {
            return Cell::of_file(&source.shape, value);
        }
        let value = returned.facts()?.get(list.id.as_str())?.get(key)?.get(source.id.as_str())?;
        match (&field.shape, value) {
            (AnswerShape::Text { .. }, Value::String(text)) => {
                let text = without_forbidden(text).0;
                (!text.trim().is_empty()).then(|| Cell::Texts(vec![(Some(self.language.to_owned()), text)]))
            }
            (shape, value) => accepts(shape, value).then(|| Cell::Word(word(value))),
        }
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
            | Operand::AnyRow(..)
            | Operand::AllRows(..) => None,
        }
    }
}

/// A simple value as a country file writes it.
fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A value as a message shows it.
pub(super) fn in_words(value: &Value) -> String {
    let value = canevas_model::condition::said(value).map_or_else(|| value.clone(), Value::from);
    match value {
        Value::Array(items) => items.iter().map(in_words).collect::<Vec<_>>().join(", "),
        value => format!("`{}`", word(&value)),
    }
}

/// `r1`, `r2`: the keys of rows in blank copies.
pub(super) fn is_position(key: &str) -> bool {
    key.strip_prefix('r').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The key that a row came with, where it can be the key of a row in a country file.
pub(super) fn given_key(row: &AnsweredRow) -> Option<&str> {
    let key = row.about.as_deref().or_else(|| row.fields.get(ROW_NAME_KEY)?.as_str())?;
    (!is_position(key) && Id::is_valid(key)).then_some(key)
}

/// A key from a title: its first words in plain letters.
pub(super) fn slug(title: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let plain: String = title.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.len() > 2);
    let mut out = String::new();
    for word in words {
        if out.len() + word.len() >= 36 {
            break;
        }
        if !out.is_empty() {
            out.push('_');
        }
        out.push_str(&word.to_ascii_lowercase());
    }
    if out.starts_with(|c: char| c.is_ascii_digit()) { format!("n{out}") } else { out }
}

/// A key that no other row has.
pub(super) fn unique(key: String, index: usize, taken: &mut HashSet<String>) -> String {
    let key = if key.is_empty() || is_position(&key) { format!("row_{}", index + 1) } else { key };
    if taken.insert(key.clone()) {
        return key;
    }
    let numbered = (index + 1..).map(|number| format!("{key}_{number}"));
    let mut free = numbered.filter(|other| !taken.contains(other));
    let other = free.next().unwrap_or(key);
    taken.insert(other.clone());
    other
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn keys_are_made_of_plain_letters() {
        assert_eq!(slug("Achever la liste révisée des travaux"), "achever_liste_revisee_des_travaux");
        assert_eq!(slug("2024: plan"), "n2024_plan");
        assert_eq!(slug("计划"), "");
    }
}
