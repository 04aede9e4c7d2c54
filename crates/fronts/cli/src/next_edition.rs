//! `canevas next-edition`.

use crate::args::NextEdition;
use crate::disk::{name_of, names_of};
use crate::output::carry_out;
use crate::terminal::tell;
use crate::{Failure, print};
use canevas_operations::diagnostics::counted;
use canevas_operations::{Conclusion, NextEditionRequest, Project, next_edition as start, shown};

/// Starts the next edition.
pub fn next_edition(project: &Project, options: &NextEdition) -> Result<Conclusion, Failure> {
    let request = NextEditionRequest {
        edition: name_of(&options.edition),
        returns: names_of(&options.returns),
        out: options.out.as_deref().map(name_of),
    };
    let started = match start(project, &request) {
        Ok(started) => started,
        Err(refusal) => return print::refused(&refusal, "nothing was written"),
    };
    carry_out(&started.edits)?;
    let folder = shown(&started.folder);
    match (started.is_added_to, started.edits.len()) {
        (false, _) => tell!("started {folder}\nstill to decide:"),
        (true, 0) => tell!("nothing was added to {folder}, which was started before"),
        (true, files) => {
            tell!("added to {folder}, which was started before: {} written", counted(files, "file", "files"));
        }
    }
    for line in &started.to_decide {
        tell!("  - {line}");
    }
    if let Some(advice) = started.advice() {
        tell!("{advice}");
    }
    Ok(started.conclusion())
}
