//! The Python module `canevas`: opens a form, checks returns, and takes them apart into Arrow tables.
//!
//! It is a front, as the command line is: it turns Python's values into requests, and what an operation returns into Python's values.
//! Work that takes long runs without Python's lock, on all cores. `canevas.pyi` says what the module offers; the guide is
//! `docs/python.md`.

mod arrow;
mod errors;
mod exported;
mod finding;
mod form;
mod given;
mod lines;
mod stream;

use pyo3::prelude::*;

/// Compiles a questionnaire, checks the returns of it, and takes them apart into Arrow tables.
#[pymodule]
mod canevas {
    #[pymodule_export]
    use crate::arrow::{Batch, Table};
    #[pymodule_export]
    use crate::errors::{Error, FormError, LeftOutWarning};
    #[pymodule_export]
    use crate::exported::{Batches, batches, tables};
    #[pymodule_export]
    use crate::finding::Finding;
    #[pymodule_export]
    use crate::form::Form;
    #[pymodule_export]
    use crate::lines::CheckedLines;

    #[pymodule_init]
    fn init(module: &super::Bound<'_, super::PyModule>) -> super::PyResult<()> {
        use super::PyModuleMethods as _;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
