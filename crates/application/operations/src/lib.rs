//! What every front offers: functions from files and a request to findings and [`Edits`]. They touch no terminal, disk or
//! clock. A front gives them [`Files`](compiler::files::Files), prints what they return, and carries out their edits.

mod build;
mod change_file;
mod check;
mod day;
mod diff;
mod edit;
mod explain;
mod findings;
mod fmt;
mod manifest;
mod names;
mod new;
mod next_edition;
mod publish;
mod read;
mod refusal;
pub mod translate;

pub use build::{BuildOutcome, BuildReport, BuildRequest, LockedReport, OpenCopy, build};
pub use change_file::{AcceptRequest, RenameRequest, RetireRequest, accept, rename, retire};
pub use check::{CheckRequest, check, check_edition};
pub use day::{day_at, is_day};
pub use diff::{ComparedEditions, DiffRequest, diff, diff_html, diff_json, diff_sarif};
pub use edit::{Edit, Edits};
pub use explain::{RuleEntry, RuleList, explain};
pub use findings::{EditionFindings, FindingCounts, FindingEntry, FindingList, PlaceEntry, denies, each_once};
pub use fmt::{FmtOutcome, fmt};
pub use manifest::{FileState, OutputPlan, StaleFile};
pub use names::shown;
pub use new::{NewRequest, StartedForm, new};
pub use next_edition::{NextEditionRequest, StartedEdition, next_edition};
pub use publish::{Publication, PublishRequest, publish};
pub use read::{
    FileRead, FileReport, MissingField, PlacedText, ReadReport, ReadRequest, ReturnIdentity, ReturnsTo, StrayText,
    Written, identity_of, read, read_report,
};
pub use refusal::{Failure, Refusal};

pub use canevas_compiler as compiler;

use serde::Serialize;

/// The JSON of what a command prints, indented, with a line break at the end.
pub fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(|error| format!("cannot write JSON: {error}"))
}

/// The JSON of what a command prints, in one line.
pub fn json_line(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| format!("cannot write JSON: {error}"))
}
