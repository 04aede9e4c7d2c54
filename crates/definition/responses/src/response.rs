//! A whole return.

use crate::answer::Answer;
use crate::clarification::CLARIFIES_KEY;
use crate::key::AnswerKey;
use crate::path::{AnswerPath, FactPath, ResponsePath};
use crate::respondent::{RESPONDENT_KEY, Respondent};
use crate::sign_off::{SIGN_OFF_KEY, SignOff};
use crate::text::{ANSWERS_KEY, FACTS_KEY, TreeStep};
use canevas_model::{Model, Question};
use serde_json::{Map, Value};
use std::borrow::Cow;

/// The key of the texts that fitted no answer.
pub const UNREAD_KEY: &str = "unread";

/// What a return that was read from a Word file says under `made_by`.
pub const READ_FROM_WORD: &str = "canevas read";

/// What a return that was read from an export of another form tool says under `made_by`.
pub const IMPORTED: &str = "canevas import-answers";

/// Every key that stands at the top of a return of a form.
pub const HEAD_KEYS: [&str; 12] = [
    "canevas",
    "form",
    "edition",
    "definition",
    "texts",
    "copy",
    "language",
    "status",
    "made_by",
    FACTS_KEY,
    ANSWERS_KEY,
    UNREAD_KEY,
];

/// A return: its head, facts and answers, as they were written. A draft may hold anything; what a form knows of it is
/// asked key by key.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    json: Value,
}

impl Response {
    /// The return that this value is.
    pub fn from_json(json: Value) -> Self {
        Self { json }
    }

    /// The return as JSON.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The return as JSON.
    pub fn into_json(self) -> Value {
        self.json
    }

    /// A word of the head: `form`, `edition`, `language`. A number counts as its digits.
    pub fn head(&self, key: &str) -> Option<Cow<'_, str>> {
        match self.json.get(key)? {
            Value::String(text) => Some(text.into()),
            bare @ (Value::Number(_) | Value::Bool(_) | Value::Null) => Some(bare.to_string().into()),
            Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// The form that it answers.
    pub fn form(&self) -> Option<Cow<'_, str>> {
        self.head("form")
    }

