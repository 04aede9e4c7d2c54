//! The first sheets of the workbook: every column in words, and the codes that it may hold.

use super::{head, text};
use crate::codebook::{Codebook, CodebookOption, Told};
use crate::text_table::listed;
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// The columns of the codebook with their widths, in characters.
const COLUMNS: [(&str, u8); 11] = [
    ("table", 16),
    ("column", 28),
    ("kind", 9),
    ("label", 60),
    ("unit", 10),
    ("section", 28),
    ("asked_when", 40),
    ("rules", 40),
    ("editions", 20),
    ("ids", 28),
    ("breaks", 60),
];

/// The columns of the list of codes.
const OPTIONS: [(&str, u8); 6] =
    [("table", 16), ("column", 28), ("code", 20), ("label", 60), ("editions", 20), ("retired", 8)];

pub(super) fn columns(codebook: &Codebook, sheet: &mut Worksheet, bold: &Format) -> Result<(), XlsxError> {
    let all = codebook.tables.iter().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    let rows = all.map(|(table, column)| {
        let told = Told::of(column);
        let or_nothing = |text: &Option<String>| text.clone().unwrap_or_default();
        [
            table.name.clone(),
            column.name.clone(),
            column.kind.word().to_owned(),
            column.label.clone(),
            or_nothing(&column.unit),
            or_nothing(&column.section),
            or_nothing(&column.asked_when),
            column.rules.join(" "),
            told.editions,
            told.ids,
            told.breaks,
        ]
    });
    write(sheet, &COLUMNS, rows, bold)
}

pub(super) fn options(codebook: &Codebook, sheet: &mut Worksheet, bold: &Format) -> Result<(), XlsxError> {
    let all = codebook.tables.iter().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    let rows = all.flat_map(|(table, column)| {
        column.options.iter().map(move |option: &CodebookOption| {
            [
                table.name.clone(),
                column.name.clone(),
                option.code.clone(),
                option.label.clone(),
                listed(option.editions.iter().map(String::as_str)),
                if option.retired { "yes" } else { "no" }.to_owned(),
            ]
        })
    });
    write(sheet, &OPTIONS, rows, bold)
}

fn write<const N: usize>(
    sheet: &mut Worksheet,
    columns: &[(&str, u8); N],
    rows: impl Iterator<Item = [String; N]>,
    bold: &Format,
) -> Result<(), XlsxError> {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    head(sheet, &names, bold)?;
    for (at, (_, width)) in (0_u16..).zip(columns) {
        sheet.set_column_width(at, *width)?;
    }
    let (as_text, mut last) = (Format::new().set_quote_prefix(), 0);
    for (row, cells) in (1_u32..).zip(rows) {
        for (at, of) in (0_u16..).zip(&cells) {
            if !of.is_empty() {
                text(sheet, row, at, of, &as_text)?;
            }
        }
        last = row;
    }
    let end = u16::try_from(N.saturating_sub(1)).unwrap_or(0);
    sheet.autofilter(0, 0, last, end)?;
    Ok(())
}
