//! What is said of the rows of a country while they are carried: notes, and faults, which somebody has to mend.

use super::rows::Cell;
use super::words::in_words;
use canevas_responses::ROW_NAME_KEY;
use serde_json::{Map, Value};

/// The lines about some rows.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// What a person should know.
    pub(super) notes: Vec<String>,
    /// What was not carried, and has to be typed.
    pub(super) faults: Vec<String>,
    /// Values of a row that its list does not take: the field of each, and the line about it.
    pub(super) refused: Vec<(String, String)>,
}

impl Said {
    /// Takes the lines about a row. A refused value is a fault, unless somebody has typed another one since: then `typed` is the
    /// row of the file.
    pub(super) fn take(&mut self, of_row: Self, typed: Option<&Map<String, Value>>) {
        self.notes.extend(of_row.notes);
        self.faults.extend(of_row.faults);
        for (field, line) in of_row.refused {
            let is_typed = typed.is_some_and(|row| row.contains_key(&field));
            if is_typed { self.notes.push(line) } else { self.faults.push(line) }
        }
    }
}

/// What a row holds that stays behind, for the end of a line about it: nothing, or `; it says …`.
pub(super) fn all_of<'f>(
    cells: &[(String, Cell)],
    fields: impl IntoIterator<Item = (&'f String, &'f Value)>,
) -> String {
    let of_cells = cells.iter().map(|(id, cell)| (id, cell.in_words()));
    let is_other = |(key, _): &(&String, &Value)| *key != ROW_NAME_KEY && cells.iter().all(|(id, _)| id != *key);
    let others = fields.into_iter().filter(is_other).map(|(key, value)| (key, in_words(value)));
    let all: Vec<String> = of_cells.chain(others).map(|(key, value)| format!("{value} for `{key}`")).collect();
    if all.is_empty() { String::new() } else { format!("; it says {}", all.join(", ")) }
}

/// What a return says otherwise than the row of the file that is the same. `called` is the row of the return; `again` says that
/// rows were carried before, so that nothing is said where the two agree. A value that the file lacks is still to be typed.
pub(super) fn say_differences(
    said: &mut Said,
    (called, list): (&str, &str),
    cells: &[(String, Cell)],
    known: &Map<String, Value>,
    again: bool,
) {
    let key = known.get("id").and_then(Value::as_str).unwrap_or_default();
    let differs = |(field, cell): &&(String, Cell)| known.get(field).is_none_or(|value| !cell.is_in(value));
    let differences: Vec<String> =
        cells.iter().filter(differs).map(|(field, cell)| format!("{} for `{field}`", cell.in_words())).collect();
    if again && differences.is_empty() {
        return;
    }
    let otherwise = match differences.as_slice() {
        [] => String::new(),
        some => format!("; the return says {}", some.join(", ")),
    };
    let line = format!("{called} is in `{list}` already, as `{key}`, which stays as it is{otherwise}");
    let is_missing = cells.iter().any(|(field, _)| !known.contains_key(field));
    if is_missing { said.faults.push(line) } else { said.notes.push(line) }
}
