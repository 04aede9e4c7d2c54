//! The lines of a file, checked one after the other.

use crate::errors::failed;
use crate::finding::Finding;
use crate::stream::Stream;
use canevas_machine::lines_of;
use canevas_operations::{CheckedLine, Failure, OpenForm, shown};
use pyo3::prelude::*;

enum Part {
    Lines(Vec<CheckedLine>),
    End(Result<(), Failure>),
}

/// Checked lines: pairs of the number of a line and the findings about its return.
#[pyclass(module = "canevas")]
pub struct CheckedLines {
    parts: Option<Stream<Part>>,
    ready: std::vec::IntoIter<CheckedLine>,
}

impl CheckedLines {
    pub fn new(form: OpenForm, name: String, as_complete: bool) -> PyResult<Self> {
        let opened = lines_of(&name);
        let mut lines = opened.map_err(|error| failed(format!("cannot read `{}`: {error}", shown(&name))))?;
        let parts = Stream::begin(move |to| {
            let mut send = |lines| to.send(Part::Lines(lines)).is_ok();
            let ended = form.check_lines(&name, &mut *lines, as_complete, &mut send);
            // Where nobody waits for the end, nobody has to know of it.
            let _ = to.send(Part::End(ended));
        })?;
        Ok(Self { parts: Some(parts), ready: Vec::new().into_iter() })
    }
}

#[pymethods]
impl CheckedLines {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<(usize, Vec<Finding>)>> {
        loop {
            if let Some(line) = self.ready.next() {
                return Ok(Some((line.number, line.findings.into_iter().map(Finding::of_line).collect())));
            }
            let Some(parts) = &mut self.parts else { return Ok(None) };
            match parts.next(py)? {
                Part::Lines(lines) => self.ready = lines.into_iter(),
                Part::End(ended) => {
                    self.parts = None;
                    ended.map_err(failed)?;
                }
            }
        }
    }
}
