//! What a country typed about the rows of a list that its file has: values that the file lacks go into it, and none is lost
//! unsaid.

use super::country_file::CountryFile;
use super::country_text::{append, rows_of, set};
use super::rows::{Cell, Row, RowPlace, ValuePlace, asks_about, title_field};
use super::said::{Said, all_of, say_differences};
use super::words::{has_text, in_words, is_own_key, slug, unique};
use super::{CarriedRows, Origin, feeding};
use canevas_diagnostics::counted;
use canevas_model::{Fact, FactField, Model};
use canevas_responses::{AnswerPath, Response, says_something};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A list of facts, what a return says about it, and what of that is left out.
pub(super) struct Typed<'a> {
    pub(super) model: &'a Model,
    pub(super) returned: &'a Response,
    pub(super) language: &'a str,
    pub(super) without: &'a BTreeSet<ValuePlace>,
    pub(super) country: CountryFile<'a>,
    pub(super) fact: &'a Fact,
}

impl<'a> Typed<'a> {
    /// Puts the typed values into the rows that the file has, and adds rows that it does not have. The rows of a list that a
    /// question asks about are added with the answers to it. Fails where the file is not written so that values can be put into it.
    pub(super) fn carry(&self, carried: &mut CarriedRows, code: &str) -> Result<(), String> {
        self.fill_in(carried, code)?;
        let mut asking = feeding(self.model).filter(|(_, feeds)| feeds.adds && feeds.fact == self.fact.id);
        if asking.any(|(question, _)| asks_about(self.model, question) == Some(&self.fact.id)) {
            return Ok(());
        }
        self.add(carried, code)
    }

    /// The rows that the return has for the list. What is no row is named with the parts of the return.
    fn rows(&self) -> impl Iterator<Item = (&'a String, &'a Map<String, Value>)> {
        let facts = self.returned.facts();
        let rows = facts.and_then(|facts| facts.get(self.fact.id.as_str())?.as_object());
        rows.into_iter().flatten().filter_map(|(key, values)| Some((key, values.as_object()?)))
    }

    /// The place of a value in the return.
    fn place(&self, key: &str, field: &str) -> ValuePlace {
        ValuePlace { row: RowPlace::Fact(self.fact.id.clone(), key.to_owned()), field: field.to_owned() }
    }

    /// The values of a row. What the list does not take is named.
    fn cells(&self, said: &mut Said, key: &str, values: &Map<String, Value>) -> Vec<(String, Cell)> {
        let mut cell = |field: &FactField| {
            let id = field.id.to_string();
            let value = values.get(&id).filter(|value| says_something(value))?;
            let place = self.place(key, &id);
            if self.without.contains(&place) {
                return None;
            }
            let cell = Cell::of_return(&field.shape, value, self.language);
            if cell.is_none() {
                let line = format!("{place} is {}, which the list does not take", in_words(value));
                said.refused.push((id.clone(), line));
            }
            Some((id, cell?))
        };
        self.fact.fields().iter().filter_map(&mut cell).collect()
    }

    /// Whether it needs no word that the file says otherwise than a typed value, where rows were carried before: the country typed
    /// nothing new, or an answer of the same return says what the file has.
    fn is_explained(&self, key: &str, field: &str, cell: &Cell, known: &Value) -> bool {
        if self.country.value_before(self.fact, key, field).is_some_and(|before| cell.is_in(&before)) {
            return true;
        }
        let asking = feeding(self.model).filter(|(_, feeds)| feeds.fact == self.fact.id);
        let mut asking = asking.filter(|(question, _)| asks_about(self.model, question) == Some(&self.fact.id));
        let shape = self.fact.fields().iter().find(|known| known.id == *field).map(|field| &field.shape);
        asking.any(|(question, _)| {
            let answer = self.returned.value_at(&AnswerPath::question(question.id.clone()));
            let answer = answer.and_then(|rows| rows.get(key)?.get(field));
            let answer = answer.zip(shape).and_then(|(answer, shape)| Cell::of_return(shape, answer, self.language));
            answer.is_some_and(|answer| answer.is_in(known))
        })
    }

