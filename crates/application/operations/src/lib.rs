//! What every front offers, without a terminal, a disk or a clock: functions from editions and a request to findings and
//! [`Edits`]. A front reads the files, calls an operation, prints what it returns and carries out its edits.

mod check;
mod edit;
mod explain;
mod findings;
mod fmt;
mod new;
mod refusal;

pub use check::{CheckRequest, check};
pub use edit::{Edit, Edits};
pub use explain::{RuleEntry, RuleList, explain};
pub use findings::{EditionFindings, FindingCounts, FindingEntry, FindingList, PlaceEntry, denies, each_once};
pub use fmt::fmt;
pub use new::{NewRequest, new};
pub use refusal::{Failure, Refusal};

pub use canevas_compiler as compiler;

use serde::Serialize;

/// The JSON of what a command prints, indented, with a line break at the end.
pub fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(|error| format!("cannot write JSON: {error}"))
}
