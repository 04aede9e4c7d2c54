//! Takes an answer out of a return, wherever the return holds it.

use crate::key::AnswerKey;
use crate::leaves::UnreadPlace;
use crate::path::AnswerPath;
use crate::response::{Response, UNREAD_KEY};
use crate::sign_off::SIGN_OFF_KEY;
use crate::text::{ANSWERS_KEY, TreeStep};
use canevas_model::{Model, Question};
use serde_json::{Map, Value};

impl Response {
    /// Takes the sign-off out: it names a person. So do the sign-offs of several copies, which wait for a choice. Returns whether
    /// the return had one.
    pub fn erase_sign_off(&mut self, model: &Model) -> bool {
        let had_one = self.json().get(SIGN_OFF_KEY).is_some();
        self.remove_member(SIGN_OFF_KEY);
        let waited = self.drop_unread(&|name, _| UnreadPlace::of_key(name, model).place.is_sign_off(model));
        had_one || waited
    }

    /// Takes out the texts that wait for a choice and hold what a personal field of a question asks: those about the field in any
    /// row, also in rows without an answer, and those about a row or the question whose text is a block with that field in it.
    /// Returns whether there were any.
    pub fn erase_waiting(&mut self, question: &Question, model: &Model) -> bool {
        let is_personal =
            |id: &str| question.fields.iter().any(|field| field.personal && field.id == *AnswerKey::parse(id).id);
        self.drop_unread(&|name, text| {
            let place = UnreadPlace::of_key(name, model).place;
            let Some(path) = place.answer().filter(|path| *path.question_id() == question.id) else { return false };
            match path.field_id() {
                Some(field) => is_personal(field),
                None => {
                    let held = text.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
                    has_member(held.as_ref().unwrap_or(text), &is_personal)
                }
            }
        })
    }

    /// Takes texts out that wait for a choice. Returns whether there were any.
    fn drop_unread(&mut self, is_dropped: &dyn Fn(&str, &Value) -> bool) -> bool {
        let Some(unread) = self.member(UNREAD_KEY) else { return false };
        let before = unread.len();
        unread.retain(|name, text| !is_dropped(name, text));
        let (found, is_empty) = (unread.len() < before, unread.is_empty());
        if is_empty {
            self.remove_member(UNREAD_KEY);
        }
        found
    }

    /// Takes the answer at a path out, with its companion fields, what is in it, and the texts that wait for a choice there.
    /// A repeated row goes as a whole. The rows after it move up, and so do the texts that wait for a choice in them. A list or
    /// block that holds nothing any more goes too; a row stays, so that the rows after it keep their numbers. Returns whether the
    /// return held anything of it.
    pub fn erase(&mut self, path: &AnswerPath) -> bool {
        let key = path.unread_key();
        let (mut found, mut moved_up) = (false, false);
        let is_companion = path.companion_field().is_some();
        let mut steps: Vec<TreeStep<'_>> = path.steps().collect();
        if let (Some(last), Some(answers)) = (steps.pop(), self.member(ANSWERS_KEY)) {
            // The companion fields of a question with rows stand beside it, each with the rows.
            let mut holders = vec![steps.clone()];
            if let Some(TreeStep::Key(first)) = steps.first().filter(|_| !is_companion) {
                let companions =
                    answers.keys().filter(|known| is_companion_of(known, first) && known.as_str() != &**first);
                let beside = companions.map(|known| TreeStep::Key(known.clone().into()));
                holders
                    .extend(beside.map(|beside| std::iter::once(beside).chain(steps[1..].iter().cloned()).collect()));
            }
            for (index, holder) in holders.iter().enumerate() {
                let holder = holder.iter().try_fold(Holder::Object(answers), |holder, step| holder.inside(step));
                // Rows that can be added have no companion fields of their own.
                let is_row = index > 0 && matches!(last, TreeStep::Index(_));
                if !is_row && holder.is_some_and(|mut holder| holder.remove(&last, is_companion)) {
                    found = true;
                    moved_up |= matches!(last, TreeStep::Index(_));
                }
            }
            for holder in holders.iter().filter(|_| found) {
                drop_empty(answers, holder);
            }
        }
        found |= self.drop_unread(&|name, _| is_about(name, &key));
        if let Some(index) = path.index().filter(|_| moved_up) {
            self.move_unread_up(&path.list(), index);
        }
        found
    }

