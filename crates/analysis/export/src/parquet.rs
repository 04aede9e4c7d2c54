//! Rows as Parquet, which DuckDB, Spark, pandas and R read with the types of the columns.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use std::io::Write;

/// Rows that are read and kept together. A reader of one country skips the groups of all others.
const ROWS_TOGETHER: usize = 131_072;

/// A Parquet file that is being written.
pub struct ParquetFile<W: Write + Send> {
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> ParquetFile<W> {
    /// Begins a file.
    pub fn new(out: W, schema: SchemaRef) -> Result<Self, ParquetError> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(ROWS_TOGETHER))
            .set_created_by("canevas".to_owned())
            .build();
        Ok(Self { writer: ArrowWriter::try_new(out, schema, Some(properties))? })
    }

    /// Adds rows.
    pub fn write(&mut self, rows: &RecordBatch) -> Result<(), ParquetError> {
        self.writer.write(rows)
    }

    /// Ends the file.
    pub fn finish(self) -> Result<W, ParquetError> {
        self.writer.into_inner()
    }
}
