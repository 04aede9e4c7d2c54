//! Scripts that load the tables into other programs, with types, labels and the words of codes. Each reads the CSV files beside it and
//! takes away the apostrophe that keeps a spreadsheet from reading a text as a formula.

mod duckdb;
mod names;
mod pandas;
mod r;
mod sas;
mod stata;

use crate::codebook::{Codebook, CodebookColumn};
use crate::describe::DescribingFile;
use crate::kind::ValueKind;

/// The scripts for pandas, DuckDB, R, Stata and SAS. They load every table of the codebook.
pub(crate) fn load_scripts(codebook: &Codebook) -> Vec<DescribingFile> {
    vec![
        DescribingFile { name: "csv/load_pandas.py", text: pandas::script(codebook) },
        DescribingFile { name: "csv/load_duckdb.sql", text: duckdb::script(codebook) },
        DescribingFile { name: "csv/load_r.R", text: r::script(codebook) },
        DescribingFile { name: "csv/load_stata.do", text: stata::script(codebook) },
        DescribingFile { name: "csv/load_sas.sas", text: sas::script(codebook) },
    ]
}

/// Whether the values of a column were texts that somebody wrote.
fn is_text(column: &CodebookColumn) -> bool {
    column.kind == ValueKind::Text
}

/// A label that stands once among those of a column. A program that knows an answer by its label would take two codes for one.
fn labels(column: &CodebookColumn) -> Vec<(&str, String)> {
    let labels: Vec<&str> = column.options.iter().map(|option| shown(&option.label, &option.code)).collect();
    let label = |(index, label): (usize, &&str)| {
        let code = column.options[index].code.as_str();
        let is_once = labels.iter().filter(|other| *other == label).count() == 1;
        (code, if is_once { (*label).to_owned() } else { format!("{label} ({code})") })
    };
    labels.iter().enumerate().map(label).collect()
}

/// A label, or the code where there is none.
fn shown<'t>(label: &'t str, code: &'t str) -> &'t str {
    if label.is_empty() { code } else { label }
}

/// The beginning of a text, of at most so many characters.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
    }
}
