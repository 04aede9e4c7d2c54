//! `canevas new`.

use crate::args::New;
use crate::output::carry_out;
use crate::{Failure, Outcome, discover, print};
use canevas_operations::{NewRequest, new as start};
use std::fs;

/// Starts a questionnaire.
pub fn new(options: &New) -> Result<Outcome, Failure> {
    let folder = options.out.join(&options.form).join(&options.edition);
    let path = folder.join("form.yaml");
    let request = NewRequest {
        form: options.form.clone(),
        edition: options.edition.clone(),
        language: options.language.clone(),
        path: discover::display(&path),
        exists: fs::symlink_metadata(&path).is_ok(),
    };
    match start(&request) {
        Ok(edit) => carry_out(&[edit])?,
        Err(refusal) => return print::refused(refusal, "nothing was written"),
    }
    eprintln!("started {}\nedit it, then: canevas build {}", request.path, discover::display(&folder));
    Ok(Outcome::Clean)
}
