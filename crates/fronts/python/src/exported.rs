//! The tables of an export: whole, or batch by batch.

use crate::arrow::{Batch, Table};
use crate::errors::{refused, warn_of};
use crate::form::Form;
use crate::given::{path_of, paths_of, texts_of};
use crate::stream::Stream;
use arrow_array::RecordBatch;
use canevas_machine::{Disk, lines_of, today};
use canevas_operations::{
    ExportFormats, ExportOutcome, ExportRequest, Failure, Project, Refusal, RowTaker, TableHead, export_rows, shown,
};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::io::{self, BufRead};
use std::sync::mpsc::SyncSender;

/// The table of an export that only it has where it is asked for.
const LONG: &str = "answers";

enum Part {
    Heads(Vec<TableHead>),
    Rows(Vec<RecordBatch>),
    End(Box<Result<ExportOutcome, Refusal>>),
}

/// Sends the rows of an export to Python.
struct Sending<'t> {
    to: &'t SyncSender<Part>,
    /// The table that is wanted; all where none is named.
    table: Option<String>,
    at: usize,
}

impl Sending<'_> {
    fn send(&self, part: Part) -> Result<(), Failure> {
        self.to.send(part).map_err(|_| "nobody takes the rows".to_owned())
    }
}

impl RowTaker for Sending<'_> {
    fn lines(&self, name: &str) -> io::Result<Box<dyn BufRead + Send>> {
        lines_of(name)
    }

    fn begin(&mut self, tables: Vec<TableHead>) -> Result<(), Failure> {
        if let Some(wanted) = &self.table {
            let names = || tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>().join(", ");
            let at = tables.iter().position(|table| table.name == *wanted);
            self.at =
                at.ok_or_else(|| format!("no table is called `{}`; the tables are: {}", shown(wanted), names()))?;
        }
        self.send(Part::Heads(tables))
    }

    fn take(&mut self, mut rows: Vec<RecordBatch>) -> Result<(), Failure> {
        if self.table.is_some() && self.at < rows.len() {
            rows = vec![rows.swap_remove(self.at)];
        }
        self.send(Part::Rows(rows))
    }
}

/// What Python asks for.
struct Asked<'a, 'py> {
    form: &'a Bound<'py, PyAny>,
    returns: Option<&'a Bound<'py, PyAny>>,
    lines: Option<&'a Bound<'py, PyAny>>,
    first_edition: Option<String>,
    questions: Option<&'a Bound<'py, PyAny>>,
    personal: bool,
    long: bool,
}

impl Asked<'_, '_> {
    fn request(self) -> PyResult<ExportRequest> {
        if self.returns.is_some() && self.lines.is_some() {
            return Err(PyValueError::new_err("give either `returns` or `lines`, not both"));
        }
        let form = match self.form.cast::<Form>() {
            Ok(form) => form.get().folder().to_owned(),
            Err(_) => path_of(self.form, "form")?,
        };
        Ok(ExportRequest {
            form,
            returns: self.returns.map(|returns| path_of(returns, "returns")).transpose()?,
            lines: paths_of(self.lines, "lines")?,
            first_edition: self.first_edition,
            questions: texts_of(self.questions, "questions")?.unwrap_or_default(),
            personal: self.personal,
            // The tables hold no labels.
            language: None,
            formats: ExportFormats { long: self.long, ..ExportFormats::default() },
            today: today().map_err(crate::errors::failed)?,
        })
    }
}

/// Begins an export. It is over once its heads are there or it has failed.
fn begin(py: Python<'_>, request: ExportRequest, table: Option<String>) -> PyResult<(Stream<Part>, Vec<TableHead>)> {
    let parts = Stream::begin(move |to| {
        let ended = export_rows(&Project::new(Disk), &request, &mut Sending { to, table, at: 0 });
        // Where nobody waits for the end, nobody has to know of it.
        let _ = to.send(Part::End(Box::new(ended)));
    })?;
    match parts.next(py)? {
        Part::Heads(heads) => Ok((parts, heads)),
        Part::Rows(_) => Ok((parts, Vec::new())),
        Part::End(ended) => match *ended {
            Ok(_) => Ok((parts, Vec::new())),
            Err(refusal) => Err(refused(py, &refusal)),
        },
    }
}

