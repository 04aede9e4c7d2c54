//! The return of a clarification sheet, put into the return that counts now.
//!
//! A sheet holds the answers that were given when it was made. What its return says as its boxes showed it then is no change:
//! another sheet, or a correction, may have changed that answer since, and that stays.

use crate::changed::Change;
use crate::json::{as_text, says_the_same};
use crate::place::{Place, UnreadKey};
use crate::sides::{Homeless, Sides};
use canevas_model::deciding::deciding;
use canevas_model::{QuestionId, QuestionIx};
use canevas_project::FormCopy;
use canevas_responses::{ANSWERS_KEY, AnswerKey, AnswerPath, CompanionField, Response, UNREAD_KEY, says_something};
use canevas_validate::{FailureKind, verdict_as_complete};
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
    /// Questions, each with the row of its `for_each` that is meant.
    places: BTreeSet<(QuestionId, Option<String>)>,
    /// Texts that fitted no answer, by their place.
    texts: BTreeSet<String>,
    /// Questions whose answers decide whether an answer of `places` is asked, or a text of it.
    deciding: BTreeSet<QuestionId>,
}

impl Unsettled {
    /// Whether there is nothing to decide.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.texts.is_empty()
    }

    /// Whether a change is one that somebody must decide about.
    pub fn holds(&self, change: &Change) -> bool {
        let Some(path) = change.path.as_ref().and_then(|path| path.answer()) else {
            return self.texts.contains(&change.key);
        };
        let of_question = |(question, row): &(QuestionId, Option<String>)| {
            question == path.question_id() && (path.row().is_none() || row.is_none() || row.as_deref() == path.row())
        };
        self.texts.contains(&change.key) || self.places.iter().any(of_question)
    }

    /// Whether other answers decide what of it is asked, so that the answers of the sheet cannot simply be taken.
    pub fn depends(&self) -> bool {
        !self.deciding.is_empty()
    }

    /// Whether a change decides whether what is unsettled is asked.
    pub fn is_decided_by(&self, change: &Change) -> bool {
        let answer = change.path.as_ref().and_then(|path| path.answer());
        answer.is_some_and(|path| path.companion_field().is_none() && self.deciding.contains(path.question_id()))
    }
}

/// The whole return that the return of a sheet makes of the one that counts now. `made_from` is the return that the sheet was
/// made from, and `shown` what the boxes of the sheet showed of it. What the sheet does not ask, and what it says as it was
/// then, stays as it is now. So does the status: a sheet asks about some answers, and cannot say that the others are finished.
pub fn clarified(
    copy: &FormCopy<'_>,
    now: &Response,
    (made_from, shown): (&Response, &Response),
    sheet: &Response,
) -> Clarified {
    let put = |now: &Response| Put { copy, made_from, shown, now, sheet }.whole();
    let (whole, mut unsettled) = put(now);
    hidden(copy, (made_from, now), (&put(made_from).0, &whole), &mut unsettled);
    Clarified { whole, unsettled }
}

/// What goes into a whole return.
struct Put<'r> {
    copy: &'r FormCopy<'r>,
    made_from: &'r Response,
    shown: &'r Response,
    now: &'r Response,
    sheet: &'r Response,
}

