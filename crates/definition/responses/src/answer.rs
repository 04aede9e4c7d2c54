//! What an answer is.

use crate::key::AnswerKey;
use crate::shape::fits;
use canevas_model::dates::{Day, Month};
use canevas_model::{AnswerShape, JsonValue, NonResponseCode, Question};
use serde_json::{Map, Number, Value, json};
use std::borrow::Cow;

/// The key of an answer that gives no value but says why: `{ "said": "nothing_to_report" }`.
pub use canevas_model::condition::NON_RESPONSE_KEY;

/// An answer, read against its question. Whatever a draft holds can be read, and written again as it was.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A text.
    Text(String),
    /// Yes or no.
    YesNo(bool),
    /// The option chosen.
    Code(String),
    /// The options chosen.
    Codes(Vec<String>),
    /// A number.
    Number(Number),
    /// A day.
    Date(Day),
    /// A month.
    Month(Month),
    /// Names, each with a role or without.
    NamesAndRoles(Vec<NameAndRole>),
    /// The fields of a group, with their companion fields.
    Group(Fields),
    /// The fields of each repeated row.
    Rows(Vec<Fields>),
    /// The answers at the rows of a `for_each`, by the row's key.
    PerRow(Vec<(String, Self)>),
    /// No value, and why.
    NonResponse(NonResponseCode),
    /// A value that the question does not take, as it stands.
    Unfit(Value),
}

/// What the keys of a group or row hold, in the order of the file. The answer under an unknown key is unfit.
pub type Fields = Vec<(AnswerKey, Answer)>;

/// A name with its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameAndRole {
    /// The name.
    pub name: String,
    /// The role.
    pub role: Option<String>,
}

impl Answer {
    /// Reads the whole answer to a question: all rows, where it has a `for_each`.
    pub fn read(question: &Question, value: &Value) -> Self {
        match (question.for_each, value) {
            (None, value) => Self::read_one(question, value),
            (Some(_), Value::Object(rows)) => {
                Self::PerRow(rows.iter().map(|(key, value)| (key.clone(), Self::read_one(question, value))).collect())
            }
            (Some(_), value) => Self::Unfit(value.clone()),
        }
    }

    /// Reads the answer to a field, or to a question at one row of its `for_each`.
    pub fn read_one(question: &Question, value: &Value) -> Self {
        if let Some(said) = read_non_response(&question.can_say, value) {
            return Self::NonResponse(said);
        }
        Self::of_shape(question, value).unwrap_or_else(|| Self::Unfit(value.clone()))
    }

    fn of_shape(question: &Question, value: &Value) -> Option<Self> {
        let text = || value.as_str().map(str::to_owned);
        let is_retired = |value: &Value| question.retired_codes.iter().any(|code| value == code.as_str());
        match &question.shape {
            AnswerShape::Group => {
                let fields = value.as_object().filter(|fields| !fields.is_empty())?;
                return Some(Self::Group(read_fields(question, fields)));
            }
            AnswerShape::Rows { .. } => {
                let rows = value.as_array().filter(|rows| !rows.is_empty())?;
                let rows: Option<Vec<Fields>> =
                    rows.iter().map(|row| Some(read_fields(question, row.as_object()?))).collect();
                return rows.map(Self::Rows);
            }
            // Old returns may hold an option that is no longer offered.
            AnswerShape::One { .. } if is_retired(value) => return text().map(Self::Code),
            AnswerShape::Many { choices, .. } => {
                let codes = value.as_array().filter(|codes| !codes.is_empty())?;
                let is_known = |code: &&Value| is_retired(code) || choices.iter().any(|choice| **code == *choice.code);
                let codes: Option<Vec<String>> =
                    codes.iter().map(|code| code.as_str().filter(|_| is_known(&code)).map(str::to_owned)).collect();
                return codes.map(Self::Codes);
            }
            shape if !fits(shape, value) => return None,
            _ => {}
        }
        match &question.shape {
            AnswerShape::Text { .. } => text().map(Self::Text),
            AnswerShape::YesNo => Some(Self::YesNo(value == "yes")),
            AnswerShape::One { .. } => text().map(Self::Code),
            AnswerShape::Number(_) | AnswerShape::Year { .. } => value.as_number().cloned().map(Self::Number),
            AnswerShape::Date { .. } => Day::parse(value.as_str()?).map(Self::Date),
            AnswerShape::Month { .. } => Month::parse(value.as_str()?).map(Self::Month),
            AnswerShape::NamesAndRoles { .. } => {
                let text = |item: &Value, key: &str| item.get(key).and_then(Value::as_str).map(str::to_owned);
                let people = value.as_array()?.iter();
                let people =
                    people.map(|item| Some(NameAndRole { name: text(item, "name")?, role: text(item, "role") }));
                people.collect::<Option<_>>().map(Self::NamesAndRoles)
            }
            AnswerShape::Many { .. } | AnswerShape::Group | AnswerShape::Rows { .. } | AnswerShape::Nothing => None,
        }
    }

