//! What Python raises where an operation gives nothing, with the words of the command line.

use crate::finding::Finding;
use canevas_operations::{Conclusion, ExportOutcome, Failure, Refusal};
use pyo3::exceptions::{PyException, PyUserWarning};
use pyo3::prelude::*;
use pyo3::types::PyList;
use pyo3::{PyTypeInfo as _, create_exception};
use std::ffi::CString;

create_exception!(
    canevas,
    Error,
    PyException,
    "Canevas could not do what was asked. The message says why, and what to do."
);
create_exception!(
    canevas,
    FormError,
    Error,
    "The form cannot be used. `findings` has what is wrong with it, all at once; it is empty where there is no form at all."
);
create_exception!(
    canevas,
    LeftOutWarning,
    PyUserWarning,
    "Some returns or answers could not be taken into the tables. The message names each."
);

/// A failure as an exception.
pub fn failed(failure: Failure) -> PyErr {
    Error::new_err(failure)
}

/// A refusal as an exception. What is wrong with a form stands in it as text, and as findings.
pub fn refused(py: Python<'_>, refusal: &Refusal) -> PyErr {
    let findings = match refusal {
        Refusal::Failed(failure) => return failed(failure.clone()),
        Refusal::Unreadable(findings) | Refusal::Before(findings) | Refusal::After(findings) => findings.in_words(),
        Refusal::Changes(_) => return failed("the changes of an edition deny; `canevas diff` says which".to_owned()),
    };
    let words: Vec<String> = findings.iter().map(ToString::to_string).collect();
    let findings: Vec<Finding> = findings.into_iter().map(Finding::of_form).collect();
    form_error(py, format!("the form has errors\n{}", words.join("\n")), findings)
}

/// An error about a form.
pub fn form_error(py: Python<'_>, message: String, findings: Vec<Finding>) -> PyErr {
    let error = FormError::new_err(message);
    let list = findings.into_iter().map(|finding| Bound::new(py, finding)).collect::<PyResult<Vec<_>>>();
    match list.and_then(|list| error.value(py).setattr("findings", PyList::new(py, list)?)) {
        Ok(()) => error,
        Err(other) => other,
    }
}

/// Warns of what was left out, so that nothing goes missing in silence. A filter of Python's can make it an error.
pub fn warn_of(py: Python<'_>, outcome: &ExportOutcome) -> PyResult<()> {
    if outcome.conclusion() == Conclusion::Passes {
        return Ok(());
    }
    let text = CString::new(outcome.text().trim_end().replace('\0', " "))?;
    PyErr::warn(py, &LeftOutWarning::type_object(py), &text, 1)
}