    /// Puts the typed values into the rows that the file has. What the file says otherwise stays, and a note says so.
    fn fill_in(&self, carried: &mut CarriedRows, code: &str) -> Result<(), String> {
        let (list, again) = (&self.fact.id, self.country.is_again(self.fact));
        let in_file = rows_of(&carried.text, list).unwrap_or_default();
        for (key, values) in self.rows() {
            let Some(row) = in_file.iter().find(|row| row.get("id").is_some_and(|id| id == key)) else { continue };
            let (mut said, mut filled) = (Said::default(), Vec::new());
            let mut of_row = Said::default();
            for (id, cell) in self.cells(&mut of_row, key, values) {
                let place = self.place(key, &id);
                match row.get(&id) {
                    Some(known) if cell.is_in(known) => {}
                    Some(known) if again && self.is_explained(key, &id, &cell, known) => {}
                    Some(_) => said
                        .notes
                        .push(format!("{place} stays as the country file has it: the return says {}", cell.in_words())),
                    None => {
                        carried.text = set(&carried.text, list, key, &id, &cell)?.0;
                        carried.origins.push(Origin { list: list.clone(), key: key.clone(), place });
                        filled.push(format!("`{id}`"));
                    }
                }
            }
            said.take(of_row, Some(row).filter(|_| again));
            if !filled.is_empty() {
                carried.count += 1;
                let what = filled.join(", ");
                said.notes.push(format!("the country filled in {what} of the row `{key}` of `{list}`"));
            }
            carried.say(code, said);
        }
        Ok(())
    }

    /// Adds the rows that the country typed and that the file does not have. No new row gets a key that one had before.
    fn add(&self, carried: &mut CarriedRows, code: &str) -> Result<(), String> {
        let (list, again) = (&self.fact.id, self.country.is_again(self.fact));
        let mut known = rows_of(&carried.text, list).unwrap_or_default();
        let mut taken = self.country.keys(self.fact);
        let title = title_field(self.fact);
        let (mut said, mut added) = (Said::default(), Vec::new());
        for (index, (key, values)) in self.rows().enumerate() {
            // Somebody took a row out that the edition before had: the country did not type it.
            if known.iter().any(|row| row.get("id").is_some_and(|id| id == key)) || self.country.had_row(self.fact, key)
            {
                continue;
            }
            let mut of_row = Said::default();
            let cells = self.cells(&mut of_row, key, values);
            let titles: Vec<&str> =
                cells.iter().filter(|(id, _)| Some(id.as_str()) == title).flat_map(|(_, cell)| cell.texts()).collect();
            let has_title = |row: &&Map<String, Value>| {
                title.and_then(|title| row.get(title)).is_some_and(|known| has_text(known, &titles))
            };
            let same = known.iter().find(has_title);
            said.take(of_row, same.filter(|_| again));
            let called = format!("the row `{key}` of `{list}`");
            if cells.is_empty() {
                continue;
            }
            if let (Some(title), []) = (title, titles.as_slice()) {
                let is_out = self.without.contains(&self.place(key, title));
                let why = if is_out {
                    format!("stays behind, because its `{title}` does")
                } else {
                    format!("has no `{title}`, and stays behind")
                };
                said.faults.push(format!("{called} {why}{}", all_of(&cells, [])));
                continue;
            }
            if let Some(same) = same {
                say_differences(&mut said, (&called, list), &cells, same, again);
                continue;
            }
            let own = if is_own_key(key) { key.clone() } else { slug(titles.first().copied().unwrap_or_default()) };
            let own = unique(own, index, &mut taken);
            let origin =
                |(id, _): &(String, Cell)| Origin { list: list.clone(), key: own.clone(), place: self.place(key, id) };
            carried.origins.extend(cells.iter().map(origin));
            let from = format!("from the facts of the edition {}", self.model.edition);
            let row = Row { key: own, from, cells };
            known.extend(row.to_json().as_object().cloned());
            added.push(row);
        }
        if !added.is_empty() {
            carried.text = append(&carried.text, list, &added)?.0;
            carried.count += added.len();
            let were = if added.len() == 1 { "was" } else { "were" };
            let rows = counted(added.len(), "row", "rows");
            said.notes.push(format!("{rows} that the country typed {were} added to `{list}`"));
        }
        carried.say(code, said);
        Ok(())
    }

    /// Names the rows about which the country typed something, where other rows took their place.
    pub(super) fn say_what_leaves(&self, carried: &mut CarriedRows, code: &str) {
        let list = &self.fact.id;
        if self.country.is_again(self.fact) {
            return;
        }
        let in_file = self.country.text.and_then(|text| rows_of(text, list)).unwrap_or_default();
        let is_typed = |key: &String, values: &Map<String, Value>| {
            let row = in_file.iter().find(|row| row.get("id").is_some_and(|id| id == key));
            let known = |id: &str| row.and_then(|row| row.get(id));
            let cells = self.cells(&mut Said::default(), key, values);
            cells.iter().any(|(id, cell)| known(id).is_none_or(|known| !cell.is_in(known)))
        };
        let typed = self.rows().filter(|(key, values)| is_typed(key, values));
        let typed: Vec<String> = typed.map(|(key, _)| format!("`{key}`")).collect();
        if !typed.is_empty() {
            let rows = typed.join(", ");
            let line = format!("what the country typed about {rows} of `{list}` leaves with the old rows");
            carried.say(code, Said { notes: vec![line], ..Said::default() });
        }
    }
}
