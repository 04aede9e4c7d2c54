//! What a country typed about the rows of a list that its file has: values that the file lacks go into it, and none is lost
//! unsaid.

use super::CarriedRows;
use super::country_text::{append, rows_of, set};
use super::rows::{Cell, Row, RowPlace, ValuePlace, has_text, in_words, is_own_key, slug, unique};
use canevas_diagnostics::counted;
use canevas_model::Fact;
use canevas_responses::{Response, says_something};
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashSet};

/// A return, and what of it is left out.
pub(super) struct Typed<'a> {
    pub(super) returned: &'a Response,
    pub(super) edition: &'a str,
    pub(super) language: &'a str,
    pub(super) without: &'a BTreeSet<ValuePlace>,
    /// Whether the rows were carried before, so that the file may say something newer.
    pub(super) is_again: bool,
}

impl Typed<'_> {
    /// The rows that the return has for a list.
    fn rows(&self, fact: &Fact) -> Option<&Map<String, Value>> {
        self.returned.facts()?.get(fact.id.as_str())?.as_object()
    }

    /// The values of a row, each with its field and its place. What the list does not take is named.
    fn cells(
        &self,
        carried: &mut CarriedRows,
        code: &str,
        fact: &Fact,
        key: &str,
        values: &Map<String, Value>,
    ) -> Vec<(String, Cell, ValuePlace)> {
        let mut out = Vec::new();
        for field in fact.fields() {
            let id = field.id.to_string();
            let place = ValuePlace { row: RowPlace::Fact(fact.id.clone(), key.to_owned()), field: id.clone() };
            let Some(value) = values.get(&id).filter(|value| says_something(value)) else { continue };
            if self.without.contains(&place) {
                continue;
            }
            match Cell::of_return(&field.shape, value, self.language) {
                Some(cell) => out.push((id, cell, place)),
                None => {
                    let why = format!("{code}: {place} is {}, which the list does not take", in_words(value));
                    carried.faults.push(why);
                }
            }
        }
        out
    }
}

/// Puts the typed values of a list into the rows that the country file has. What the file says otherwise stays, and a note says so.
/// Fails where the file is not written so that values can be put into it.
pub(super) fn fill_in(carried: &mut CarriedRows, code: &str, fact: &Fact, typed: &Typed<'_>) -> Result<(), String> {
    let Some(list) = typed.rows(fact) else { return Ok(()) };
    for row in rows_of(&carried.text, &fact.id).unwrap_or_default() {
        let Some(key) = row.get("id").and_then(|id| id.as_str()) else { continue };
        let Some(values) = list.get(key).and_then(|values| values.as_object()) else { continue };
        let mut filled = Vec::new();
        for (id, cell, place) in typed.cells(carried, code, fact, key, values) {
            match row.get(&id) {
                Some(known) if cell.is_in(known) || typed.is_again => {}
                Some(_) => carried.notes.push(format!(
                    "{code}: {place} stays as the country file has it: the return says {}",
                    cell.in_words()
                )),
                None => {
                    carried.text = set(&carried.text, &fact.id, key, &id, &cell)?.0;
                    carried.origins.push((fact.id.clone(), key.to_owned(), place.row));
                    filled.push(format!("`{id}`"));
                }
            }
        }
        if !filled.is_empty() {
            carried.count += 1;
            let what = filled.join(", ");
            carried.notes.push(format!("{code}: the country filled in {what} of the row `{key}` of `{}`", fact.id));
        }
    }
    Ok(())
}

/// Adds the rows that a country typed into a list and that the file does not have. No new row gets a key of `taken`. Fails where the
/// file is not written so that rows can be put into it.
pub(super) fn add_typed(
    carried: &mut CarriedRows,
    code: &str,
    fact: &Fact,
    typed: &Typed<'_>,
    mut taken: HashSet<String>,
) -> Result<(), String> {
    let Some(list) = typed.rows(fact) else { return Ok(()) };
    let known = rows_of(&carried.text, &fact.id).unwrap_or_default();
    let title = fact.fields().iter().find(|field| field.is_plain_text()).map(|field| field.id.as_str());
    let mut added = Vec::new();
    for (index, (key, values)) in list.iter().enumerate() {
        let Some(values) = values.as_object() else { continue };
        if known.iter().any(|row| row.get("id").is_some_and(|id| id == key)) {
            continue;
        }
        let cells = typed.cells(carried, code, fact, key, values);
        let cells: Vec<(String, Cell)> = cells.into_iter().map(|(id, cell, _)| (id, cell)).collect();
        if cells.is_empty() {
            continue;
        }
        let titles: Vec<&str> =
            cells.iter().filter(|(id, _)| Some(id.as_str()) == title).flat_map(|(_, cell)| cell.texts()).collect();
        if let (Some(title), []) = (title, titles.as_slice()) {
            carried.faults.push(format!("{code}: the row `{key}` of `{}` has no `{title}`, and stays behind", fact.id));
            continue;
        }
        if title.is_some_and(|title| known.iter().any(|row| row.get(title).is_some_and(|it| has_text(it, &titles)))) {
            continue;
        }
        let own = if is_own_key(key) { key.clone() } else { slug(titles.first().copied().unwrap_or_default()) };
        let own = unique(own, index, &mut taken);
        carried.origins.push((fact.id.clone(), own.clone(), RowPlace::Fact(fact.id.clone(), key.clone())));
        added.push(Row {
            key: own,
            number: index + 1,
            from: format!("from the facts of the edition {}", typed.edition),
            cells,
        });
    }
    if added.is_empty() {
        return Ok(());
    }
    carried.text = append(&carried.text, &fact.id, &added)?.0;
    carried.count += added.len();
    let were = if added.len() == 1 { "was" } else { "were" };
    let rows = counted(added.len(), "row", "rows");
    carried.notes.push(format!("{code}: {rows} that the country typed {were} added to `{}`", fact.id));
    Ok(())
}
