//! Which row of a list somebody means who erases. The same person may stand at another row in another version, so a number alone
//! says which row only in the return that counts. In every other file, the row is found by what stands in it.

use super::desk_files::KeptHistory;
use crate::{Failure, shown};
use canevas_compiler::editions::command_word;
use canevas_compiler::model::Model;
use canevas_compiler::responses::{AnswerPath, ROW_NAME_KEY, Response, in_plain_words, says_something};
use canevas_compiler::returns::Event;
use serde_json::Value;
use std::fmt::Write as _;

/// A place that somebody names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedPlace {
    /// The place. It has no row number where `says` tells the row.
    pub(super) path: AnswerPath,
    /// What stands in the row.
    pub(super) says: Option<String>,
}

/// What a place means in one file.
pub(super) enum FoundPlaces {
    /// These places.
    At(Vec<AnswerPath>),
    /// The list has rows, and none of them is meant.
    NoSuchRow,
    /// The list has other rows than the return that counts, and nobody can say which row is meant.
    OtherRows,
}

impl NamedPlace {
    /// What the place means in a file. `counts` is the return that a row number is about.
    pub(super) fn find_in(&self, response: &Response, counts: &Response) -> FoundPlaces {
        match (&self.says, self.path.index()) {
            (Some(text), _) => self.rows_that_say(response, text),
            (None, Some(index)) => self.row_like(response, counts, index),
            (None, None) => FoundPlaces::At(vec![self.path.clone()]),
        }
    }

    /// The rows of the list that have a text in one of their fields.
    fn rows_that_say(&self, response: &Response, text: &str) -> FoundPlaces {
        let list = self.path.list();
        let of_rows = response.value_at(&list).and_then(Value::as_object).filter(|_| list.row().is_none());
        let lists: Vec<AnswerPath> = match of_rows {
            Some(rows) => rows.keys().map(|row| list.clone().in_row(row)).collect(),
            None => vec![list],
        };
        let says = |row: &Value| match row {
            Value::Object(fields) => fields.values().any(|value| in_plain_words(value).trim() == text.trim()),
            other => in_plain_words(other).trim() == text.trim(),
        };
        let (mut found, mut has_rows) = (Vec::new(), false);
        for list in &lists {
            for (index, row) in rows(response, list).iter().enumerate() {
                has_rows = true;
                found.extend(says(row).then(|| self.in_list(list, index)));
            }
        }
        if found.is_empty() && has_rows { FoundPlaces::NoSuchRow } else { FoundPlaces::At(found) }
    }

    /// The row that the return that counts has at an index.
    fn row_like(&self, response: &Response, counts: &Response, index: usize) -> FoundPlaces {
        let list = self.path.list();
        let (own, counting) = (rows(response, &list), rows(counts, &list));
        let Some(wanted) = counting.get(index) else {
            // Only texts that wait for a person may stand there. Their number is sure where no row could have moved.
            let is_sure = own.is_empty() || std::ptr::eq(response, counts);
            return if is_sure { FoundPlaces::At(vec![self.path.clone()]) } else { FoundPlaces::OtherRows };
        };
        let is_like = |row: &Value| {
            let held = self.field_of(row);
            self.rest_of(row) == self.rest_of(wanted) && (held.is_none() || held == self.field_of(wanted))
        };
        let found: Vec<usize> = own.iter().enumerate().filter(|(_, row)| is_like(row)).map(|(at, _)| at).collect();
        let is_erased =
            || own.iter().eq(counting.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, row)| row));
        match &*found {
            same if same.contains(&index) => FoundPlaces::At(vec![self.path.clone()]),
            [only] => FoundPlaces::At(vec![self.in_list(&list, *only)]),
            // A run that was killed has erased it before.
            [] if own.is_empty() && !waits_in(response, &list) => FoundPlaces::At(Vec::new()),
            [] if self.path.field_id().is_none() && is_erased() => FoundPlaces::At(Vec::new()),
            _ => FoundPlaces::OtherRows,
        }
    }

    /// The field of a row that is to be erased.
    fn field_of<'v>(&self, row: &'v Value) -> Option<&'v Value> {
        row.get(self.path.key_of_field()?.to_string())
    }

    /// What a row says beside the field that is to be erased, without the name that a form gave the row.
    fn rest_of<'v>(&self, row: &'v Value) -> Vec<(&'v String, &'v Value)> {
        let field = self.path.key_of_field().map(|key| key.to_string());
        let fields = row.as_object().into_iter().flatten();
        let mut rest: Vec<_> = fields
            .filter(|(key, value)| {
                Some(key.as_str()) != field.as_deref() && *key != ROW_NAME_KEY && says_something(value)
            })
            .collect();
        rest.sort_by_key(|(key, _)| *key);
        rest
    }

    /// The same place in a row of a list.
    fn in_list(&self, list: &AnswerPath, index: usize) -> AnswerPath {
        let row = list.clone().item(index);
        match self.path.key_of_field() {
            Some(key) => row.field_key(&key),
            None => row,
        }
    }

    /// How to name the row by what stands in it.
    fn by_text(&self, text: &str) -> String {
        let list = self.path.list();
        let place = self.path.key_of_field().map_or(list.clone(), |key| list.field_key(&key));
        format!("--at {}", command_word(&format!("{}={text}", place.unread_key().trim_start_matches('/'))))
    }
}