    /// Gives the texts that wait for a choice in the rows after one that went the numbers that these rows have now.
    fn move_unread_up(&mut self, list: &AnswerPath, gone: usize) {
        let before = format!("{}/", list.unread_key());
        let moved = |name: &str| {
            let rest = name.strip_prefix(&before)?;
            let (number, rest) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
            let number: usize = number.parse().ok().filter(|number| *number > gone)?;
            Some(format!("{before}{}{rest}", number - 1))
        };
        let Some(unread) = self.member(UNREAD_KEY) else { return };
        let texts = std::mem::take(unread);
        unread.extend(texts.into_iter().map(|(name, text)| (moved(&name).unwrap_or(name), text)));
    }
}

/// Takes out what holds nothing any more, from the inside out. A row of a list stays.
fn drop_empty(answers: &mut Map<String, Value>, steps: &[TreeStep<'_>]) {
    for length in (1..=steps.len()).rev() {
        let (above, last) = (&steps[..length - 1], &steps[length - 1]);
        let above = above.iter().try_fold(Holder::Object(&mut *answers), |holder, step| holder.inside(step));
        let (Some(Holder::Object(members)), TreeStep::Key(key)) = (above, last) else { return };
        match members.get(&**key) {
            Some(Value::Object(held)) if held.is_empty() => {}
            Some(Value::Array(held)) if held.is_empty() => {}
            _ => return,
        }
        members.shift_remove(&**key);
    }
}

/// Whether a key is that of an answer, or of one of its companion fields.
fn is_companion_of(key: &str, id: &str) -> bool {
    AnswerKey::parse(key).id == AnswerKey::parse(id).id
}

/// Whether a value has a member of such a key, at any depth.
fn has_member(value: &Value, is: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(key, held)| is(key) || has_member(held, is)),
        Value::Array(items) => items.iter().any(|item| has_member(item, is)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Whether a key of `unread` is about a place or about something in it: `/q`, `/q (file)`, `/q/0`.
fn is_about(name: &str, place: &str) -> bool {
    name.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ' ', '.']))
}