    /// The answer as it stands in a return.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Text(text) | Self::Code(text) => text.as_str().into(),
            Self::YesNo(yes) => if *yes { "yes" } else { "no" }.into(),
            Self::Codes(codes) => codes.as_slice().into(),
            Self::Number(number) => number.clone().into(),
            Self::Date(day) => day.to_string().into(),
            Self::Month(month) => month.to_string().into(),
            Self::NamesAndRoles(people) => people.iter().map(NameAndRole::to_json).collect(),
            Self::Group(fields) => fields_to_json(fields),
            Self::Rows(rows) => rows.iter().map(|fields| fields_to_json(fields)).collect(),
            Self::PerRow(rows) => {
                Value::Object(rows.iter().map(|(key, answer)| (key.clone(), answer.to_json())).collect())
            }
            Self::NonResponse(said) => json!({ NON_RESPONSE_KEY: said.word() }),
            Self::Unfit(value) => value.clone(),
        }
    }

    /// The answer where a return writes it as one text, whether the question takes this text or not.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) | Self::Code(text) | Self::Unfit(Value::String(text)) => Some(text.into()),
            Self::YesNo(yes) => Some(if *yes { "yes" } else { "no" }.into()),
            Self::Date(day) => Some(day.to_string().into()),
            Self::Month(month) => Some(month.to_string().into()),
            Self::Codes(_)
            | Self::Number(_)
            | Self::NamesAndRoles(_)
            | Self::Group(_)
            | Self::Rows(_)
            | Self::PerRow(_)
            | Self::NonResponse(_)
            | Self::Unfit(_) => None,
        }
    }
}

impl NameAndRole {
    fn to_json(&self) -> Value {
        let mut out = Map::new();
        out.insert("name".to_owned(), self.name.as_str().into());
        out.extend(self.role.as_deref().map(|role| ("role".to_owned(), role.into())));
        Value::Object(out)
    }
}

/// The word of an answer that gives no value, where it is one of those that the question offers.
pub fn read_non_response<'v>(offered: &[NonResponseCode], value: impl JsonValue<'v>) -> Option<NonResponseCode> {
    let word = canevas_model::condition::said(value)?;
    offered.iter().find(|known| known.word() == word).cloned()
}

fn read_fields(question: &Question, fields: &Map<String, Value>) -> Fields {
    fields
        .iter()
        .map(|(key, value)| {
            let key = AnswerKey::parse(key);
            let answer = match (key.find_in(&question.fields), &key.companion) {
                (Ok((_, field)), None) => Answer::read_one(field, value),
                (Ok(_), Some(_)) => read_text(value),
                (Err(_), _) if key.is_row_name() => read_text(value),
                (Err(_), _) => Answer::Unfit(value.clone()),
            };
            (key, answer)
        })
        .collect()
}

fn read_text(value: &Value) -> Answer {
    value.as_str().map_or_else(|| Answer::Unfit(value.clone()), |text| Answer::Text(text.to_owned()))
}

fn fields_to_json(fields: &[(AnswerKey, Answer)]) -> Value {
    Value::Object(fields.iter().map(|(key, answer)| (key.to_string(), answer.to_json())).collect())
}
