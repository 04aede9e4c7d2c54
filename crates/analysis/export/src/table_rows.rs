//! The rows of a table while they are collected.

use crate::column_values::ColumnValues;
use crate::table::{ITEM, ROW, Table};
use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, Schema};
use serde_json::Value;
use std::sync::Arc;

/// The rows of a table.
#[derive(Debug)]
pub(crate) struct TableRows {
    columns: Vec<ColumnValues>,
    /// How many rows there are, with the one that is being filled.
    rows: usize,
    /// Where the columns of these keys stand.
    row: Option<usize>,
    item: Option<usize>,
}

impl TableRows {
    /// No rows yet.
    pub(crate) fn new(table: &Table) -> Self {
        let at = |key: &str| table.columns.iter().position(|column| column.name == key);
        let columns = table.columns.iter().map(|column| ColumnValues::new(column.kind)).collect();
        Self { columns, rows: 0, row: at(ROW), item: at(ITEM) }
    }

    /// Begins a row. The keys are the edition, the country and the return.
    pub(crate) fn begin(&mut self, keys: [&str; 3], row: Option<&str>, item: Option<i64>) {
        self.rows += 1;
        for (column, text) in self.columns.iter_mut().zip(keys) {
            column.text(text);
        }
        if let Some((at, row)) = self.row.zip(row) {
            self.columns[at].text(row);
        }
        if let Some((at, item)) = self.item.zip(item) {
            self.columns[at].integer(item);
        }
    }

    /// Ends the row. Columns that nothing was put into have no value in it.
    pub(crate) fn end(&mut self) {
        for column in &mut self.columns {
            column.end_row(self.rows);
        }
    }

    /// How many rows there are.
    pub(crate) fn count(&self) -> usize {
        self.rows
    }

    /// Puts a value into the row that is being filled. Says whether the column takes it.
    pub(crate) fn put(&mut self, column: usize, value: &Value) -> bool {
        self.columns[column].put(value)
    }

    /// Puts a text into the row that is being filled. What would be a second one stays out.
    pub(crate) fn say(&mut self, column: usize, text: Option<&str>) {
        if let Some(text) = text
            && !self.columns[column].is_full(self.rows)
        {
            self.columns[column].text(text);
        }
    }

    /// The rows so far; none are left here.
    pub(crate) fn finish(&mut self, schema: &Arc<Schema>) -> Result<RecordBatch, ArrowError> {
        let columns = self.columns.iter_mut().map(ColumnValues::finish).collect();
        let rows = std::mem::take(&mut self.rows);
        RecordBatch::try_new_with_options(
            Arc::clone(schema),
            columns,
            &RecordBatchOptions::new().with_row_count(Some(rows)),
        )
    }
}
