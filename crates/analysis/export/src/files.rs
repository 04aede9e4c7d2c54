//! The files of an export. Rows are written as they come, so an export may be larger than the memory of the machine.

use crate::codebook::Codebook;
use crate::csv::{csv_head, csv_rows};
use crate::describe::Description;
use crate::flatten::Rows;
use crate::parquet::ParquetFile;
use crate::partitions::Partitions;
use crate::plan::ExportPlan;
use crate::table::{ANSWERS_TABLE, Table};
use crate::xlsx::{CutCell, Workbook, WorkbookError};
use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema};
use parquet::errors::ParquetError;
use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

/// The name of the workbook.
pub const WORKBOOK: &str = "workbook.xlsx";

/// Where files go. Nobody sees a file under its name before the whole export is there.
pub trait Outputs: Send {
    /// Begins a file. The name is relative, with `/` between folders.
    fn create(&mut self, name: &str) -> io::Result<Box<dyn Write + Send>>;
}

/// Which files an export has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "five independent wishes")]
pub struct ExportFormats {
    /// `csv/TABLE.csv`.
    pub csv: bool,
    /// `parquet/TABLE.parquet`.
    pub parquet: bool,
    /// `workbook.xlsx`, with a sheet for each table but the long one. It is in memory until the last row has come.
    pub xlsx: bool,
    /// Instead of one Parquet file for each table, one for each edition and country:
    /// `parquet/TABLE/edition=2023/country=CMR/part-0.parquet`.
    pub partitions: bool,
    /// Whether the long table is written. It has many times as many rows as the others.
    pub long: bool,
}

/// Why an export cannot be written.
#[derive(Debug)]
pub enum ExportError {
    /// A file cannot be written.
    Io(io::Error),
    /// Rows cannot be made into columns.
    Rows(String),
    /// A workbook cannot hold them.
    Workbook(WorkbookError),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Rows(error) => f.write_str(error),
            Self::Workbook(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ExportError {}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<WorkbookError> for ExportError {
    fn from(error: WorkbookError) -> Self {
        Self::Workbook(error)
    }
}

impl From<ArrowError> for ExportError {
    fn from(error: ArrowError) -> Self {
        Self::Rows(error.to_string())
    }
}

impl From<ParquetError> for ExportError {
    fn from(error: ParquetError) -> Self {
        match error {
            ParquetError::External(inner) => match inner.downcast::<io::Error>() {
                Ok(error) => Self::Io(*error),
                Err(other) => Self::Rows(other.to_string()),
            },
            other => Self::Rows(other.to_string()),
        }
    }
}

/// What the tables look like in memory.
#[derive(Debug)]
pub struct Layout {
    formats: ExportFormats,
    schemas: Vec<Arc<Schema>>,
}

impl Layout {
    /// The layout of a plan. A codebook gives the columns their labels.
    pub fn new(plan: &ExportPlan<'_>, formats: ExportFormats, codebook: Option<&Codebook>) -> Self {
        let label = |table: &str, column: &str| Some(codebook?.table(table)?.label(column)?.to_owned());
        let schema = |table: &Table| table.schema(&|column| label(&table.name, &column.name));
        Self { formats, schemas: plan.tables.iter().map(schema).collect() }
    }

    /// The columns of each table of the plan.
    pub fn schemas(&self) -> &[Arc<Schema>] {
        &self.schemas
    }

    /// Which files there are.
    pub fn formats(&self) -> ExportFormats {
        self.formats
    }

    /// Makes rows ready to be written; none are left in `rows`. Several threads do this at once.
    pub fn prepare(&self, rows: &mut Rows<'_>) -> Result<Prepared, ExportError> {
        let batches = rows.finish(&self.schemas)?;
        let csv = if self.formats.csv { batches.iter().map(csv_rows).collect() } else { Vec::new() };
        Ok(Prepared { batches, csv })
    }
}

/// Rows of all tables, ready to be written.
#[derive(Debug)]
pub struct Prepared {
    /// The rows of each table.
    pub batches: Vec<RecordBatch>,
    csv: Vec<Vec<u8>>,
}

/// The files that are being written.
pub struct ExportFiles<'o> {
    outputs: &'o mut dyn Outputs,
    tables: Vec<TableFiles>,
    workbook: Option<Workbook>,
}

#[derive(Default)]
struct TableFiles {
    csv: Option<Box<dyn Write + Send>>,
    parquet: Option<ParquetFile<Box<dyn Write + Send>>>,
    partitions: Option<Partitions>,
}

impl<'o> ExportFiles<'o> {
    /// Begins the files of each table, and writes those that describe them.
    pub fn new(
        plan: &ExportPlan<'_>,
        layout: &Layout,
        description: &Description,
        outputs: &'o mut dyn Outputs,
    ) -> Result<Self, ExportError> {
        for file in &description.files {
            write_whole(outputs, file.name, file.text.as_bytes())?;
        }
        let workbook = layout.formats.xlsx.then(|| Workbook::new(plan, &description.codebook)).transpose()?;
        let mut tables = Vec::with_capacity(plan.tables.len());
        for (table, schema) in plan.tables.iter().zip(&layout.schemas) {
            let mut files = TableFiles::default();
            let formats = layout.formats;
            if table.name != ANSWERS_TABLE || formats.long {
                if formats.csv {
                    let mut out = outputs.create(&format!("csv/{}.csv", table.name))?;
                    out.write_all(&csv_head(schema))?;
                    files.csv = Some(out);
                }
                if formats.partitions {
                    files.partitions = Some(Partitions::new(&format!("parquet/{}", table.name), schema));
                } else if formats.parquet {
                    let out = outputs.create(&format!("parquet/{}.parquet", table.name))?;
                    files.parquet = Some(ParquetFile::new(out, Arc::clone(schema))?);
                }
            }
            tables.push(files);
        }
        Ok(Self { outputs, tables, workbook })
    }

    /// Writes rows.
    pub fn write(&mut self, rows: &Prepared) -> Result<(), ExportError> {
        for (index, (files, batch)) in self.tables.iter_mut().zip(&rows.batches).enumerate() {
            if batch.num_rows() == 0 {
                continue;
            }
            if let Some((out, text)) = files.csv.as_mut().zip(rows.csv.get(index)) {
                out.write_all(text)?;
            }
            if let Some(file) = &mut files.parquet {
                file.write(batch)?;
            }
            if let Some(partitions) = &mut files.partitions {
                partitions.write(batch, self.outputs)?;
            }
            if let Some(workbook) = &mut self.workbook {
                workbook.push(index, batch)?;
            }
        }
        Ok(())
    }

    /// Ends the files. Returns the cells of the workbook that hold only the beginning of a text.
    pub fn finish(self) -> Result<Vec<CutCell>, ExportError> {
        for files in self.tables {
            if let Some(mut out) = files.csv {
                out.flush()?;
            }
            if let Some(file) = files.parquet {
                file.finish()?.flush()?;
            }
            if let Some(partitions) = files.partitions {
                partitions.finish()?;
            }
        }
        let Some(workbook) = self.workbook else { return Ok(Vec::new()) };
        let cut = workbook.cut_cells().to_vec();
        write_whole(self.outputs, WORKBOOK, &workbook.finish()?)?;
        Ok(cut)
    }
}

fn write_whole(outputs: &mut dyn Outputs, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut out = outputs.create(name)?;
    out.write_all(bytes)?;
    out.flush()
}
