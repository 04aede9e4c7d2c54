//! A draft as one tree, so that what waits goes where its answer or row goes.

use crate::adopt::{WAITING, adopt, held_in, read_unread};
use crate::asked::AskedCopy;
use crate::draft::Draft;
use crate::json::as_text;
use crate::place::{Place, UnreadKey};
use crate::written::{as_kept, waiting_texts};
use canevas_model::AnswerShape;
use serde_json::{Map, Value, json};

/// How far beyond the rows that are there a text may stand: a file may name any row.
const BEYOND: usize = 99;

/// The same draft in the order of the definition, with its unread texts in place of answers, and with what else waits in a row as
/// a part of this row. [`adopt`] takes it out again.
pub(crate) fn packed(asked: &AskedCopy<'_>, source: &Draft) -> Draft {
    let adopted = adopt(asked, &as_kept(source));
    let (facts, answers, others) = (adopted.facts.clone(), adopted.answers.clone(), adopted.others.clone());
    let mut draft = Draft { facts, answers, others, ..Draft::default() };
    let mut others = Map::new();
    for (key, text) in waiting_texts(&adopted) {
        let UnreadKey { place, from } = UnreadKey::parse(&key);
        let is_plain = from.is_none() && draft.at(&place).is_none();
        let list = asked.list_at(&place);
        let entry = asked.locate(&place).and_then(|located| located.entry);
        let rows =
            list.as_ref().map(|list| (list, draft.at(list).map_or(Some(0), |rows| Some(rows.as_array()?.len()))));
        if let (Some(entry), Some((list, Some(count)))) = (entry, rows) {
            put_in_row(&mut draft, list, entry, entry.min(count + BEYOND), &key, text, is_plain);
        } else if is_plain
            && list.is_none()
            && asked.known_at(&place).is_empty()
            && is_read_from_text(asked.shape_at(&place))
            && held_in(&as_text(&text)).is_none()
            && draft.has_room(&place)
        {
            draft.put(&place, Some(text), None);
        } else {
            others.insert(key, text);
        }
    }
    read_unread(asked, &mut draft, &others);
    draft
}

/// Puts a text into the row that it waits in.
fn put_in_row(draft: &mut Draft, list: &Place, entry: usize, at: usize, key: &str, text: Value, is_plain: bool) {
    let row = list.inside(&at);
    if !draft.at(&row).is_some_and(Value::is_object) {
        draft.put(&row, Some(json!({})), Some(list));
    }
    let start = list.inside(&entry).unread_key().len() + 1;
    let inner = key.get(start..).unwrap_or_default();
    let mut held = draft.at(&row).and_then(Value::as_object).cloned().unwrap_or_default();
    if is_plain {
        held.insert(inner.to_owned(), text.as_str().and_then(held_in).unwrap_or(text));
    } else {
        let waiting = held.entry(WAITING).or_insert_with(|| json!({}));
        waiting[inner] = text;
    }
    draft.put(&row, Some(Value::Object(held)), Some(list));
}

/// Whether an answer is typed as a text and read as something else.
fn is_read_from_text(shape: &AnswerShape) -> bool {
    shape.number().is_some() || matches!(shape, AnswerShape::Date { .. } | AnswerShape::Month { .. })
}
