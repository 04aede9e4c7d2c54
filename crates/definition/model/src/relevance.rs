//! When something is asked.

use crate::condition::Condition;
use canevas_diagnostics::Span;

/// The condition under which something is asked, split at its top-level `and`: the part that has one value, and the part
/// that has a value per row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Relevance {
    /// Over questions outside and facts.
    pub outer: Option<Condition>,
    /// Over this row's copies of other questions, or over fields of the same row or group.
    pub row: Option<Condition>,
    /// Where the condition stands.
    pub span: Option<Span>,
}
