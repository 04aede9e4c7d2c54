//! What two rules share that report one kind of change in its two directions.

use super::base::{ChangeFinding, or_none};
use crate::diff::{BoundName, Change};

/// The keys that bound an answer.
pub(super) const BOUND_KEYS: &[&str] = &[
    "question.max_length",
    "question.at_least",
    "question.at_most",
    "question.min",
    "question.max",
    "question.decimals",
    "question.from",
    "question.to",
    "question.within",
    "fact.max_length",
    "fact.min",
    "fact.max",
    "fact.decimals",
    "fact.from",
    "fact.to",
];

/// The keys that hold a condition.
pub(super) const CONDITION_KEYS: &[&str] = &["question.show_if", "section.show_if", "heading.show_if"];

/// A bound with another value.
pub(super) fn bound_changed(
    change: &Change,
    bound: BoundName,
    before: Option<&str>,
    after: Option<&str>,
) -> ChangeFinding {
    let (before, after) = (or_none(before), or_none(after));
    let message = format!("`{}`: {bound} changed from {before} to {after}", change.at);
    ChangeFinding::of(change, message).from(Some(format!("{bound} {before}")), Some(format!("{bound} {after}")))
}

/// A condition in a message; “always” where there is no condition.
pub(super) fn or_always(condition: Option<&str>) -> &str {
    condition.unwrap_or("always")
}
