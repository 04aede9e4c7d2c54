//! One value of a return in four states: when the sheet was made, as the sheet showed it, as it counts now, and as the sheet
//! says it.
//!
//! Only what differs between the second and the fourth is a change of the country. What the sheet showed is less than what the
//! return held: a box shows no value of another kind, and no text that fitted no answer. So what no box showed was not taken out.

use crate::json::{as_text, full_items, says_the_same};
use crate::place::Place;
use canevas_responses::{ROW_NAME_KEY, is_one_value, says_something};
use indexmap::IndexSet;
use serde_json::{Map, Value};

/// The four states of a value.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sides<'v> {
    /// In the return that the sheet was made from.
    pub(crate) was: Option<&'v Value>,
    /// In the boxes of the sheet when it went out.
    pub(crate) shown: Option<&'v Value>,
    /// In the return that counts now.
    pub(crate) now: Option<&'v Value>,
    /// In the boxes of the sheet when it came back.
    pub(crate) new: Option<&'v Value>,
}

/// Texts that a changed list has no place for any more, with their places.
pub(crate) type Homeless = Vec<(Place, String)>;

impl<'v> Sides<'v> {
    /// A member of these values.
    pub(crate) fn at(self, key: &str) -> Self {
        let member = |value: Option<&'v Value>| value.and_then(|value| value.as_object()?.get(key));
        Self { was: member(self.was), shown: member(self.shown), now: member(self.now), new: member(self.new) }
    }

    /// Whether the sheet says something else than it showed and than what counts now.
    pub(crate) fn is_changed(self) -> bool {
        !says_the_same(self.shown, self.new) && !says_the_same(self.now, self.new)
    }

    /// Whether what counts now is something else than when the sheet was made.
    pub(crate) fn has_moved(self) -> bool {
        !says_the_same(self.was, self.now)
    }

    /// Whether each of these values is none, or has members that are values of their own.
    pub(crate) fn are_blocks(self) -> bool {
        let all = [self.was, self.shown, self.now, self.new];
        all.into_iter().all(|value| value.is_none_or(|value| value.is_object() && !is_one_value(value)))
    }

    /// The keys of the members, those of the value that counts now first.
    pub(crate) fn keys(self) -> IndexSet<&'v String> {
        let all = [self.now, self.new, self.shown, self.was];
        all.into_iter().flatten().filter_map(Value::as_object).flat_map(Map::keys).collect()
    }

    /// What counts from now on.
    pub(crate) fn settled(self, place: &Place, homeless: &mut Homeless) -> Option<Value> {
        if !self.is_changed() {
            return self.now.cloned();
        }
        if self.are_blocks() {
            let members = self.keys().into_iter();
            let member = |key: &String| Some((key.clone(), self.at(key).settled(&place.inside(key), homeless)?));
            let members: Map<String, Value> = members.filter_map(member).collect();
            return (!members.is_empty()).then_some(Value::Object(members));
        }
        match self.was.and_then(Value::as_array) {
            Some(was) if was.iter().any(Value::is_object) && !says_the_same(self.was, self.shown) => {
                self.list(was, place, homeless)
            }
            _ => self.new.cloned(),
        }
    }

    /// A list of which the sheet did not show everything. What a row held besides stays in that row. Where the row is gone, it
    /// waits for a person behind the list.
    fn list(self, was: &'v [Value], place: &Place, homeless: &mut Homeless) -> Option<Value> {
        let items =
            |value: Option<&'v Value>| full_items(value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice));
        let (was, shown, new) = (full_items(was), items(self.shown), items(self.new));
        let keeps_rows = was.len() == shown.len() && was.len() == new.len();
        let found = |rows: &[&'v Value], row: &'v Value, at: usize| {
            let name = row.get(ROW_NAME_KEY);
            match name {
                Some(_) => rows.iter().find(|other| other.get(ROW_NAME_KEY) == name).copied(),
                None => rows.get(at).copied().filter(|_| keeps_rows),
            }
        };
        let mut rows: Vec<Value> = Vec::new();
        for (at, row) in new.iter().enumerate() {
            let (was, shown) = (found(&was, row, at), found(&shown, row, at));
            // Within one list nobody else decides: what counts now is what was there.
            let sides = Sides { was, shown, now: was, new: Some(row) };
            rows.extend(if was.is_some() { sides.settled(place, homeless) } else { Some((*row).clone()) });
        }
        let gone = was.iter().enumerate().filter(|(at, row)| found(&new, row, *at).is_none());
        for (next, (at, row)) in (rows.len()..).zip(gone) {
            let shown = found(&shown, row, at);
            for (key, value) in row.as_object().into_iter().flatten().filter(|(key, _)| *key != ROW_NAME_KEY) {
                let is_shown = says_the_same(Some(value), shown.and_then(|row| row.get(key)));
                if says_something(value) && !is_shown {
                    homeless.push((place.inside(&next).inside(key), as_text(value)));
                }
            }
        }
        (!rows.is_empty()).then_some(Value::Array(rows)).or_else(|| self.new.cloned())
    }
}
