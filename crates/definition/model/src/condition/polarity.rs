//! Polarity: a target with two truth values, such as a JSON Schema, asks whether a condition is surely true, or whether
//! it is surely false. A question is shown where its condition is surely true. A condition that is neither is unknown.

use super::{Atom, Condition};

/// A condition with its negations pushed down to the atoms.
#[derive(Debug, Clone, PartialEq)]
pub enum NegationNormalForm<'a> {
    /// All of these.
    All(Vec<Self>),
    /// One of these.
    Any(Vec<Self>),
    /// An atom that is surely true (`true`) or surely false (`false`).
    Atom(&'a Atom, bool),
}

/// "Surely true" (`truth`) or "surely false" (`!truth`) of a condition:
/// T(not e) = F(e); T(a and b) = T(a) and T(b); F(a and b) = F(a) or F(b); and so on.
pub fn polar(condition: &Condition, truth: bool) -> NegationNormalForm<'_> {
    match condition {
        Condition::Not(inner) => polar(inner, !truth),
        Condition::Atom(atom) => NegationNormalForm::Atom(atom, truth),
        Condition::And(all) | Condition::Or(all) => {
            let parts = all.iter().map(|part| polar(part, truth)).collect();
            if matches!(condition, Condition::And(_)) == truth {
                NegationNormalForm::All(parts)
            } else {
                NegationNormalForm::Any(parts)
            }
        }
    }
}
