//! `canevas report`.

use crate::args::{Printing, Report};
use crate::disk::name_of;
use crate::output::carry_out;
use crate::terminal::{message, visible};
use crate::{Failure, print};
use canevas_machine::today;
use canevas_operations::{Conclusion, Project, ReportRequest, write_report};

/// Writes the report of all countries.
pub fn report(project: &Project, options: &Report) -> Result<Conclusion, Failure> {
    let request = ReportRequest {
        form: name_of(&options.form),
        returns: options.returns.as_deref().map(name_of),
        languages: options.languages.clone(),
        reference: options.reference.as_deref().map(name_of),
        out: name_of(&options.out),
        force: options.force,
        today: today()?,
    };
    let outcome = match write_report(project, &request) {
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
