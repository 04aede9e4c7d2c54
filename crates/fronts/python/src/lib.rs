//! x
use pyo3::prelude::*;

/// m
#[pymodule]
fn canevas(_m: &Bound<'_, PyModule>) -> PyResult<()> {
    Ok(())
}
