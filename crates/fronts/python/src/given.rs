//! What Python gives: returns, paths and lists, with plain words where something else was given.

use canevas_machine::name_of;
use canevas_operations::ReturnText;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyString};
use std::path::PathBuf;

/// A return, and whether it was given as text.
pub struct GivenReturn {
    pub text: ReturnText,
    pub is_text: bool,
}

/// The error about a value of another type.
fn not_a(what: &str, expected: &str, given: &Bound<'_, PyAny>) -> PyErr {
    let kind = given.get_type().name().map_or_else(|_| "something else".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("{what} must be {expected}, not {kind}"))
}

/// A return: a dict, or JSON as text. `what` is what messages call the value.
pub fn return_of(given: &Bound<'_, PyAny>, what: &str, name: String) -> PyResult<GivenReturn> {
    let (bytes, is_text) = if given.is_instance_of::<PyString>() {
        // Python lets a text hold half a character. As bytes it is no UTF-8, and the check says so.
        (given.call_method1("encode", ("utf-8", "surrogatepass"))?.extract()?, true)
    } else if given.is_instance_of::<PyBytes>() || given.is_instance_of::<PyByteArray>() {
        (given.extract::<PyBackedBytes>()?.to_vec(), true)
    } else if given.is_instance_of::<PyDict>() {
        (json_of(given, what)?, false)
    } else {
        return Err(not_a(what, "a dict, a str or bytes", given));
    };
    Ok(GivenReturn { text: ReturnText { name, bytes }, is_text })
}

/// A dict as JSON.
fn json_of(dict: &Bound<'_, PyAny>, what: &str) -> PyResult<Vec<u8>> {
    let py = dict.py();
    let options = PyDict::new(py);
    options.set_item("allow_nan", false)?;
    let text = py.import("json")?.call_method("dumps", (dict,), Some(&options)).map_err(|error| {
        let message = format!("{what} has a value that JSON does not know: {}", error.value(py));
        if error.is_instance_of::<PyTypeError>(py) {
            PyTypeError::new_err(message)
        } else {
            PyValueError::new_err(message)
        }
    })?;
    Ok(text.extract::<PyBackedStr>()?.as_bytes().to_vec())
}

/// Many returns, with their names where they are given.
pub fn returns_of(given: &Bound<'_, PyAny>, names: Option<Vec<String>>) -> PyResult<Vec<ReturnText>> {
    let is_one =
        given.is_instance_of::<PyString>() || given.is_instance_of::<PyBytes>() || given.is_instance_of::<PyDict>();
    let items = (!is_one).then(|| given.try_iter().ok()).flatten();
    let items = items.ok_or_else(|| not_a("returns", "a list of returns", given))?;
    let mut returns = Vec::new();
    for (index, item) in items.enumerate() {
        let what = format!("returns[{index}]");
        let name = names.as_ref().and_then(|names| names.get(index)).cloned().unwrap_or_else(|| what.clone());
        returns.push(return_of(&item?, &what, name)?.text);
    }
    if let Some(names) = names.filter(|names| names.len() != returns.len()) {
        let message = format!("there are {} names for {} returns; give one for each", names.len(), returns.len());
        return Err(PyValueError::new_err(message));
    }
    Ok(returns)
}

/// The texts of a list; none where nothing is given.
pub fn texts_of(given: Option<&Bound<'_, PyAny>>, what: &str) -> PyResult<Option<Vec<String>>> {
    let Some(given) = given else { return Ok(None) };
    let is_one = given.is_instance_of::<PyString>() || given.is_instance_of::<PyBytes>();
    let items = (!is_one).then(|| given.try_iter().ok()).flatten();
    let items = items.ok_or_else(|| not_a(what, "a list of str", given))?;
    let text = |(index, item): (usize, PyResult<Bound<'_, PyAny>>)| {
        let item = item?;
        item.extract().map_err(|_| not_a(&format!("{what}[{index}]"), "a str", &item))
    };
    items.enumerate().map(text).collect::<PyResult<_>>().map(Some)
}

/// The name of a path.
pub fn path_of(given: &Bound<'_, PyAny>, what: &str) -> PyResult<String> {
    let path: PathBuf = given.extract().map_err(|_| not_a(what, "a path", given))?;
    Ok(name_of(&path))
}

/// The names of one path, or of several.
pub fn paths_of(given: Option<&Bound<'_, PyAny>>, what: &str) -> PyResult<Vec<String>> {
    let Some(given) = given else { return Ok(Vec::new()) };
    if let Ok(path) = given.extract::<PathBuf>() {
        return Ok(vec![name_of(&path)]);
    }
    let paths: Vec<PathBuf> = given.extract().map_err(|_| not_a(what, "a path or a list of paths", given))?;
    Ok(paths.iter().map(|path| name_of(path)).collect())
}
