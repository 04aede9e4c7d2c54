//! Answers in words.

use crate::tree::{NotAnswered, ReadableAnswer, ReadableField, ReadableRow, ReadableValue};
use canevas_model::{AnswerShape, NonResponseCode, Question, condition};
use canevas_responses::{AnswerKey, CompanionField, fits, in_plain_words};
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::document::DocumentWord;
use canevas_wording::ui::form::Form;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::HashSet;

/// Turns answers into words.
pub(crate) struct Answers<'a> {
    pub(crate) wording: Wording<'a>,
    /// Whether personal answers are shown.
    pub(crate) personal: bool,
    /// The values that were turned into words, or left out with a word. They are known by identity, because equal values may
    /// stand at several places.
    shown: RefCell<HashSet<*const Value>>,
}

impl<'a> Answers<'a> {
    pub(crate) fn new(wording: Wording<'a>, personal: bool) -> Self {
        Self { wording, personal, shown: RefCell::default() }
    }

    /// Whether a value was turned into words, or left out with a word.
    pub(crate) fn has_shown(&self, value: &Value) -> bool {
        self.shown.borrow().contains(&std::ptr::from_ref(value))
    }

    fn take(&self, value: &Value) {
        self.shown.borrow_mut().insert(std::ptr::from_ref(value));
    }

    /// Why there is no answer.
    pub(crate) fn none(&self, why: NotAnswered) -> ReadableAnswer {
        let words = match why {
            NotAnswered::Unanswered => self.wording.word(Form::NoAnswer),
            NotAnswered::NotAsked => self.wording.word(DocumentWord::NotAsked),
            NotAnswered::LeftOut => self.wording.word(DocumentWord::left_out(true)),
            NotAnswered::LeftOutUnpublished => self.wording.word(DocumentWord::left_out(false)),
        };
        ReadableAnswer { value: ReadableValue::None(why, words.into_owned()), beside: Vec::new() }
    }

