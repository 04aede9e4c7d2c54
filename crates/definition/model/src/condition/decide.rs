//! Whether a condition can be true, and whether it can be anything else.

use super::Condition;
use super::search::{Goal, Known, Search, Space};
use crate::types::Model;

/// For which answers a condition is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// True for no answers.
    NeverTrue,
    /// True for all answers.
    AlwaysTrue,
    /// True for some.
    Either,
    /// Too many combinations.
    TooMany,
}

/// Decides whether a condition is never or always true.
pub fn decide(condition: &Condition, model: &Model) -> Decision {
    let space = Space::new(model);
    let search = |truth| space.search(&[Goal { model, condition, truth }], Known::Nothing);
    match (search(true), search(false)) {
        (Search::Nothing, _) => Decision::NeverTrue,
        (_, Search::Nothing) => Decision::AlwaysTrue,
        (Search::TooMany, _) | (_, Search::TooMany) => Decision::TooMany,
        (Search::Found(_), Search::Found(_)) => Decision::Either,
    }
}