    /// The edition that it answers.
    pub fn edition(&self) -> Option<Cow<'_, str>> {
        self.head("edition")
    }

    /// The tag of the language that it was filled in in.
    pub fn language(&self) -> Option<&str> {
        self.json.get("language").and_then(Value::as_str)
    }

    /// Whether it says that it is complete.
    pub fn is_complete(&self) -> bool {
        self.json.get("status").is_some_and(|status| status == "complete")
    }

    /// Whether it was read from a Word file, whose boxes show less than a return can hold.
    pub fn is_read_from_word(&self) -> bool {
        self.json.get("made_by").is_some_and(|made_by| made_by == READ_FROM_WORD)
    }

    /// Makes it say that it is complete. A return that is no object stays as it is.
    pub fn set_complete(&mut self) {
        if let Some(members) = self.json.as_object_mut() {
            members.insert("status".to_owned(), "complete".into());
        }
    }

    /// Makes it say who answers. A return that is no object stays as it is, and so does one of a form that names nobody.
    pub fn set_respondent(&mut self, model: &Model, code: &str) {
        let (Some(key), Some(members)) = (model.respondents.key(), self.json.as_object_mut()) else { return };
        let facts = members.entry(FACTS_KEY).or_insert_with(|| Value::Object(Map::new()));
        if let Some(facts) = facts.as_object_mut() {
            facts.insert(key.to_owned(), code.into());
        }
    }

    /// Replaces its facts. A return that is no object, or that has no facts and gets none, stays as it is.
    pub fn set_facts(&mut self, facts: Map<String, Value>) {
        let Some(members) = self.json.as_object_mut() else { return };
        if !facts.is_empty() || members.contains_key(FACTS_KEY) {
            members.insert(FACTS_KEY.to_owned(), Value::Object(facts));
        }
    }

    /// Who it says answers: the respondent that its head names, else the one among its facts.
    pub fn respondent(&self) -> Option<Respondent<'_>> {
        match self.json.get(RESPONDENT_KEY) {
            Some(named) => Respondent::read(named).ok(),
            None => {
                let named = |key| self.facts()?.get(key).and_then(Value::as_str);
                let country = named(FactPath::COUNTRY).map(Respondent::country);
                country.or_else(|| named(FactPath::RESPONDENT).map(Respondent::listed))
            }
        }
    }

    /// The code of the country, or of the respondent of a form's list, whose return it says it is; none where another answers.
    pub fn respondent_code(&self) -> Option<&str> {
        self.respondent()?.known_code()
    }

    /// Who signed it off, where it says so.
    pub fn sign_off(&self) -> Option<SignOff> {
        SignOff::read(self.json.get(SIGN_OFF_KEY)?).ok()
    }

    /// The facts by id.
    pub fn facts(&self) -> Option<&Map<String, Value>> {
        self.json.get(FACTS_KEY).and_then(Value::as_object)
    }

    /// The answers by key.
    pub fn answers(&self) -> Option<&Map<String, Value>> {
        self.json.get(ANSWERS_KEY).and_then(Value::as_object)
    }

    /// The answers with their keys, in the order of the file.
    pub fn keys(&self) -> impl Iterator<Item = (AnswerKey, &Value)> {
        self.answers().into_iter().flatten().map(|(key, value)| (AnswerKey::parse(key), value))
    }

    /// What stands at the top beside the parts that every return has: a sign-off, a respondent, and keys that nobody knows. It
    /// is in the order of the file.
    pub fn others(&self) -> impl Iterator<Item = (&str, &Value)> {
        let members = self.json.as_object().into_iter().flatten().map(|(key, value)| (key.as_str(), value));
        members.filter(|(key, _)| !HEAD_KEYS.contains(key) && *key != CLARIFIES_KEY)
    }

    /// The texts that fitted no answer.
    pub fn unread(&self) -> Option<&Map<String, Value>> {
        self.json.get(UNREAD_KEY).and_then(Value::as_object)
    }

    /// The answer to a question, typed.
    pub fn answer(&self, question: &Question) -> Option<Answer> {
        Some(Answer::read(question, self.answers()?.get(question.id.as_str())?))
    }

    /// The value at a path.
    pub fn value(&self, path: &ResponsePath) -> Option<&Value> {
        path.steps().iter().try_fold(&self.json, |value, step| match step {
            TreeStep::Key(key) => value.as_object()?.get(&**key),
            TreeStep::Index(index) => value.as_array()?.get(*index),
            TreeStep::Each => None,
        })
    }

    /// The value at the path of an answer.
    pub fn value_at(&self, path: &AnswerPath) -> Option<&Value> {
        path.find_in(self.answers()?)
    }

    /// What a key of the head holds, to be changed.
    pub(crate) fn member(&mut self, key: &str) -> Option<&mut Map<String, Value>> {
        self.json.get_mut(key)?.as_object_mut()
    }

    pub(crate) fn remove_member(&mut self, key: &str) {
        if let Some(members) = self.json.as_object_mut() {
            members.retain(|known, _| known != key);
        }
    }

    /// The return as a JSON file.
    pub fn to_text(&self) -> String {
        format!("{:#}\n", self.json)
    }
}

impl AnswerPath {
    /// The value at this path, in a block of answers.
    pub fn find_in<'v>(&self, answers: &'v Map<String, Value>) -> Option<&'v Value> {
        let mut steps = self.steps();
        let Some(TreeStep::Key(key)) = steps.next() else { return None };
        steps.try_fold(answers.get(&*key)?, |value, step| match step {
            TreeStep::Key(key) => value.as_object()?.get(&*key),
            TreeStep::Index(index) => value.as_array()?.get(index),
            TreeStep::Each => None,
        })
    }
}
