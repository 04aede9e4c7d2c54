//! What came in: the desk of a secretariat.

mod status;

pub use status::{StatusOutcome, StatusRequest, returns_status};
