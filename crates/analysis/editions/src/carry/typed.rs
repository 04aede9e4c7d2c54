//! What a country typed about the rows of a list that its file has: values that the file lacks go into it, and none is lost
//! unsaid.

use super::CarriedRows;
use super::country_text::{rows_of, set};
use super::rows::{Cell, RowPlace, ValuePlace, in_words};
use canevas_model::Fact;
use canevas_responses::{Response, says_something};
use std::collections::BTreeSet;

/// A return, and what of it is left out.
pub(super) struct Typed<'a> {
    pub(super) returned: &'a Response,
    pub(super) language: &'a str,
    pub(super) without: &'a BTreeSet<ValuePlace>,
    /// Whether the rows were carried before, so that the file may say something newer.
    pub(super) is_again: bool,
}

/// Puts the typed values of a list into the rows that the country file has. What the file says otherwise stays, and a note says so.
/// Fails where the file is not written so that values can be put into it.
pub(super) fn fill_in(carried: &mut CarriedRows, code: &str, fact: &Fact, typed: &Typed<'_>) -> Result<(), String> {
    let list = typed.returned.facts().and_then(|facts| facts.get(fact.id.as_str())?.as_object());
    let Some(list) = list else { return Ok(()) };
    for row in rows_of(&carried.text, &fact.id).unwrap_or_default() {
        let Some(key) = row.get("id").and_then(|id| id.as_str()) else { continue };
        let Some(values) = list.get(key).and_then(|values| values.as_object()) else { continue };
        let mut filled = Vec::new();
        for field in fact.fields() {
            let id = field.id.as_str();
            let place = ValuePlace { row: RowPlace::Fact(fact.id.clone(), key.to_owned()), field: id.to_owned() };
            let Some(value) = values.get(id).filter(|value| says_something(value)) else { continue };
            if typed.without.contains(&place) {
                continue;
            }
            let known = row.get(id);
            let Some(cell) = Cell::of_return(&field.shape, value, typed.language) else {
                carried.faults.push(format!("{code}: {place} is {}, which the list does not take", in_words(value)));
                continue;
            };
            match known {
                Some(known) if cell.is_in(known) || typed.is_again => {}
                Some(_) => carried.notes.push(format!(
                    "{code}: {place} stays as the country file has it: the return says {}",
                    cell.in_words()
                )),
                None => {
                    carried.text = set(&carried.text, &fact.id, key, id, &cell)?.0;
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
