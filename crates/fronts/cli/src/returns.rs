//! `canevas returns`.

use crate::Failure;
use crate::args::{DeskFormat, Returns, ReturnsStatus};
use crate::disk::{name_of, names_of};
use crate::terminal::{give, give_data, give_json, progress};
use canevas_operations::{Conclusion, Project, StatusRequest, returns_status};

/// Runs one of the commands of the desk.
pub fn returns(project: &Project, command: &Returns) -> Result<Conclusion, Failure> {
    match command {
        Returns::Status(options) => status(project, options),
    }
}

/// Prints who reported.
fn status(project: &Project, options: &ReturnsStatus) -> Result<Conclusion, Failure> {
    let request = StatusRequest { names: names_of(&options.paths), form: options.form.as_deref().map(name_of) };
    let outcome = returns_status(project, &request, &mut |done, all| progress(done, all, "files read"))?;
    match options.format {
        DeskFormat::Text => give(&outcome.text())?,
        DeskFormat::Json => give_json(&outcome.json()?)?,
        DeskFormat::Html => give_data(&outcome.html()?)?,
    }
    Ok(outcome.conclusion())
}
