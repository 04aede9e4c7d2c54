//! The tables of a report as CSV, for those who go on computing.

use crate::tree::{ReportPage, ReportPart, ReportTable, TableCell};

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
    // Writing into memory cannot fail.
    let _ = writer.write_record(table.columns.iter().map(|column| safe(&column.title)));
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(cell));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn cell(cell: &TableCell) -> String {
    cell.number.map_or_else(|| safe(&cell.text), |number| number.to_string())
}

/// A text that no spreadsheet takes for a formula.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