impl Put<'_> {
    fn whole(&self) -> (Response, Unsettled) {
        let mut unsettled = Unsettled::default();
        let mut json = self.now.json().clone();
        let Some(root) = json.as_object_mut() else { return (self.now.clone(), unsettled) };
        // What stands there of another kind stays while nothing comes in. Then it waits for a person.
        let other = |part: &str| {
            let value = self.now.json().get(part).filter(|value| !value.is_object() && says_something(value));
            value.map(|value| (Place::others().inside(part), as_text(value)))
        };
        let (answers, mut homeless) = self.answers(&mut unsettled);
        if !answers.is_empty() || other(ANSWERS_KEY).is_none() {
            homeless.extend(other(ANSWERS_KEY));
            root.insert(ANSWERS_KEY.to_owned(), Value::Object(answers));
        }
        let mut unread = with_homeless(self.unread(&mut unsettled), homeless);
        if !unread.is_empty() {
            unread = with_homeless(unread, other(UNREAD_KEY));
            root.insert(UNREAD_KEY.to_owned(), Value::Object(unread));
        } else if other(UNREAD_KEY).is_none() {
            root.shift_remove(UNREAD_KEY);
        }
        (Response::from_json(json), unsettled)
    }

    /// A part of the four returns.
    fn sides<'v>(&'v self, part: &str) -> Sides<'v> {
        let of = |response: &'v Response| response.json().get(part);
        Sides { was: of(self.made_from), shown: of(self.shown), now: of(self.now), new: of(self.sheet) }
    }

    fn answers(&self, unsettled: &mut Unsettled) -> (Map<String, Value>, Homeless) {
        let (sides, mut homeless) = (self.sides(ANSWERS_KEY), Homeless::new());
        let mut answers = self.now.answers().cloned().unwrap_or_default();
        for key in sides.keys().into_iter().filter(|key| sides.at(key).is_changed()) {
            let of_key = AnswerKey::parse(key);
            for row in self.changed_rows(sides.at(key), &of_key) {
                if has_moved(sides, &of_key, row) {
                    unsettled.places.insert((of_key.id.clone(), row.map(str::to_owned)));
                    // The text of an option goes with the choice.
                    unsettled.deciding.extend(of_key.companion.is_some().then(|| of_key.id.clone()));
                }
            }
            match sides.at(key).settled(&Place::answers().inside(key), &mut homeless) {
                // A value that is there before and after keeps its place.
                Some(value) => drop(answers.insert(key.clone(), value)),
                None => drop(answers.shift_remove(key)),
            }
        }
        (answers, homeless)
    }

    /// The rows of a question that the sheet changed; one that is none where the question has no rows.
    fn changed_rows<'v>(&self, sides: Sides<'v>, key: &AnswerKey) -> Vec<Option<&'v str>> {
        let has_rows = self.copy.model.question(&key.id).is_some_and(|question| question.for_each.is_some());
        if !has_rows || !sides.are_blocks() {
            return vec![None];
        }
        let rows = sides.keys().into_iter().filter(|row| sides.at(row).is_changed());
        rows.map(|row| Some(row.as_str())).collect()
    }

    /// The texts that fit no answer. One that no box showed is gone once the sheet answers its question.
    fn unread(&self, unsettled: &mut Unsettled) -> Map<String, Value> {
        let sides = self.sides(UNREAD_KEY);
        let mut texts = self.now.unread().cloned().unwrap_or_default();
        for key in sides.keys() {
            let text = sides.at(key);
            if text.is_changed() {
                if text.has_moved() {
                    unsettled.texts.insert(key.clone());
                }
                match text.new {
                    Some(new) => drop(texts.insert(key.clone(), new.clone())),
                    None => drop(texts.shift_remove(key)),
                }
            } else if text.new.is_none() && self.is_answered(key) {
                texts.shift_remove(key);
            }
        }
        texts
    }

    /// Whether the sheet has a new answer at the very place of a text that fitted none.
    fn is_answered(&self, key: &str) -> bool {
        let UnreadKey { place, from: None } = UnreadKey::parse(key) else { return false };
        let path = AnswerPath::from_control_name(&place.steps().join("/"), self.copy.model);
        let Some(path) = path else { return false };
        // A row that the sheet did not show is another one.
        let row = path.index().map(|index| path.clone().without_companion().item(index));
        let (is_there, new) = (row.is_none_or(|row| self.shown.value_at(&row).is_some()), self.sheet.value_at(&path));
        is_there && new.is_some_and(says_something) && !says_the_same(self.shown.value_at(&path), new)
    }
}

/// Whether a question changed since the sheet was made: its answer, or a text that specifies an option. A comment stands alone.
fn has_moved(answers: Sides<'_>, key: &AnswerKey, row: Option<&str>) -> bool {
    let is_comment = |key: &AnswerKey| key.companion == Some(CompanionField::Comment);
    let own = answers.keys().into_iter().filter(|other| {
        let other = AnswerKey::parse(other);
        other.id == key.id && is_comment(&other) == is_comment(key)
    });
    let mut values = own.map(|key| answers.at(key)).map(|value| row.map_or(value, |row| value.at(row)));
    values.any(Sides::has_moved)
}

/// Texts that fit no answer, with more of them, each at a key of its own.
fn with_homeless(
    mut texts: Map<String, Value>,
    homeless: impl IntoIterator<Item = (Place, String)>,
) -> Map<String, Value> {
    for (place, text) in homeless {
        let key = place.unread_key();
        let taken = (2..).map(|number| UnreadKey::of_side(&key, &number.to_string()));
        let free = std::iter::once(key.clone()).chain(taken).find(|key| !texts.contains_key(key));
        texts.insert(free.unwrap_or(key), text.into());
    }
    texts
}

/// Finds the answers that the whole return makes the form leave out, although the sheet alone, or what counts now, does not:
/// another answer has changed since, and both cannot stay.
fn hidden(
    copy: &FormCopy<'_>,
    (made_from, now): (&Response, &Response),
    (alone, whole): (&Response, &Response),
    unsettled: &mut Unsettled,
) {
    let hidden_in = |response: &Response| {
        let failures = verdict_as_complete(copy, response.json()).failures.into_iter();
        let hidden = failures.filter(|failure| matches!(failure.kind, FailureKind::Hidden | FailureKind::NotChosen));
        hidden.filter_map(|failure| failure.path.answer().cloned()).collect::<BTreeSet<AnswerPath>>()
    };
    let (of_sheet, before) = (hidden_in(alone), hidden_in(now));
    for path in hidden_in(whole).into_iter().filter(|path| !before.contains(path)) {
        let is_new = !of_sheet.contains(&path);
        let has_moved = !says_the_same(made_from.value_at(&path), now.value_at(&path));
        if !is_new && !has_moved {
            continue;
        }
        let question = path.question_id();
        let Some(index) = copy.model.questions.position(|known| known.id == *question) else { continue };
        unsettled.places.insert((question.clone(), path.row().map(str::to_owned)));
        unsettled.deciding.extend(path.companion_field().is_some().then(|| question.clone()));
        let mut open = vec![index];
        let mut seen: BTreeSet<QuestionIx> = BTreeSet::from([index]);
        while let Some(index) = open.pop() {
            let more: Vec<QuestionIx> =
                deciding(copy.model, index).into_iter().filter(|index| seen.insert(*index)).collect();
            unsettled.deciding.extend(more.iter().map(|index| copy.model.questions[*index].id.clone()));
            open.extend(more);
        }
    }
}