/// The returns of several editions as tables, by name, as `canevas export` writes them.
///
/// `form` is a Form, or the path of one: the latest edition. The returns stand in the folders of the editions, in the folder `returns`, or
/// one in each line of the files `lines`. What is no return is left out, with a `LeftOutWarning`.
#[pyfunction]
#[pyo3(signature = (form, *, returns=None, lines=None, first_edition=None, questions=None, personal=false, long=true))]
#[allow(clippy::too_many_arguments, reason = "Python names each of them")]
pub fn tables<'py>(
    py: Python<'py>,
    form: &Bound<'py, PyAny>,
    returns: Option<&Bound<'py, PyAny>>,
    lines: Option<&Bound<'py, PyAny>>,
    first_edition: Option<String>,
    questions: Option<&Bound<'py, PyAny>>,
    personal: bool,
    long: bool,
) -> PyResult<Bound<'py, PyDict>> {
    let request = Asked { form, returns, lines, first_edition, questions, personal, long }.request()?;
    let (parts, heads) = begin(py, request, None)?;
    let mut whole: Vec<Vec<RecordBatch>> = vec![Vec::new(); heads.len()];
    loop {
        match parts.next(py)? {
            Part::Heads(_) => {}
            Part::Rows(rows) => {
                let filled = whole.iter_mut().zip(rows).filter(|(_, batch)| batch.num_rows() > 0);
                filled.for_each(|(all, batch)| all.push(batch));
            }
            Part::End(ended) => {
                warn_of(py, &ended.map_err(|refusal| refused(py, &refusal))?)?;
                break;
            }
        }
    }
    let tables = PyDict::new(py);
    for (head, batches) in heads.into_iter().zip(whole) {
        tables.set_item(head.name, Bound::new(py, Table { schema: head.schema, batches })?)?;
    }
    Ok(tables)
}

/// The rows of one table, batch by batch, in bounded memory: the returns may be more than the memory holds.
///
/// The arguments are those of `tables`.
#[pyfunction]
#[pyo3(signature = (form, *, table="returns", returns=None, lines=None, first_edition=None, questions=None, personal=false))]
#[allow(clippy::too_many_arguments, reason = "Python names each of them")]
pub fn batches(
    py: Python<'_>,
    form: &Bound<'_, PyAny>,
    table: &str,
    returns: Option<&Bound<'_, PyAny>>,
    lines: Option<&Bound<'_, PyAny>>,
    first_edition: Option<String>,
    questions: Option<&Bound<'_, PyAny>>,
    personal: bool,
) -> PyResult<Batches> {
    let long = table == LONG;
    let request = Asked { form, returns, lines, first_edition, questions, personal, long }.request()?;
    let (parts, _) = begin(py, request, Some(table.to_owned()))?;
    Ok(Batches { parts: Some(parts), ready: Vec::new().into_iter() })
}

/// An iterator over the batches of a table.
#[pyclass(module = "canevas")]
pub struct Batches {
    parts: Option<Stream<Part>>,
    ready: std::vec::IntoIter<RecordBatch>,
}

#[pymethods]
impl Batches {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<Batch>> {
        loop {
            if let Some(batch) = self.ready.by_ref().find(|batch| batch.num_rows() > 0) {
                return Ok(Some(Batch(batch)));
            }
            let Some(parts) = &mut self.parts else { return Ok(None) };
            match parts.next(py)? {
                Part::Heads(_) => {}
                Part::Rows(rows) => self.ready = rows.into_iter(),
                Part::End(ended) => {
                    self.parts = None;
                    warn_of(py, &ended.map_err(|refusal| refused(py, &refusal))?)?;
                }
            }
        }
    }
}