    /// The answer to a question or field. `at` finds what the return holds under a key of it.
    pub(crate) fn answer<'v>(
        &self,
        question: &'a Question,
        at: &dyn Fn(&AnswerKey) -> Option<&'v Value>,
    ) -> ReadableAnswer {
        let value = at(&AnswerKey::answer(question.id.clone()));
        if !self.personal && !self.wording.copy.model.may_be_published(question) {
            AnswerKey::all_of(question).filter_map(|key| at(&key)).for_each(|value| self.take(value));
            return self.none(match value {
                Some(_) if question.personal => NotAnswered::LeftOut,
                Some(_) => NotAnswered::LeftOutUnpublished,
                None => NotAnswered::Unanswered,
            });
        }
        let mut answer = match value {
            Some(value) => ReadableAnswer { value: self.value(question, value, at), beside: Vec::new() },
            None => self.none(NotAnswered::Unanswered),
        };
        // A unit stands with its number. One without a number stands at the end, with all that is no answer.
        for field in CompanionField::of(question).filter(|field| *field != CompanionField::Unit) {
            let value = at(&AnswerKey::companion(question.id.clone(), field.clone()));
            if let Some((value, text)) = value.and_then(|value| Some((value, value.as_str()?)))
                && !text.trim().is_empty()
            {
                self.take(value);
                let label = field.label(question).map(|label| self.wording.plain_text(label, None)).unwrap_or_default();
                answer.beside.push(ReadableField { label, answer: written(text) });
            }
        }
        answer
    }

    fn value<'v>(
        &self,
        question: &'a Question,
        value: &Value,
        at: &dyn Fn(&AnswerKey) -> Option<&'v Value>,
    ) -> ReadableValue {
        if let Some(said) = condition::said(value).and_then(|word| known_word(question, word)) {
            self.take(value);
            return ReadableValue::Said(self.wording.said(said).into_owned());
        }
        // Of a block and of rows, what stands in their fields is shown.
        let is_one = match &question.shape {
            AnswerShape::Group => !value.is_object(),
            AnswerShape::Rows { .. } | AnswerShape::NamesAndRoles { .. } => !value.is_array(),
            AnswerShape::Text { .. }
            | AnswerShape::YesNo
            | AnswerShape::One { .. }
            | AnswerShape::Many { .. }
            | AnswerShape::Number(_)
            | AnswerShape::Year { .. }
            | AnswerShape::Date { .. }
            | AnswerShape::Month { .. }
            | AnswerShape::Nothing => true,
        };
        if is_one {
            self.take(value);
        }
        match (&question.shape, value) {
            (AnswerShape::Group, Value::Object(members)) => ReadableValue::Fields(self.fields(question, members)),
            (AnswerShape::Rows { .. }, Value::Array(rows)) => {
                let rows = rows.iter().filter_map(Value::as_object);
                ReadableValue::Rows(rows.map(|row| self.row(question, row)).collect())
            }
            (AnswerShape::NamesAndRoles { .. }, Value::Array(rows)) => {
                let rows = rows.iter().filter_map(Value::as_object);
                let row = |row| ReadableRow { title: None, fields: self.name_and_role(row) };
                ReadableValue::Rows(rows.map(row).collect())
            }
            (shape @ AnswerShape::Many { .. }, Value::Array(codes)) => {
                ReadableValue::List(codes.iter().map(|code| self.wording.answer_text(shape, code)).collect())
            }
            (
                AnswerShape::YesNo
                | AnswerShape::One { .. }
                | AnswerShape::Number(_)
                | AnswerShape::Year { .. }
                | AnswerShape::Date { .. }
                | AnswerShape::Month { .. },
                Value::String(_) | Value::Number(_),
            ) => {
                let unit = at(&AnswerKey::companion(question.id.clone(), CompanionField::Unit));
                let unit = unit.filter(|unit| question.units.as_ref().is_some_and(|units| fits(units, *unit)));
                if let Some(unit) = unit {
                    self.take(unit);
                }
                let unit = unit.and_then(Value::as_str);
                ReadableValue::Words(self.wording.answer_with_unit(question, value, unit))
            }
            // A text; or anything else that a draft may hold, which is shown as it stands.
            (_, Value::String(text)) => ReadableValue::Text(lines(text)),
            (_, other) => ReadableValue::Text(vec![in_plain_words(other)]),
        }
    }

    fn row(&self, question: &'a Question, members: &Map<String, Value>) -> ReadableRow {
        let shows = |field: &Question| self.personal || self.wording.copy.model.may_be_published(field);
        ReadableRow {
            title: self.wording.title_of_row(question, members, &shows),
            fields: self.fields(question, members),
        }
    }

    /// The fields of a group or row that hold something. A field that is not asked is left out with them.
    fn fields(&self, question: &'a Question, members: &Map<String, Value>) -> Vec<ReadableField> {
        let field = |field: &'a Question| {
            let held = |key: &AnswerKey| members.get(&key.to_string());
            let is_held = AnswerKey::all_of(field).any(|key| held(&key).is_some());
            let name = field.short.as_ref().or(field.ask.as_ref());
            let label = name.map_or_else(|| field.id.to_string().into(), |name| self.wording.plain_text(name, None));
            is_held.then(|| ReadableField { label, answer: self.answer(field, &held) })
        };
        question.fields.iter().filter_map(field).collect()
    }

    fn name_and_role(&self, row: &Map<String, Value>) -> Vec<ReadableField> {
        [("name", Common::Name), ("role", Common::Role)]
            .into_iter()
            .filter_map(|(key, label)| {
                let value = row.get(key)?;
                let text = value.as_str()?;
                self.take(value);
                Some(ReadableField { label: self.wording.word(label).into(), answer: written(text) })
            })
            .collect()
    }
}

fn known_word<'q>(question: &'q Question, word: &str) -> Option<&'q NonResponseCode> {
    question.can_say.iter().find(|said| said.word() == word)
}

fn written(text: &str) -> ReadableAnswer {
    ReadableAnswer { value: ReadableValue::Text(lines(text)), beside: Vec::new() }
}

/// The lines of a text, without the empty ones at its ends.
pub(crate) fn lines(text: &str) -> Vec<String> {
    text.trim_matches(['\n', '\r', ' ']).lines().map(|line| line.trim_end().to_owned()).collect()
}
