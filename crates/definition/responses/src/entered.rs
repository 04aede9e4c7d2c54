//! Rows that people enter at a question, where other questions are asked about each of them. A row has a key, `_row`, which does not
//! change when rows before it go. A row without one has no blocks.

use crate::key::ROW_NAME_KEY;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The row with a key, once it holds something beside its key.
pub fn entered_row<'v>(rows: &'v Value, key: &str) -> Option<&'v Map<String, Value>> {
    rows_with_keys(rows).find(|(own, _)| *own == key).map(|(_, row)| row)
}

/// The keys of the rows that hold something beside their key.
pub fn entered_keys(rows: &Value) -> BTreeSet<&str> {
    rows_with_keys(rows).map(|(key, _)| key).collect()
}

fn rows_with_keys(rows: &Value) -> impl Iterator<Item = (&str, &Map<String, Value>)> {
    rows.as_array().into_iter().flatten().filter_map(|row| {
        let row = row.as_object().filter(|row| row.len() > 1)?;
        Some((row.get(ROW_NAME_KEY)?.as_str()?, row))
    })
}
