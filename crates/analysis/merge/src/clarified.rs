//! The return of a clarification sheet, put into the return that counts now.
//!
//! A sheet holds the answers that were given when it was made. What its return says as it was then is no change: another sheet,
//! or a correction, may have changed that answer since, and that stays.

use crate::changed::Change;
use crate::json::is_same;
use canevas_model::{Model, QuestionId};
use canevas_responses::{ANSWERS_KEY, AnswerKey, AnswerPath, Response, UNREAD_KEY};
use indexmap::IndexSet;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A whole return that the return of a sheet makes of another one.
#[derive(Debug, Clone)]
pub struct Clarified {
    /// The whole return. Where the sheet and the return that counts both changed an answer, it holds that of the sheet.
    pub whole: Response,
    /// What both changed.
    pub unsettled: Unsettled,
}

/// What a sheet and the return that counts both changed since the sheet was made, each in its own way. Somebody must decide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsettled {
    questions: BTreeSet<QuestionId>,
    /// Texts that fitted no answer, by their place.
    texts: BTreeSet<String>,
}

impl Unsettled {
    /// Whether there is nothing to decide.
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty() && self.texts.is_empty()
    }

    /// Whether a change is one that somebody must decide about.
    pub fn holds(&self, change: &Change) -> bool {
        let answer = change.path.as_ref().and_then(|path| path.answer());
        self.texts.contains(&change.key) || answer.is_some_and(|path| self.questions.contains(path.question_id()))
    }
}

/// The whole return that the return of a sheet makes of the one that counts now. `made_from` is the return that the sheet was
/// made from. What the sheet does not ask, and what it says as it was then, stays as it is now. The whole return is finished if
/// the sheet is.
pub fn clarified(now: &Response, made_from: &Response, sheet: &Response, model: &Model) -> Clarified {
    let asked = sheet.clarifies().map(|of| of.asked).unwrap_or_default();
    let mut unsettled = Unsettled::default();
    let mut json = now.json().clone();
    let Some(root) = json.as_object_mut() else { return Clarified { whole: now.clone(), unsettled } };
    let is_asked = |key: &str| asked.contains(&AnswerKey::parse(key).id);
    let (answers, both) = settled([made_from.answers(), now.answers(), sheet.answers()], &is_asked);
    unsettled.questions.extend(both.iter().map(|key| AnswerKey::parse(key).id));
    root.insert(ANSWERS_KEY.to_owned(), Value::Object(answers));
    // A text at no answer of the form stands on the sheet only where somebody put it there.
    let at_sheet = |key: &str| {
        let path = AnswerPath::from_unread_key(key, model);
        path.map_or_else(
            || sheet.unread().is_some_and(|texts| texts.contains_key(key)),
            |path| asked.contains(path.question_id()),
        )
    };
    let (unread, both) = settled([made_from.unread(), now.unread(), sheet.unread()], &at_sheet);
    unsettled.texts.extend(both);
    root.shift_remove(UNREAD_KEY);
    if !unread.is_empty() {
        root.insert(UNREAD_KEY.to_owned(), Value::Object(unread));
    }
    let status = if sheet.is_complete() { "complete" } else { "draft" };
    root.insert("status".to_owned(), status.into());
    Clarified { whole: Response::from_json(json), unsettled }
}

/// The values now, with what the sheet changed. Then the keys whose values both changed.
fn settled(
    [was, now, sheet]: [Option<&Map<String, Value>>; 3],
    is_of_sheet: &dyn Fn(&str) -> bool,
) -> (Map<String, Value>, Vec<String>) {
    let keys: IndexSet<&String> = [was, now, sheet].into_iter().flatten().flat_map(Map::keys).collect();
    let (mut values, mut both) = (now.cloned().unwrap_or_default(), Vec::new());
    for key in keys.into_iter().filter(|key| is_of_sheet(key)) {
        let [before, here, new] = [was, now, sheet].map(|values| values.and_then(|values| values.get(key)));
        if same(before, new) || same(here, new) {
            continue;
        }
        if !same(before, here) {
            both.push(key.clone());
        }
        match new {
            // A value that is there before and after keeps its place.
            Some(new) => drop(values.insert(key.clone(), new.clone())),
            None => drop(values.shift_remove(key)),
        }
    }
    (values, both)
}

fn same(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => is_same(a, b),
        (a, b) => a.is_none() && b.is_none(),
    }
}