fn rows<'r>(response: &'r Response, list: &AnswerPath) -> &'r [Value] {
    response.value_at(list).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Whether texts of rows of a list wait for a person.
fn waits_in(response: &Response, list: &AnswerPath) -> bool {
    let before = format!("{}/", list.unread_key());
    response.unread().is_some_and(|unread| unread.keys().any(|key| key.starts_with(&before)))
}

/// A row, as a message shows it.
pub(super) fn row_in_words(response: &Response, path: &AnswerPath) -> Option<String> {
    let row = rows(response, &path.list()).get(path.index()?)?;
    let fields = row.as_object().into_iter().flatten().filter(|(key, _)| *key != ROW_NAME_KEY);
    let words: Vec<String> = fields.map(|(_, value)| in_plain_words(value)).collect();
    let words = if row.is_object() { words.join(", ") } else { in_plain_words(row) };
    Some(format!("“{}”", shown(&words)))
}

/// Fails where a row number is of no use any more: an entry erased a row of the list, and the rows after it moved up.
pub(super) fn not_moved_up(
    places: &[NamedPlace],
    kept: &KeptHistory,
    counts: &Response,
    model: &Model,
) -> Result<(), Failure> {
    let events = kept.history.events();
    let start = events.iter().rposition(|event| event.event == Event::Accepted).map_or(0, |at| at + 1);
    for place in places.iter().filter(|place| place.path.index().is_some()) {
        let moved = |gone: &String| {
            let gone = AnswerPath::from_unread_key(gone, model);
            gone.is_some_and(|gone| {
                gone.index().is_some() && gone.field_id().is_none() && gone.list() == place.path.list()
            })
        };
        let entry = events.iter().enumerate().skip(start).find(|(_, event)| event.places.iter().any(moved));
        if let Some((at, _)) = entry {
            let key = place.path.unread_key();
            let now = row_in_words(counts, &place.path)
                .map_or_else(|| "there is no such row now".to_owned(), |row| format!("`{key}` is {row} now"));
            return Err(format!(
                "entry {} of the history erased a row there, and the rows after it moved up: {now}. To erase one more row, say what stands in it: {}",
                at + 1,
                place.by_text("TEXT")
            ));
        }
    }
    Ok(())
}

/// Why a row number does not say which row is meant.
pub(super) fn other_rows(place: &NamedPlace, counts: (&str, &Response), files: &[(&str, &Response)]) -> Failure {
    let key = place.path.unread_key();
    // Writing to a String cannot fail.
    let mut out = match row_in_words(counts.1, &place.path) {
        Some(row) => format!("`{key}` is {row} in {}, and other files have other rows there:", shown(counts.0)),
        None => format!("{} has no row `{key}`, and other files have rows there:", shown(counts.0)),
    };
    for (name, response) in files {
        let list = place.path.list();
        let words =
            (0..rows(response, &list).len()).filter_map(|index| row_in_words(response, &list.clone().item(index)));
        let words: Vec<String> = words.collect();
        let words = if words.is_empty() { "texts that wait for a person".to_owned() } else { words.join(", ") };
        let _ = write!(out, "\n  {}: {words}", shown(name));
    }
    let _ = write!(out, "\nsay what stands in the row: {}; or erase all rows", place.by_text("TEXT"));
    out
}
