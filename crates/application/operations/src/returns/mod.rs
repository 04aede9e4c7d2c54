//! What came in: the desk of a secretariat.

mod merge;
mod places;
mod status;

pub use merge::{MergeOutcome, MergeRequest, merge_returns};
pub use status::{StatusOutcome, StatusRequest, returns_status};
