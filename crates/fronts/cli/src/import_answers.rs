//! `canevas import-answers`.

use crate::args::{ImportAnswers, Printing};
use crate::disk::name_of;
use crate::output::carry_out;
use crate::terminal::{message, visible};
use crate::{Failure, print};
use canevas_operations::{Conclusion, ImportRequest, Project, import_answers as import};

/// Reads exports into returns.
pub fn import_answers(project: &Project, options: &ImportAnswers) -> Result<Conclusion, Failure> {
    let request = ImportRequest {
        files: options.files.iter().map(|file| name_of(file)).collect(),
        form: name_of(&options.form),
        mapping: options.mapping.as_deref().map(name_of),
        country: options.country.clone(),
        language: options.language.clone(),
        latest: options.latest,
        out: name_of(&options.out),
        force: options.force,
    };
    let outcome = match import(project, &request) {
        Ok(outcome) => outcome,
        Err(refusal) => return print::refused(&refusal, "nothing was written"),
    };
    carry_out(&outcome.edits)?;
    if !outcome.findings.findings.is_empty() {
        print::print(std::slice::from_ref(&outcome.findings), Printing::TEXT)?;
    }
    message(&visible(outcome.text()));
    Ok(outcome.conclusion())
}
