//! Where the rows of an export go: into files, or to a program that takes them as they come.

use super::cannot;
use crate::Failure;
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use canevas_compiler::export::{
    ANSWERS_TABLE, CutCell, Description, ExportFiles, ExportPlan, Layout, Outputs, Prepared,
};
use std::io::{self, BufRead};

/// Where an export reads lines and writes files.
pub trait ExportPlace: Outputs {
    /// Opens a file with a return in each line.
    fn lines(&self, name: &str) -> io::Result<Box<dyn BufRead + Send>>;
}

/// A table as its rows come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableHead {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub schema: SchemaRef,
}

/// What takes the rows of an export in memory.
pub trait RowTaker: Send {
    /// Opens a file with a return in each line.
    fn lines(&self, name: &str) -> io::Result<Box<dyn BufRead + Send>>;

    /// Takes the tables, before any row. It fails where it has no use for them.
    fn begin(&mut self, tables: Vec<TableHead>) -> Result<(), Failure>;

    /// Takes rows of all tables, in the order of [`Self::begin`]. It fails where it wants no more.
    fn take(&mut self, rows: Vec<RecordBatch>) -> Result<(), Failure>;
}

/// What an export writes: which tables, how they look, and what they hold.
#[derive(Clone, Copy)]
pub(super) struct Tables<'t> {
    pub(super) plan: &'t ExportPlan<'t>,
    pub(super) layout: &'t Layout,
    pub(super) description: &'t Description,
}

/// Where an export reads lines and writes rows.
pub(super) trait RowsOut: Send {
    fn lines(&self, name: &str) -> io::Result<Box<dyn BufRead + Send>>;
    fn begin(&mut self, tables: Tables<'_>) -> Result<(), Failure>;
    fn write(&mut self, rows: Prepared) -> Result<(), Failure>;
    fn finish(&mut self) -> Result<Vec<CutCell>, Failure>;
}

/// Rows that go into files.
pub(super) enum RowsInFiles<'p> {
    /// No file is begun.
    Place(&'p mut dyn ExportPlace),
    /// The files are being written.
    Files(Box<ExportFiles<'p>>),
    /// They are complete.
    Done,
}

impl RowsOut for RowsInFiles<'_> {
    fn lines(&self, name: &str) -> io::Result<Box<dyn BufRead + Send>> {
        match self {
            Self::Place(place) => place.lines(name),
            Self::Files(_) | Self::Done => Err(io::Error::other("files are being written")),
        }
    }

    fn begin(&mut self, tables: Tables<'_>) -> Result<(), Failure> {
        if let Self::Place(place) = std::mem::replace(self, Self::Done) {
            *self = Self::Files(Box::new(
                ExportFiles::new(tables.plan, tables.layout, tables.description, place)
                    .map_err(|error| cannot(&error))?,
            ));
        }
        Ok(())
    }

    fn write(&mut self, rows: Prepared) -> Result<(), Failure> {
        match self {
            Self::Files(files) => files.write(&rows).map_err(|error| cannot(&error)),
            Self::Place(_) | Self::Done => Ok(()),
        }
    }

    fn finish(&mut self) -> Result<Vec<CutCell>, Failure> {
        match std::mem::replace(self, Self::Done) {
            Self::Files(files) => files.finish().map_err(|error| cannot(&error)),
            Self::Place(_) | Self::Done => Ok(Vec::new()),
        }
    }
}

/// Rows that a program takes.
pub(super) struct RowsInMemory<'t> {
    taker: &'t mut dyn RowTaker,
    /// Which tables it takes.
    wanted: Vec<bool>,
}

impl<'t> RowsInMemory<'t> {
    pub(super) fn new(taker: &'t mut dyn RowTaker) -> Self {
        Self { taker, wanted: Vec::new() }
    }
}

impl RowsOut for RowsInMemory<'_> {
    fn lines(&self, name: &str) -> io::Result<Box<dyn BufRead + Send>> {
        self.taker.lines(name)
    }

    fn begin(&mut self, tables: Tables<'_>) -> Result<(), Failure> {
        self.wanted = wanted(tables.plan, tables.layout);
        self.taker.begin(heads(tables.plan, tables.layout))
    }

    fn write(&mut self, rows: Prepared) -> Result<(), Failure> {
        self.taker.take(kept(&self.wanted, rows.batches))
    }

    fn finish(&mut self) -> Result<Vec<CutCell>, Failure> {
        Ok(Vec::new())
    }
}

/// Which tables are made.
pub(super) fn wanted(plan: &ExportPlan<'_>, layout: &Layout) -> Vec<bool> {
    plan.tables.iter().map(|table| table.name != ANSWERS_TABLE || layout.formats().long).collect()
}

/// The tables that are made.
pub(super) fn heads(plan: &ExportPlan<'_>, layout: &Layout) -> Vec<TableHead> {
    let heads = plan.tables.iter().zip(layout.schemas());
    let heads = heads.map(|(table, schema)| TableHead { name: table.name.clone(), schema: SchemaRef::clone(schema) });
    kept(&wanted(plan, layout), heads.collect())
}

/// What is of tables that are made.
pub(super) fn kept<T>(wanted: &[bool], all: Vec<T>) -> Vec<T> {
    all.into_iter().zip(wanted).filter(|(_, wanted)| **wanted).map(|(one, _)| one).collect()
}
