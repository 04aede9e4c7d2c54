//! The return of a clarification sheet: it answers some questions of a return again, and says of which one.

use crate::leaves::UnreadPlace;
use crate::path::ResponsePath;
use crate::respondent::RESPONDENT_KEY;
use crate::response::{Response, UNREAD_KEY};
use crate::text::ANSWERS_KEY;
use canevas_model::{Model, QuestionId};
use serde_json::{Value, json};

/// The key of a return that says what it clarifies.
pub const CLARIFIES_KEY: &str = "clarifies";

/// What a sheet clarifies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

    /// What it clarifies, where it is the return of a sheet about this form, or all that keeps it from being one. A sheet asks
    /// questions of the form, and its return holds answers to these and nothing else that somebody could have typed: whoever
    /// took in less than the whole of it would lose the rest.
    pub(crate) fn sheet(&self, model: &Model) -> Option<Result<Clarification, String>> {
        let of = match Clarification::read(self.json().get(CLARIFIES_KEY)?) {
            Ok(of) => of,
            Err(why) => return Some(Err(why)),
        };
        let faults: Vec<String> = self
            .unknown_questions(&of, model)
            .chain(self.parts_of_no_sheet())
            .chain(self.texts_of_no_sheet(&of, model))
            .collect();
        Some(if faults.is_empty() { Ok(of) } else { Err(faults.join("; ")) })
    }

    /// The questions that the sheet cannot ask, and the answers to questions that it did not ask.
    fn unknown_questions(&self, of: &Clarification, model: &Model) -> impl Iterator<Item = String> {
        let is_known =
            |id: &QuestionId| model.questions.iter().any(|question| question.id == *id && question.takes_answer());
        let unknown = of.asked.iter().filter(move |id| !is_known(id));
        let unknown =
            unknown.map(|id| format!("`asked` in `{CLARIFIES_KEY}` names `{id}`, and the form has no such question"));
        let not_asked = self.keys().map(|(key, _)| key).filter(|key| !of.asked.contains(&key.id));
        let not_asked = not_asked.map(|key| format!("it answers `{key}`, which its `asked` does not name"));
        unknown.chain(not_asked)
    }

    /// The parts that are not what they are in the return of a sheet, and those that no sheet has.
    fn parts_of_no_sheet(&self) -> impl Iterator<Item = String> {
        let part = |key: &str| self.json().get(key);
        let answers = match part(ANSWERS_KEY) {
            None => Some(format!("it has no `{ANSWERS_KEY}`")),
            Some(answers) => {
                (!answers.is_object()).then(|| format!("`{ANSWERS_KEY}` does not hold answers by question"))
            }
        };
        let unread = part(UNREAD_KEY).filter(|texts| !texts.is_object());
        let unread = unread.map(|_| format!("`{UNREAD_KEY}` does not hold texts by place"));
        // Who answers is known of a sheet as of a whole return.
        let more = self.others().map(|(key, _)| key).filter(|key| *key != RESPONDENT_KEY);
        let more = more.map(|key| format!("it holds `{key}`, and a sheet asks for answers only"));
        answers.into_iter().chain(unread).chain(more)
    }

    /// The texts that fit no answer, at places that the sheet does not ask about.
    fn texts_of_no_sheet(&self, of: &Clarification, model: &Model) -> impl Iterator<Item = String> {
        let texts = self.unread().into_iter().flat_map(serde_json::Map::keys);
        let elsewhere = texts.filter(|key| UnreadPlace::question(key, model).is_none_or(|id| !of.asked.contains(id)));
        let named = |key: &String| UnreadPlace::unknown_parts(key, &ResponsePath::Whole).join(", ");
        elsewhere.map(move |key| format!("it holds a text at `{}`, which its `asked` does not name", named(key)))
    }
}
