//! An open form.

use crate::arrow::Batch;
use crate::errors::{failed, form_error, refused, warn_of};
use crate::finding::Finding;
use crate::given::{path_of, return_of, returns_of, texts_of};
use crate::lines::CheckedLines;
use canevas_machine::Disk;
use canevas_operations::{FlattenRequest, OpenForm, Project, Refusal};
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// A form that is read and checked: of one edition of a questionnaire.
///
/// It raises `FormError` where the form has errors, with all of them, and where there is no form.
#[pyclass(frozen, module = "canevas")]
pub struct Form {
    open: OpenForm,
}

impl Form {
    pub fn folder(&self) -> &str {
        self.open.folder()
    }
}

#[pymethods]
impl Form {
    #[new]
    fn new(py: Python<'_>, path: &Bound<'_, PyAny>) -> PyResult<Self> {
        let name = path_of(path, "path")?;
        let opened = py.detach(|| OpenForm::open(&Project::new(Disk), &name));
        opened.map(|open| Self { open }).map_err(|refusal| match refusal {
            Refusal::Failed(failure) => form_error(py, failure, Vec::new()),
            refusal => refused(py, &refusal),
        })
    }

    /// The name of the form, such as `alliance87/annual-report`.
    #[getter]
    fn name(&self) -> &str {
        self.open.form()
    }

    /// The name of the edition, such as `2023-2024`.
    #[getter]
    fn edition(&self) -> &str {
        self.open.edition()
    }

    /// The tags of its languages, that of the source first.
    #[getter]
    fn languages(&self) -> Vec<&str> {
        self.open.languages()
    }

    /// The codes of the countries that have a country file.
    #[getter]
    fn countries(&self) -> Vec<&str> {
        self.open.countries()
    }

    /// The warnings and notes about the form. Errors raise `FormError` instead.
    #[getter]
    fn findings(&self) -> Vec<Finding> {
        self.open.findings().into_iter().map(Finding::of_form).collect()
    }

    fn __repr__(&self) -> String {
        format!("<canevas.Form: {} {}>", self.name(), self.edition())
    }

    /// So that a form can be sent to another process, which reads it again.
    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, (String,)) {
        (py.get_type::<Self>().into_any(), (self.folder().to_owned(),))
    }

    /// The JSON Schema of a return: of the blank copy, or of that of a country; with the words of one language.
    #[pyo3(signature = (country=None, language=None))]
    fn schema<'py>(
        &self,
        py: Python<'py>,
        country: Option<&str>,
        language: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let text = self.open.schema(country, language).map_err(failed)?;
        py.import("json")?.call_method1("loads", (text.as_slice(),))
    }

    /// What is wrong with a return: the findings of `canevas check`, and none for a return that is right. A draft is checked as a draft;
    /// with `complete=True`, as if it were complete.
    #[pyo3(signature = (return_, /, *, complete=false))]
    fn validate(&self, py: Python<'_>, return_: &Bound<'_, PyAny>, complete: bool) -> PyResult<Vec<Finding>> {
        let given = return_of(return_, "a return", "return".to_owned())?;
        let found = py.detach(|| self.open.check(given.text, complete)).map_err(failed)?;
        Ok(found.into_iter().map(|finding| Finding::of_return(finding, given.is_text)).collect())
    }

    /// Checks a file with a return in each line, on all cores. The file may be larger than the memory. The result is an iterator over
    /// pairs: the number of a line, from 1, and the findings about its return. Empty lines are passed over.
    #[pyo3(signature = (path, *, complete=false))]
    fn validate_lines(&self, path: &Bound<'_, PyAny>, complete: bool) -> PyResult<CheckedLines> {
        CheckedLines::new(self.open.clone(), path_of(path, "path")?, complete)
    }

    /// Takes returns apart into tables, each as one batch. What is no return of this edition is left out, with a `LeftOutWarning`.
    /// `names` is what the column `return` calls them.
    #[pyo3(signature = (returns, *, names=None, questions=None, personal=false, long=true))]
    fn flatten<'py>(
        &self,
        py: Python<'py>,
        returns: &Bound<'py, PyAny>,
        names: Option<&Bound<'py, PyAny>>,
        questions: Option<&Bound<'py, PyAny>>,
        personal: bool,
        long: bool,
    ) -> PyResult<Bound<'py, PyDict>> {
        let returns = returns_of(returns, texts_of(names, "names")?)?;
        let questions = texts_of(questions, "questions")?.unwrap_or_default();
        let request = FlattenRequest { questions, personal, long };
        let flat = py.detach(|| self.open.flatten(returns, &request)).map_err(failed)?;
        warn_of(py, &flat.outcome)?;
        let tables = PyDict::new(py);
        for (head, batch) in flat.tables {
            tables.set_item(head.name, Bound::new(py, Batch(batch))?)?;
        }
        Ok(tables)
    }
}
