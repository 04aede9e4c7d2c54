//! How an operation ends. A front turns it into an exit code, a colour or a sign.

use crate::EditionFindings;

/// How an operation ends where it could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conclusion {
    /// Nothing denies.
    Passes,
    /// A finding denies, or files are not what they should be.
    Denies,
}

impl Conclusion {
    /// The conclusion from the findings of some editions.
    pub fn of(editions: &[EditionFindings]) -> Self {
        Self::denies_if(editions.iter().any(|edition| edition.findings.deny()))
    }

    pub(crate) fn denies_if(condition: bool) -> Self {
        if condition { Self::Denies } else { Self::Passes }
    }
}
