//! The commands of the desk that write into histories. One of them at a time writes into the desk of an edition: another one
//! waits, so that two people lose nothing.

use crate::args::{
    DeskEntry, Format, Origin, ReturnsAccept, ReturnsErase, ReturnsHistory, ReturnsReceive, ReturnsRecord, ReturnsUndo,
    Step,
};
use crate::disk::names_of;
use crate::lock::FolderLock;
use crate::output::carry_out;
use crate::terminal::{give, give_json};
use crate::{Failure, print};
use canevas_machine::today;
use canevas_operations::files::join;
use canevas_operations::{
    AcceptReturnRequest, Conclusion, DESK, DeskOutcome, DeskStep, EraseRequest, HistoryRequest, Project,
    ReceiveRequest, RecordRequest, Refusal, Signature, UndoRequest, ValueOrigin, accept_returns, edition_of,
    erase_answers, receive_returns, record_step, returns_history, undo_entry,
};

/// Writes down which files came in.
pub fn receive(project: &Project, options: &ReturnsReceive) -> Result<Conclusion, Failure> {
    let names = names_of(&options.paths);
    let form = options.edition.name();
    let _lock = lock(project, form.as_deref(), &names)?;
    let request = ReceiveRequest { names, form, signature: signature(&options.written)? };
    finish(receive_returns(project, &request), options.written.format)
}

/// Writes down what happened.
pub fn record(project: &Project, options: &ReturnsRecord) -> Result<Conclusion, Failure> {
    let step = match (options.step, &options.until) {
        (Step::Extended, Some(until)) => DeskStep::Extended(until.clone()),
        (Step::Extended, None) => return Err("say until when: --until 2024-04-30".to_owned()),
        (_, Some(_)) => return Err("only `extended` has a new last day; leave --until out".to_owned()),
        (Step::Invited, None) => DeskStep::Invited,
        (Step::Reminded, None) => DeskStep::Reminded,
        (Step::InReview, None) => DeskStep::InReview,
        (Step::SentBack, None) => DeskStep::SentBack,
    };
    let form = options.edition.name();
    let _lock = lock(project, form.as_deref(), &[])?;
    let countries = options.countries.clone();
    let request = RecordRequest { step, countries, form, signature: signature(&options.written)? };
    finish(record_step(project, &request), options.written.format)
}

/// Accepts returns.
pub fn accept(project: &Project, options: &ReturnsAccept) -> Result<Conclusion, Failure> {
    let names = names_of(&options.paths);
    let form = options.edition.name();
    let _lock = lock(project, form.as_deref(), &names)?;
    let request = AcceptReturnRequest {
        names,
        form,
        origin: match options.origin {
            Origin::Given => ValueOrigin::Given,
            Origin::Clarified => ValueOrigin::Clarified,
            Origin::Corrected => ValueOrigin::Corrected,
        },
        replace: options.replace,
        incomplete: options.incomplete,
        signature: signature(&options.written)?,
    };
    finish(accept_returns(project, &request), options.written.format)
}

/// Takes an entry back.
pub fn undo(project: &Project, options: &ReturnsUndo) -> Result<Conclusion, Failure> {
    let form = options.edition.name();
    let _lock = lock(project, form.as_deref(), &[])?;
    let (country, entry) = (options.country.clone(), options.entry);
    let request = UndoRequest { country, entry, form, signature: signature(&options.written)? };
    finish(undo_entry(project, &request), options.written.format)
}

/// Shows histories.
pub fn history(project: &Project, options: &ReturnsHistory) -> Result<Conclusion, Failure> {
    let request = HistoryRequest { countries: options.countries.clone(), form: options.edition.name() };
    finish(returns_history(project, &request), options.format)
}

/// Erases answers.
pub fn erase(project: &Project, options: &ReturnsErase) -> Result<Conclusion, Failure> {
    let form = options.edition.name();
    let _lock = lock(project, form.as_deref(), &[])?;
    let request = EraseRequest {
        country: options.country.clone(),
        places: options.at.clone(),
        personal: options.personal,
        form,
        signature: signature(&options.written)?,
    };
    finish(erase_answers(project, &request), options.written.format)
}

fn lock(project: &Project, form: Option<&str>, names: &[String]) -> Result<FolderLock, Failure> {
    FolderLock::take(&join(&edition_of(project, form, names)?, DESK))
}

fn signature(entry: &DeskEntry) -> Result<Signature, Failure> {
    let on = entry.on.clone().map_or_else(today, Ok)?;
    Ok(Signature { by: entry.by.clone(), on, reason: entry.reason.clone() })
}

/// Writes what the command leaves, and prints what it did. The lock must still be held.
pub(super) fn finish(outcome: Result<DeskOutcome, Refusal>, format: Format) -> Result<Conclusion, Failure> {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(refusal) => return print::refused(&refusal, "nothing was written"),
    };
    carry_out(&outcome.edits)?;
    match format {
        Format::Text => give(outcome.text())?,
        Format::Json => give_json(&outcome.json()?)?,
    }
    Ok(outcome.conclusion())
}
