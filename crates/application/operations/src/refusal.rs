//! Why an operation gives no edits.

use crate::{ComparedEditions, Conclusion, EditionFindings};
use canevas_compiler::files::FileError;

/// Why an operation could not do its work: a sentence for a person.
pub type Failure = String;

/// Why an operation gives no edits.
#[derive(Debug)]
pub enum Refusal {
    /// It cannot do what the request asks.
    Failed(Failure),
    /// One of two editions cannot be read, so they were not compared.
    Unreadable(Box<EditionFindings>),
    /// The edition that it starts from has findings that deny.
    Before(Box<EditionFindings>),
    /// The edition that it would leave has findings that deny.
    After(Box<EditionFindings>),
    /// A change to an earlier edition denies.
    Changes(Box<ComparedEditions>),
}

impl Refusal {
    /// How the operation ends: a finding denies, or it could not do its work.
    pub fn conclusion(&self) -> Result<Conclusion, Failure> {
        match self {
            Self::Failed(failure) => Err(failure.clone()),
            Self::Unreadable(_) => Err("an edition could not be read, so nothing was compared".to_owned()),
            Self::Before(_) | Self::After(_) | Self::Changes(_) => Ok(Conclusion::Denies),
        }
    }
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
