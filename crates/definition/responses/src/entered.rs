//! Rows that people enter at a question, where other questions are asked about each of them. A row has a key, `_row`, which does not
//! change when rows before it go. A row without one has no blocks.

use crate::key::ROW_NAME_KEY;
use canevas_model::JsonValue;
use std::collections::BTreeSet;

/// The row with a key, once it holds something beside its key.
pub fn entered_row<'v, V: JsonValue<'v>>(rows: V, key: &str) -> Option<V> {
    rows_with_keys(rows).find(|(own, _)| *own == key).map(|(_, row)| row)
}

/// The keys of the rows that hold something beside their key.
pub fn entered_keys<'v, V: JsonValue<'v>>(rows: V) -> BTreeSet<&'v str> {
    rows_with_keys(rows).map(|(key, _)| key).collect()
}

fn rows_with_keys<'v, V: JsonValue<'v>>(rows: V) -> impl Iterator<Item = (&'v str, V)> {
    rows.items().into_iter().flatten().filter_map(|row| {
        row.members()?.nth(1)?;
        Some((row.member(ROW_NAME_KEY)?.text()?, row))
    })
}
