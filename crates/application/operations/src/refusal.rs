//! Why an operation gives no edits.

use crate::EditionFindings;

/// Why an operation could not do its work: a sentence for a person.
pub type Failure = String;

/// Why an operation gives no edits.
#[derive(Debug)]
pub enum Refusal {
    /// It cannot do what the request asks.
    Failed(Failure),
    /// The edition that it starts from has findings that deny.
    Before(Box<EditionFindings<'static>>),
    /// The edition that it would leave has findings that deny.
    After(Box<EditionFindings<'static>>),
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}
