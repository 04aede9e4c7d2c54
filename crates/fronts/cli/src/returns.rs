//! `canevas returns`.

mod desk;
mod letters;

use crate::Failure;
use crate::args::{DeskFormat, Format, Returns, ReturnsMerge, ReturnsStatus};
use crate::disk::{name_of, names_of};
use crate::output::carry_out;
use crate::print;
use crate::terminal::{give, give_data, give_json, message, progress, visible};
use canevas_machine::today;
use canevas_operations::{Conclusion, MergeRequest, Project, StatusRequest, merge_returns, returns_status};
use std::path::Path;

/// Runs one of the commands of the desk.
pub fn returns(project: &Project, command: &Returns) -> Result<Conclusion, Failure> {
    match command {
        Returns::Status(options) => status(project, options),
        Returns::Merge(options) => merge(project, options),
        Returns::Receive(options) => desk::receive(project, options),
        Returns::Record(options) => desk::record(project, options),
        Returns::Accept(options) => desk::accept(project, options),
        Returns::Undo(options) => desk::undo(project, options),
        Returns::History(options) => desk::history(project, options),
        Returns::Clarify(options) => letters::clarify(project, options),
        Returns::Letter(options) => letters::letter(project, options),
        Returns::Erase(options) => desk::erase(project, options),
    }
}

/// Prints who reported.
fn status(project: &Project, options: &ReturnsStatus) -> Result<Conclusion, Failure> {
    let request = StatusRequest {
        names: names_of(&options.paths),
        form: options.edition.name(),
        today: Some(options.on.clone().map_or_else(today, Ok)?),
        receipts: options.receipt.clone(),
    };
    let outcome = match returns_status(project, &request, &mut |done, all| progress(done, all, "files read")) {
        Ok(outcome) => outcome,
        Err(refusal) => return print::refused(&refusal, "nothing was read"),
    };
    match options.format {
        DeskFormat::Text => give(&outcome.text())?,
        DeskFormat::Json => give_json(&outcome.json()?)?,
        DeskFormat::Html => give_data(&outcome.html()?)?,
    }
    Ok(outcome.conclusion())
}

/// Merges copies, writes the draft, and prints what differs.
fn merge(project: &Project, options: &ReturnsMerge) -> Result<Conclusion, Failure> {
    let is_printed = options.out == Path::new("-");
    if is_printed && options.format == Format::Json {
        return Err("the draft and the report are both JSON; name a file for the draft".to_owned());
    }
    let request = MergeRequest {
        names: names_of(&options.paths),
        form: options.edition.name(),
        out: (!is_printed).then(|| name_of(&options.out)),
        language: options.language.clone(),
        force: options.force,
    };
    let outcome = merge_returns(project, &request)?;
    carry_out(outcome.edit.as_slice())?;
    match options.format {
        Format::Text if is_printed => {
            give_data(&outcome.draft)?;
            message(&visible(&outcome.text()));
        }
        Format::Text => give(&outcome.text())?,
        Format::Json => give_json(&outcome.json()?)?,
    }
    Ok(outcome.conclusion())
}
