//! The cells that are no answers: a table for a spreadsheet.

use canevas_validate::cell_text;

/// A cell, or a part of one, that is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftCell {
    /// The file, and the sheet where it has several.
    pub sheet: String,
    /// The row, from 1.
    pub row: usize,
    /// The column, as a spreadsheet calls it.
    pub column: String,
    /// The head of the column.
    pub head: String,
    /// The country of the row, where it is known.
    pub country: Option<String>,
    /// What stands in it.
    pub text: String,
    /// Why it is no answer.
    pub why: String,
    /// Whether somebody said that it is none.
    pub ignored: bool,
}

/// The cells as CSV: those that a person must look at come first.
pub fn left_csv(cells: &[LeftCell]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(["file", "row", "column", "head", "country", "text", "why"]);
    let (ignored, open): (Vec<&LeftCell>, Vec<&LeftCell>) = cells.iter().partition(|cell| cell.ignored);
    for cell in open.into_iter().chain(ignored) {
        let row = cell.row.to_string();
        let texts = [
            &cell.sheet,
            &row,
            &cell.column,
            &cell.head,
            cell.country.as_ref().unwrap_or(&String::new()),
            &cell.text,
            &cell.why,
        ]
        .map(|text| cell_text(text).into_owned());
        let _ = writer.write_record(texts);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
