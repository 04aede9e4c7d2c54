//! What a person can ask for: check, build, diff, publish, rename, retire, accept, next edition, translate, read, import answers, report,
//! export, returns, cases.
//!
//! Each operation is a function from a [`Project`] and a request to findings and [`Edits`]. It touches no terminal, disk or
//! clock. A front makes the project over its own [`Files`](files::Files), prints what an operation returns, and carries out
//! its edits. The [`Conclusion`] says how the operation ends.
//!
//! The project keeps what was read and built. A front that stays alive, such as a language server, keeps one project for all
//! requests: an operation then reads again only the files that changed, and runs only the work that depends on them. A front
//! that does one thing, such as the command line, makes one project per run.
//!
//! An operation that fails returns no edits. Edits come in an order in which a front may stop after any of them.

mod build;
mod cases;
mod change_file;
mod check;
mod conclusion;
mod day;
mod diff;
mod edit;
mod explain;
#[cfg(feature = "export")]
mod export;
mod findings;
mod fmt;
mod import_answers;
#[cfg(feature = "export")]
mod line_chunks;
mod names;
mod new;
mod next_edition;
#[cfg(feature = "export")]
mod open_form;
mod order;
mod output;
mod publish;
mod reach;
mod read;
mod refusal;
mod report;
mod returns;
mod same_edition;
mod several_editions;
mod start;
pub mod translate;
mod unread;

pub use build::{BuildOutcome, BuildRequest, OpenCopy, build};
pub use cases::{CasesRequest, WrittenCases, write_cases};
pub use change_file::{AcceptRequest, Accepted, RenameRequest, RetireRequest, accept, rename, retire};
pub use check::{CheckRequest, check, check_edition};
pub use conclusion::Conclusion;
pub use day::{day_at, is_day};
pub use diff::{ComparedEditions, DiffOutcome, DiffRequest, diff};
pub use edit::{Edit, Edits};
pub use explain::{RuleEntry, RuleList, explain};
#[cfg(feature = "export")]
pub use export::{
    ExportOutcome, ExportPlace, ExportRequest, FlatReturns, FlattenRequest, RowTaker, TableHead, export, export_rows,
};
pub use findings::{EditionFindings, FindingCounts, FindingEntry, FindingInWords, FindingList, PlaceEntry, each_once};
pub use fmt::{FmtOutcome, FmtRequest, fmt};
pub use import_answers::{ImportOutcome, ImportRequest, import_answers};
pub use names::shown;
pub use new::{NewRequest, StartedForm, new};
pub use next_edition::{NextEditionRequest, StartedEdition, next_edition};
#[cfg(feature = "export")]
pub use open_form::{CheckedLine, OpenForm, ReturnText};
pub use output::{FileState, LOCK, OutputPlan, StaleFile, unfinished};
pub use publish::{Publication, PublishRequest, publish};
pub use reach::{ReachCause, ReachEntry, ReachInCopy, ReachRequest, ReachTable, reach};
pub use read::{
    FileRead, FileReport, MissingField, PlacedText, ReadReport, ReadRequest, ReturnIdentity, ReturnsTo, StrayText,
    Written, identity_of, read, read_conclusion, read_report,
};
pub use refusal::{Failure, Refusal};
pub use report::{ReportOutcome, ReportRequest, write_report};
pub use returns::{
    AcceptReturnRequest, ClarifyRequest, DESK, DeskOutcome, DeskStep, EraseRequest, FillFormat, FillOutcome,
    FillRequest, HistoryRequest, LetterPurpose, LetterRequest, MergeOutcome, MergeRequest, ReceiveRequest,
    RecordRequest, Signature, StatusOutcome, StatusRequest, UndoRequest, ValueOrigin, accept_returns, clarify_return,
    draft_letters, edition_of, erase_answers, fill_returns, merge_returns, receive_returns, record_step,
    returns_history, returns_status, undo_entry,
};

/// Findings, and the texts that they point into.
pub use canevas_compiler::diagnostics;
/// The files of an export, and where they go.
#[cfg(feature = "export")]
pub use canevas_compiler::export::{ExportFormats, Outputs};
/// The way to files, which a front implements.
pub use canevas_compiler::files;
pub use canevas_compiler::html::PostAddress;
pub use canevas_compiler::{BACK_ENDS, BackEnd, Project};

use serde::Serialize;

/// The JSON of what a command prints, indented, with a line break at the end.
pub fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(|error| format!("cannot write JSON: {error}"))
}

/// The same in one line.
pub(crate) fn json_line(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| format!("cannot write JSON: {error}"))
}
