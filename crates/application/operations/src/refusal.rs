//! Why an operation gives no edits.

use crate::{ComparedEditions, EditionFindings};
use canevas_compiler::files::FileError;

/// Why an operation could not do its work: a sentence for a person.
pub type Failure = String;

/// Why an operation gives no edits.
#[derive(Debug)]
pub enum Refusal {
    /// It cannot do what the request asks.
    Failed(Failure),
    /// One of two editions cannot be read, so they were not compared.
    Unreadable(Box<EditionFindings<'static>>),
    /// The edition that it starts from has findings that deny.
    Before(Box<EditionFindings<'static>>),
    /// The edition that it would leave has findings that deny.
    After(Box<EditionFindings<'static>>),
    /// A change to an earlier edition denies.
    Changes(Box<ComparedEditions>),
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<FileError> for Refusal {
    fn from(error: FileError) -> Self {
        Self::Failed(error.into())
    }
}