enum Holder<'v> {
    Object(&'v mut Map<String, Value>),
    List(&'v mut Vec<Value>),
}

impl Holder<'_> {
    fn inside(self, step: &TreeStep<'_>) -> Option<Self> {
        let value = match (self, step) {
            (Self::Object(members), TreeStep::Key(key)) => members.get_mut(&**key)?,
            (Self::List(items), TreeStep::Index(index)) => items.get_mut(*index)?,
            _ => return None,
        };
        match value {
            Value::Object(members) => Some(Self::Object(members)),
            Value::Array(items) => Some(Self::List(items)),
            _ => None,
        }
    }

    fn remove(&mut self, step: &TreeStep<'_>, only_it: bool) -> bool {
        match (self, step) {
            (Self::Object(members), TreeStep::Key(key)) => {
                let before = members.len();
                members.retain(|known, _| if only_it { known != key } else { !is_companion_of(known, key) });
                members.len() < before
            }
            (Self::List(items), TreeStep::Index(index)) if *index < items.len() => {
                items.remove(*index);
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn erased(answers: &Value, unread: &Value, path: &AnswerPath) -> (bool, Value) {
        let mut response = Response::from_json(json!({ "answers": answers, "unread": unread }));
        let found = response.erase(path);
        (found, response.into_json())
    }

    #[test]
    fn an_answer_goes_with_all_that_belongs_to_it() {
        let answers = json!({ "q": ["a"], "q.a": "Aya", "q.comment": "x", "qq": 1 });
        let unread = json!({ "/q": "Aya", "/q (a.json)": "Aya", "/qq": "y" });
        let path = AnswerPath::question("q");
        assert_eq!(
            erased(&answers, &unread, &path),
            (true, json!({ "answers": { "qq": 1 }, "unread": { "/qq": "y" } }))
        );
        let comment = path.clone().comment();
        let kept = json!({ "q": ["a"], "q.a": "Aya", "qq": 1 });
        assert_eq!(erased(&answers, &json!({}), &comment), (true, json!({ "answers": kept })));
        assert_eq!(erased(&json!({}), &json!({}), &path), (false, json!({ "answers": {} })));
    }

    #[test]
    fn texts_that_wait_move_up_with_their_rows() {
        let answers = json!({ "q": [{ "name": "A" }, { "name": "B" }, { "name": "C" }] });
        let unread = json!({
            "/q/0/cost": "a", "/q/1/cost": "b", "/q/2/cost (x.json)": "c", "/q/12": "d", "/qq/2": "e", "/q/x": "f"
        });
        let path = AnswerPath::question("q").item(0);
        let (_, left) = erased(&answers, &unread, &path);
        assert_eq!(left["answers"]["q"], json!([{ "name": "B" }, { "name": "C" }]));
        let moved = json!({ "/q/0/cost": "b", "/q/1/cost (x.json)": "c", "/q/11": "d", "/qq/2": "e", "/q/x": "f" });
        assert_eq!(left["unread"], moved);
        // A field goes without its row, and a row that is not there leaves the others where they are.
        for path in [path.clone().field("name"), AnswerPath::question("q").item(7)] {
            assert_eq!(erased(&answers, &json!({ "/q/1/cost": "b" }), &path).1["unread"], json!({ "/q/1/cost": "b" }));
        }
        let in_row = AnswerPath::question("q").in_row("r");
        let answers = json!({ "q": { "r": [{ "name": "A" }, { "name": "B" }], "s": [] } });
        let unread = json!({ "/q/r/1": "b", "/q/s/1": "c" });
        assert_eq!(erased(&answers, &unread, &in_row.item(0)).1["unread"], json!({ "/q/r/0": "b", "/q/s/1": "c" }));
    }

    #[test]
    fn what_holds_nothing_any_more_goes_too() {
        let of = |answers: Value, path: &AnswerPath| erased(&answers, &json!({}), path).1["answers"].clone();
        let question = AnswerPath::question("q");
        assert_eq!(of(json!({ "q": [{ "name": "A" }] }), &question.clone().item(0)), json!({}));
        assert_eq!(of(json!({ "q": { "name": "A" } }), &question.clone().field("name")), json!({}));
        let row = question.clone().in_row("r");
        let rows = json!({ "q": { "r": { "name": "A" } }, "q.comment": { "r": "c" } });
        assert_eq!(of(rows.clone(), &row.clone().field("name")), json!({ "q.comment": { "r": "c" } }));
        assert_eq!(of(rows, &row), json!({}));
        // A row stays, so that the rows after it keep their numbers.
        let list = json!({ "q": [{ "name": "A" }, { "name": "B" }] });
        assert_eq!(of(list, &question.item(0).field("name")), json!({ "q": [{}, { "name": "B" }] }));
    }

    #[test]
    fn fields_and_rows_go_alone() {
        let answers = json!({ "q": { "r": { "name": "Aya", "name.a": "b", "role": "x" }, "s": {} }, "q.comment": { "r": "c", "s": "d" } });
        let row = AnswerPath::question("q").in_row("r");
        let (_, left) = erased(&answers, &json!({}), &row.clone().field("name"));
        assert_eq!(left["answers"]["q"], json!({ "r": { "role": "x" }, "s": {} }));
        let (_, left) = erased(&answers, &json!({}), &row);
        assert_eq!(left, json!({ "answers": { "q": { "s": {} }, "q.comment": { "s": "d" } } }));
        let rows = json!({ "q": [{ "name": "Aya" }, { "name": "Bo" }], "q.comment": "c" });
        let (found, left) = erased(&rows, &json!({ "/q/0/name": "Aya?" }), &AnswerPath::question("q").item(0));
        assert_eq!((found, left), (true, json!({ "answers": { "q": [{ "name": "Bo" }], "q.comment": "c" } })));
    }
}
