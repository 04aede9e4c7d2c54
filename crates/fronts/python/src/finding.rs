//! A finding as Python sees it.

use canevas_operations::FindingInWords;
use pyo3::prelude::*;

/// Something that is wrong, or worth a look: in a return, or in a form.
#[pyclass(frozen, eq, hash, module = "canevas")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The place in the return, as a JSON pointer such as `/answers/staff`. It may name an answer that is missing. It is empty for the whole
    /// return, and None for a finding about a form.
    #[pyo3(get)]
    path: Option<String>,
    /// The name of the rule, such as `return-incomplete`.
    #[pyo3(get)]
    rule: &'static str,
    /// The code of the rule. `canevas explain` says more about it.
    #[pyo3(get)]
    code: &'static str,
    /// `deny`, `warn` or `info`.
    #[pyo3(get)]
    level: &'static str,
    /// The problem in one sentence.
    #[pyo3(get)]
    message: String,
    /// What to do.
    #[pyo3(get)]
    help: Option<String>,
    /// The file; None where the return came from memory.
    #[pyo3(get)]
    file: Option<String>,
    /// The line of the file or the text, from 1; None where the return was a dict.
    #[pyo3(get)]
    line: Option<usize>,
    /// The column in the line, in characters, from 1; None where the return was a dict.
    #[pyo3(get)]
    column: Option<usize>,
    /// The whole finding in words.
    words: String,
}

impl Finding {
    /// About a form.
    pub fn of_form(finding: FindingInWords) -> Self {
        let words = finding.to_string();
        Self {
            path: finding.pointer,
            rule: finding.name,
            code: finding.code,
            level: finding.level,
            message: finding.message,
            help: finding.help,
            file: Some(finding.file),
            line: Some(finding.line),
            column: Some(finding.column),
            words,
        }
    }

    /// About a line of a file.
    pub fn of_line(finding: FindingInWords) -> Self {
        let finding = FindingInWords { pointer: Some(finding.pointer.unwrap_or_default()), excerpt: None, ..finding };
        Self::of_form(finding)
    }

    /// About a return in memory, which is a text or was made one.
    pub fn of_return(finding: FindingInWords, is_text: bool) -> Self {
        let finding = Self::of_line(finding);
        let path = finding.path.as_deref().unwrap_or_default();
        let help = finding.help.as_ref().map(|help| format!("\n  help: {help}")).unwrap_or_default();
        let words = format!("{path}: {} {} {}: {}{help}", finding.level, finding.code, finding.rule, finding.message);
        let (line, column) = if is_text { (finding.line, finding.column) } else { (None, None) };
        Self { file: None, line, column, words: words.trim_start_matches(": ").to_owned(), ..finding }
    }
}

#[pymethods]
impl Finding {
    fn __str__(&self) -> &str {
        &self.words
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Self { path, rule, level, message, .. } = self;
        let (path, message) = (path.into_pyobject(py)?.repr()?, message.into_pyobject(py)?.repr()?);
        Ok(format!("Finding(path={path}, rule='{rule}', level='{level}', message={message})"))
    }
}
