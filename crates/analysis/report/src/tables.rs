//! The tables of a report as CSV, for those who go on computing.

use crate::tree::{ReportPage, ReportPart, ReportTable, TableCell};
use canevas_validate::cell_text;

/// A table as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvTable {
    /// The name of the file, without a folder: the id of the block, and a number where it has several tables.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Every table of a report. A share is a number of per cent.
pub fn tables(page: &ReportPage) -> Vec<CsvTable> {
    let mut out = Vec::new();
    for section in &page.sections {
        let own = section.parts.iter().filter_map(|part| match part {
            ReportPart::Table(table) => Some(table),
            _ => None,
        });
        let own: Vec<&ReportTable> = own.collect();
        for (index, table) in own.iter().enumerate() {
            let name = if own.len() == 1 { section.id.clone() } else { format!("{}-{}", section.id, index + 1) };
            out.push(CsvTable { name: format!("{name}.csv"), text: csv(table) });
        }
    }
    out
}

fn csv(table: &ReportTable) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    // A column of shares has the counts behind them beside it.
    let is_counted = |at: usize| table.rows.iter().any(|row| row.get(at).is_some_and(|cell| cell.count.is_some()));
    let counted: Vec<bool> = (0..table.columns.len()).map(is_counted).collect();
    let heads = table.columns.iter().zip(&counted).flat_map(|(column, counted)| {
        let share = counted.then(|| format!("{} (%)", column.title.text));
        [Some(cell_text(&column.title.text).into_owned()), share].into_iter().flatten()
    });
    // Writing into memory cannot fail.
    let _ = writer.write_record(heads);
    for row in &table.rows {
        let cells = row.iter().zip(&counted).flat_map(|(cell, counted)| {
            let count = counted.then(|| cell.count.map_or_else(|| "–".to_owned(), |count| count.to_string()));
            [count, Some(words(cell))].into_iter().flatten()
        });
        let _ = writer.write_record(cells);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn words(cell: &TableCell) -> String {
    cell.number.map_or_else(|| cell_text(&cell.text).into_owned(), |number| number.to_string())
}
