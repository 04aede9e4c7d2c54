//! A Parquet file for each edition and country, or whoever answers, in folders from which DuckDB and Spark read the two columns.

use crate::files::{ExportError, Outputs};
use crate::parquet::ParquetFile;
use arrow_array::cast::AsArray;
use arrow_array::{RecordBatch, UInt32Array};
use arrow_schema::{Schema, SchemaRef};
use arrow_select::take::take_record_batch;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;
use std::sync::Arc;

/// How many columns the folders stand for: the edition and the country.
const IN_FOLDERS: usize = 2;

/// The files of a table.
pub(crate) struct Partitions {
    folder: String,
    /// The column of who answers: `country`.
    respondent: String,
    /// Without the columns that the folders stand for: readers would find them twice.
    schema: SchemaRef,
    files: BTreeMap<String, ParquetFile<Box<dyn Write + Send>>>,
}

impl Partitions {
    pub(crate) fn new(folder: &str, schema: &Schema) -> Self {
        let fields: Vec<_> = schema.fields().iter().skip(IN_FOLDERS).cloned().collect();
        let respondent = schema.fields().get(1).map_or_else(String::new, |field| field.name().clone());
        Self { folder: folder.to_owned(), respondent, schema: Arc::new(Schema::new(fields)), files: BTreeMap::new() }
    }

    pub(crate) fn write(&mut self, rows: &RecordBatch, outputs: &mut dyn Outputs) -> Result<(), ExportError> {
        let (editions, countries) = (rows.column(0).as_string::<i32>(), rows.column(1).as_string::<i32>());
        let mut parts: BTreeMap<(&str, &str), Vec<u32>> = BTreeMap::new();
        for (row, key) in (0..).zip(editions.iter().flatten().zip(countries.iter().flatten())) {
            parts.entry(key).or_default().push(row);
        }
        let columns: Vec<usize> = (IN_FOLDERS..rows.num_columns()).collect();
        let own = rows.project(&columns)?;
        for ((edition, country), rows) in parts {
            let who = &self.respondent;
            let folder = format!("{}/edition={}/{who}={}", self.folder, escaped(edition), escaped(country));
            let name = format!("{folder}/part-0.parquet");
            if !self.files.contains_key(&name) {
                let file = ParquetFile::new(outputs.create(&name)?, Arc::clone(&self.schema))?;
                self.files.insert(name.clone(), file);
            }
            if let Some(file) = self.files.get_mut(&name) {
                file.write(&take_record_batch(&own, &UInt32Array::from(rows))?)?;
            }
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<(), ExportError> {
        for file in self.files.into_values() {
            file.finish()?.flush()?;
        }
        Ok(())
    }
}

/// A value in the name of a folder, with the signs escaped that Hive escapes.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\0'..='\u{1f}'
            | '\u{7f}'
            | '"'
            | '#'
            | '%'
            | '\''
            | '*'
            | '/'
            | ':'
            | '='
            | '?'
            | '\\'
            | '{'
            | '['
            | ']'
            | '^' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
