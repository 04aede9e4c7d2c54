//! Changes of bounds: whether more or fewer answers pass.

use super::ChangeKind;
use canevas_model::{AnswerShape, TextFormat};
use std::cmp::Ordering;
use std::fmt;

/// A bound of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundName {
    /// The longest text.
    MaxLength,
    /// The fewest options or rows.
    AtLeast,
    /// The most options or rows.
    AtMost,
    /// The smallest number.
    Min,
    /// The largest number.
    Max,
    /// The number of decimal places.
    Decimals,
    /// The earliest date.
    From,
    /// The latest date.
    To,
    /// The format of a text.
    Format,
}

impl BoundName {
    /// Whether the bound is a lower limit.
    fn is_lower(self) -> bool {
        matches!(self, Self::AtLeast | Self::Min | Self::From)
    }
}

/// As the key of the language.
impl fmt::Display for BoundName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::MaxLength => "max_length",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Min => "min",
            Self::Max => "max",
            Self::Decimals => "decimals",
            Self::From => "from",
            Self::To => "to",
            Self::Format => "format",
        })
    }
}

#[derive(Clone, PartialEq)]
enum BoundValue {
    Number(f64),
    Date(String),
}

impl BoundValue {
    fn words(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.clone(),
        }
    }

    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            _ => self.words().cmp(&other.words()),
        }
    }
}

/// The bounds of a shape, each with its value where it is set.
fn bounds(shape: &AnswerShape) -> Vec<(BoundName, Option<BoundValue>)> {
    let count = |value: Option<u32>| value.map(|value| BoundValue::Number(f64::from(value)));
    match shape {
        AnswerShape::Text { max_length, .. } => vec![(BoundName::MaxLength, count(*max_length))],
        AnswerShape::Many { at_least, at_most, .. }
        | AnswerShape::NamesAndRoles { at_least, at_most }
        | AnswerShape::Rows { at_least, at_most } => {
            // An answer always has at least one.
            let at_least = at_least.filter(|least| *least > 1);
            vec![(BoundName::AtLeast, count(at_least)), (BoundName::AtMost, count(*at_most))]
        }
        AnswerShape::Number(_) | AnswerShape::Year { .. } => {
            let Some(number) = shape.number() else { return Vec::new() };
            vec![
                (BoundName::Min, number.min.map(BoundValue::Number)),
                (BoundName::Max, number.max.map(BoundValue::Number)),
                (BoundName::Decimals, count(Some(number.decimals))),
            ]
        }
        AnswerShape::Date { from, to } | AnswerShape::Month { from, to } => vec![
            (BoundName::From, from.clone().map(BoundValue::Date)),
            (BoundName::To, to.clone().map(BoundValue::Date)),
        ],
        AnswerShape::YesNo | AnswerShape::One { .. } | AnswerShape::Group | AnswerShape::Nothing => Vec::new(),
    }
}

/// The changes of bounds between two shapes of one kind.
pub(super) fn changes(old: &AnswerShape, new: &AnswerShape) -> Vec<ChangeKind> {
    let mut out = Vec::new();
    for ((bound, before), (new_bound, after)) in bounds(old).into_iter().zip(bounds(new)) {
        if bound != new_bound || before == after {
            continue;
        }
        let tighter = match (&before, &after) {
            (Some(old), Some(new)) => (new.order(old) == Ordering::Greater) == bound.is_lower(),
            (None, Some(_)) => true,
            _ => false,
        };
        let words = |value: Option<BoundValue>| value.map(|value| value.words());
        out.push(ChangeKind::Bound { bound, before: words(before), after: words(after), tighter });
    }
    if let (AnswerShape::Text { format: old, .. }, AnswerShape::Text { format: new, .. }) = (old, new)
        && old != new
    {
        let name = |format: Option<&TextFormat>| format.map(|format| format.name.to_owned());
        out.push(ChangeKind::Bound {
            bound: BoundName::Format,
            before: name(*old),
            after: name(*new),
            tighter: new.is_some(),
        });
    }
    out
}
