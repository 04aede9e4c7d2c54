//! The return of a clarification sheet: it answers some questions of a return again, and says of which one.

use crate::key::AnswerKey;
use crate::path::AnswerPath;
use crate::response::{Response, UNREAD_KEY};
use crate::text::ANSWERS_KEY;
use canevas_model::{Model, QuestionId};
use serde_json::{Map, Value, json};

/// The key of a return that says what it clarifies.
pub const CLARIFIES_KEY: &str = "clarifies";

/// What a sheet clarifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clarification {
    /// The version of the return that it asks about.
    pub version: String,
    /// The questions that it asks, in the order of the form.
    pub asked: Vec<QuestionId>,
}

impl Clarification {
    /// What the return of such a sheet says under [`CLARIFIES_KEY`].
    pub fn to_json(&self) -> Value {
        json!({ "version": self.version, "asked": self.asked.iter().map(QuestionId::as_str).collect::<Vec<_>>() })
    }
}

impl Response {
    /// What it clarifies, where it is the return of a sheet.
    pub fn clarifies(&self) -> Option<Clarification> {
        let of = self.json().get(CLARIFIES_KEY)?;
        let version = of.get("version")?.as_str()?.to_owned();
        let asked = of.get("asked").and_then(Value::as_array).into_iter().flatten();
        Some(Clarification { version, asked: asked.filter_map(Value::as_str).map(QuestionId::from).collect() })
    }

    /// A whole return: this one, with what the return of a sheet answers in the place of what was answered to the same
    /// questions. What the sheet does not ask stays as it was. It is finished if the sheet is.
    #[must_use]
    pub fn clarified(&self, sheet: &Self, model: &Model) -> Self {
        let asked = sheet.clarifies().map(|of| of.asked).unwrap_or_default();
        let mut json = self.json().clone();
        let Some(root) = json.as_object_mut() else { return self.clone() };
        let is_asked = |key: &str| asked.contains(&AnswerKey::parse(key).id);
        let mut answers = self.answers().cloned().unwrap_or_default();
        let new = sheet.answers();
        // An answer that is there before and after keeps its place.
        answers.retain(|key, _| !is_asked(key) || new.is_some_and(|new| new.contains_key(key)));
        for (key, value) in new.into_iter().flatten().filter(|(key, _)| is_asked(key)) {
            answers.insert(key.clone(), value.clone());
        }
        root.insert(ANSWERS_KEY.to_owned(), Value::Object(answers));
        let at_asked =
            |key: &str| AnswerPath::from_unread_key(key, model).is_some_and(|path| asked.contains(path.question_id()));
        let mut unread: Map<String, Value> = self.unread().cloned().unwrap_or_default();
        unread.retain(|key, _| !at_asked(key));
        unread.extend(sheet.unread().into_iter().flatten().map(|(key, text)| (key.clone(), text.clone())));
        root.shift_remove(UNREAD_KEY);
        if !unread.is_empty() {
            root.insert(UNREAD_KEY.to_owned(), Value::Object(unread));
        }
        let status = if sheet.is_complete() { "complete" } else { "draft" };
        root.insert("status".to_owned(), status.into());
        Self::from_json(json)
    }
}
