//! What stands in a return and is no answer to the question where it stands.

use serde_json::Value;

/// Why a value is no answer to the question where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// The edition has no question or field of this name.
    Unknown,
    /// It is not of the kind that the question takes.
    WrongKind,
    /// It waits in the return until a person decides what it means.
    Waiting,
}

impl WhyLeftOut {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::Unknown, Self::WrongKind, Self::Waiting];

    /// The word in the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::WrongKind => "wrong_kind",
            Self::Waiting => "waiting",
        }
    }
}

/// Something that is no answer.
pub(crate) struct Left<'v> {
    /// Where it stands in the return.
    pub(crate) place: String,
    pub(crate) value: &'v Value,
    pub(crate) why: WhyLeftOut,
}
