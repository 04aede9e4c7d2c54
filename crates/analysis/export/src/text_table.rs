//! Tables that describe an export, as CSV of the same kind as its data.

use crate::csv::{BETWEEN_CODES, between, text};

/// A cell of such a table.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cell<'c> {
    /// A text, which a spreadsheet must not take for a formula.
    Text(&'c str),
    /// A number or a day.
    Value(&'c str),
    /// Whether something holds.
    Flag(bool),
}

/// Such a table while it is written.
pub(crate) struct TextTable {
    out: Vec<u8>,
}

impl TextTable {
    /// A table with these columns.
    pub(crate) fn new(heads: &[&str]) -> Self {
        let mut table = Self { out: Vec::new() };
        let heads: Vec<Cell<'_>> = heads.iter().map(|head| Cell::Text(head)).collect();
        table.row(&heads);
        table
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) {
        for (index, cell) in cells.iter().enumerate() {
            between(&mut self.out, index);
            match cell {
                // Nothing stands where there is no text.
                Cell::Text("") => {}
                Cell::Text(of) => text(&mut self.out, of),
                Cell::Value(of) => self.out.extend_from_slice(of.as_bytes()),
                Cell::Flag(flag) => self.out.extend_from_slice(if *flag { b"yes" } else { b"no" }),
            }
        }
        self.out.push(b'\n');
    }

    /// The text of the file.
    pub(crate) fn finish(self) -> String {
        String::from_utf8(self.out).unwrap_or_default()
    }
}

/// Several values in one cell.
pub(crate) fn listed<'t>(values: impl IntoIterator<Item = &'t str>) -> String {
    let values: Vec<&str> = values.into_iter().collect();
    values.join(&BETWEEN_CODES.to_string())
}
