//! `canevas new`.

use crate::args::New;
use crate::disk::name_of;
use crate::output::carry_out;
use crate::terminal::tell;
use crate::{Failure, print};
use canevas_operations::{Conclusion, NewRequest, Project, new as start};

/// Starts a questionnaire.
pub fn new(project: &Project, options: &New) -> Result<Conclusion, Failure> {
    let request = NewRequest {
        form: options.form.clone(),
        edition: options.edition.clone(),
        language: options.language.clone(),
        out: name_of(&options.out),
    };
    let started = match start(project, &request) {
        Ok(started) => started,
        Err(refusal) => return print::refused(&refusal, "nothing was written"),
    };
    carry_out(std::slice::from_ref(&started.edit))?;
    tell!("started {}\nedit it, then: canevas build {}", started.edit.path(), started.folder);
    if let Some(note) = &started.note {
        tell!("{note}");
    }
    Ok(Conclusion::Passes)
}
