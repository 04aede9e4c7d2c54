//! The return of a clarification sheet: it answers some questions of a return again, and says of which one.

use crate::response::Response;
use canevas_model::{Model, QuestionId};
use serde_json::{Value, json};

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
    /// Reads what stands under [`CLARIFIES_KEY`].
    ///
    /// # Errors
    ///
    /// What is wrong with it, in one sentence. Half of it is not enough: whoever took such a file for a whole return, or for a
    /// sheet that asks nothing, would lose answers.
    pub fn read(value: &Value) -> Result<Self, String> {
        let Value::Object(of) = value else {
            return Err(format!("`{CLARIFIES_KEY}` does not hold a `version` and a list `asked`"));
        };
        let version = of.get("version").and_then(Value::as_str).filter(|version| is_version(version));
        let Some(version) = version else {
            return Err(format!("`version` in `{CLARIFIES_KEY}` does not say which return the sheet asks about"));
        };
        let asked = of.get("asked").and_then(Value::as_array).filter(|asked| !asked.is_empty());
        let asked: Option<Vec<QuestionId>> =
            asked.and_then(|asked| asked.iter().map(|id| id.as_str().map(QuestionId::from)).collect());
        let Some(asked) = asked else {
            return Err(format!("`asked` in `{CLARIFIES_KEY}` is no list of the ids of questions"));
        };
        Ok(Self { version: version.to_owned(), asked })
    }

    /// What the return of such a sheet says under [`CLARIFIES_KEY`].
    pub fn to_json(&self) -> Value {
        json!({ "version": self.version, "asked": self.asked.iter().map(QuestionId::as_str).collect::<Vec<_>>() })
    }
}

/// Whether a text can name a version of a return: 12 digits of a digest. Files are found by it, so nothing else may stand in it.
fn is_version(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
}

impl Response {
    /// What it clarifies, where it is the return of a sheet.
    pub fn clarifies(&self) -> Option<Clarification> {
        Clarification::read(self.json().get(CLARIFIES_KEY)?).ok()
    }

    /// What it clarifies, where it is the return of a sheet about this form, or what keeps it from being one. A sheet asks
    /// questions of the form, and its return answers no others.
    pub(crate) fn sheet(&self, model: &Model) -> Option<Result<Clarification, String>> {
        let of = match Clarification::read(self.json().get(CLARIFIES_KEY)?) {
            Ok(of) => of,
            Err(why) => return Some(Err(why)),
        };
        let is_known =
            |id: &QuestionId| model.questions.iter().any(|question| question.id == *id && question.takes_answer());
        if let Some(unknown) = of.asked.iter().find(|id| !is_known(id)) {
            return Some(Err(format!(
                "`asked` in `{CLARIFIES_KEY}` names `{unknown}`, and the form has no such question"
            )));
        }
        if let Some((key, _)) = self.keys().find(|(key, _)| !of.asked.contains(&key.id)) {
            return Some(Err(format!("it answers `{key}`, which its `asked` does not name")));
        }
        Some(Ok(of))
    }
}
