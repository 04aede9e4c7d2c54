//! Rows as CSV: UTF-8, commas, a line feed after each row, and nothing where there is no value. Codes of several options stand in one
//! cell with `;` between them.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Schema};
use canevas_model::dates::Day;
use std::io::Write as _;

/// What stands between the codes in a cell.
pub const BETWEEN_CODES: char = ';';

/// Signs with which a spreadsheet takes a text for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether a spreadsheet would take a text for a formula, or has to be told that it is not one. A text that looks as if this had
/// been done to it counts too, so that nothing is lost when the sign is taken away.
pub fn is_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

/// The first line: the names of the columns.
pub fn csv_head(schema: &Schema) -> Vec<u8> {
    let mut out = Vec::new();
    for (index, field) in schema.fields().iter().enumerate() {
        between(&mut out, index);
        text(&mut out, field.name());
    }
    out.push(b'\n');
    out
}

/// The lines of some rows.
pub fn csv_rows(batch: &RecordBatch) -> Vec<u8> {
    let columns: Vec<Cells<'_>> = batch.columns().iter().map(Cells::of).collect();
    let mut out = Vec::with_capacity(batch.num_rows() * columns.len() * 8);
    for row in 0..batch.num_rows() {
        for (index, column) in columns.iter().enumerate() {
            between(&mut out, index);
            column.write(&mut out, row);
        }
        out.push(b'\n');
    }
    out
}

pub(crate) fn between(out: &mut Vec<u8>, index: usize) {
    if index > 0 {
        out.push(b',');
    }
}

/// The values of a column, by what they are.
enum Cells<'a> {
    Text(&'a StringArray),
    Integer(&'a arrow_array::Int64Array),
    Decimal(&'a arrow_array::Float64Array),
    Date(&'a arrow_array::Date32Array),
    Codes(&'a arrow_array::ListArray),
    Other,
}

impl<'a> Cells<'a> {
    fn of(column: &'a ArrayRef) -> Self {
        match column.data_type() {
            DataType::Utf8 => Self::Text(column.as_string()),
            DataType::Int64 => Self::Integer(column.as_primitive::<Int64Type>()),
            DataType::Float64 => Self::Decimal(column.as_primitive::<Float64Type>()),
            DataType::Date32 => Self::Date(column.as_primitive::<Date32Type>()),
            DataType::List(_) => Self::Codes(column.as_list()),
            _ => Self::Other,
        }
    }

    fn write(&self, out: &mut Vec<u8>, row: usize) {
        // Writing into memory cannot fail.
        match self {
            Self::Text(cells) if cells.is_valid(row) => text(out, cells.value(row)),
            Self::Integer(cells) if cells.is_valid(row) => drop(write!(out, "{}", cells.value(row))),
            Self::Decimal(cells) if cells.is_valid(row) => drop(write!(out, "{}", cells.value(row))),
            Self::Date(cells) if cells.is_valid(row) => {
                drop(write!(out, "{}", Day::from_days_since_1970(cells.value(row))));
            }
            Self::Codes(cells) if cells.is_valid(row) => {
                let codes = cells.value(row);
                for (index, code) in codes.as_string::<i32>().iter().flatten().enumerate() {
                    if index > 0 {
                        let _ = write!(out, "{BETWEEN_CODES}");
                    }
                    out.extend_from_slice(code.as_bytes());
                }
            }
            _ => {}
        }
    }
}

/// A text as a cell. It stands in quotation marks where a reader would else cut it, trim it or take it for no value.
pub(crate) fn text(out: &mut Vec<u8>, text: &str) {
    let is_formula = is_like_formula(text);
    let bytes = text.as_bytes();
    let is_cut = || bytes.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'));
    let is_trimmed = || bytes.first().is_none_or(|byte| *byte == b' ') || bytes.last() == Some(&b' ');
    if !is_cut() && !is_trimmed() {
        if is_formula {
            out.push(b'\'');
        }
        return out.extend_from_slice(bytes);
    }
    out.push(b'"');
    if is_formula {
        out.push(b'\'');
    }
    for byte in bytes {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
    out.push(b'"');
}
