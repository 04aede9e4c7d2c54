//! What a command of the desk did.

use crate::{Conclusion, Edits, Failure, json};
use serde::Serialize;
use serde_json::Value;

/// What a command of the desk did, or would do.
#[derive(Debug)]
pub struct DeskOutcome {
    /// The files to write, in order.
    pub edits: Edits,
    text: String,
    report: Value,
    conclusion: Conclusion,
}

impl DeskOutcome {
    pub(super) fn new(
        edits: Edits,
        text: String,
        report: &impl Serialize,
        conclusion: Conclusion,
    ) -> Result<Self, Failure> {
        let report = serde_json::to_value(report).map_err(|error| format!("cannot write JSON: {error}"))?;
        Ok(Self { edits, text, report, conclusion })
    }

    /// The report for people.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same as JSON.
    pub fn json(&self) -> Result<String, Failure> {
        json(&self.report)
    }

    /// Denies where a person must do something first.
    pub fn conclusion(&self) -> Conclusion {
        self.conclusion
    }
}
