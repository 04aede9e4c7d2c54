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

/// A bound of a shape.
struct Bound {
    name: BoundName,
    /// Its value, where it is set.
    written: Option<BoundValue>,
    /// What binds every answer without it.
    natural: Option<BoundValue>,
}

impl Bound {
    fn new(name: BoundName, written: Option<BoundValue>) -> Self {
        Self { name, written, natural: None }
    }

    /// Whether one value of this bound refuses answers that the other accepts.
    fn is_stricter(&self, value: Option<&BoundValue>, than: Option<&BoundValue>) -> bool {
        match (value, than) {
            (Some(value), Some(than)) => {
                let order = value.order(than);
                if self.name.is_lower() { order == Ordering::Greater } else { order == Ordering::Less }
            }
            (value, _) => value.is_some(),
        }
    }

    /// What binds the answers: the value that is set, unless it refuses nothing.
    fn binding(&self) -> Option<&BoundValue> {
        let (written, natural) = (self.written.as_ref(), self.natural.as_ref());
        if self.is_stricter(written, natural) { written } else { natural }
    }
}

/// The bounds of a shape.
fn bounds(shape: &AnswerShape) -> Vec<Bound> {
    let count = |value: Option<u32>| value.map(|value| BoundValue::Number(f64::from(value)));
    match shape {
        AnswerShape::Text { max_length, .. } => vec![Bound::new(BoundName::MaxLength, count(*max_length))],
        AnswerShape::Many { at_least, at_most, .. }
        | AnswerShape::NamesAndRoles { at_least, at_most }
        | AnswerShape::Rows { at_least, at_most } => vec![
            // An answer always has at least one.
            Bound { natural: count(Some(1)), ..Bound::new(BoundName::AtLeast, count(*at_least)) },
            Bound { natural: count(most_together(shape)), ..Bound::new(BoundName::AtMost, count(*at_most)) },
        ],
        AnswerShape::Number(_) | AnswerShape::Year { .. } => {
            let Some(number) = shape.number() else { return Vec::new() };
            vec![
                Bound::new(BoundName::Min, number.min.map(BoundValue::Number)),
                Bound::new(BoundName::Max, number.max.map(BoundValue::Number)),
                Bound::new(BoundName::Decimals, count(Some(number.decimals))),
            ]
        }
        AnswerShape::Date { from, to } | AnswerShape::Month { from, to } => vec![
            Bound::new(BoundName::From, from.clone().map(BoundValue::Date)),
            Bound::new(BoundName::To, to.clone().map(BoundValue::Date)),
        ],
        AnswerShape::YesNo | AnswerShape::One { .. } | AnswerShape::Group | AnswerShape::Nothing => Vec::new(),
    }
}

/// How many options an answer can name at once: an option that excludes the others stands alone.
fn most_together(shape: &AnswerShape) -> Option<u32> {
    let AnswerShape::Many { choices, .. } = shape else { return None };
    let together = choices.iter().filter(|choice| !choice.exclusive).count().max(1);
    u32::try_from(together).ok()
}

/// The changes of bounds between two shapes of one kind. A bound that refuses nothing is no bound.
pub(super) fn changes(old: &AnswerShape, new: &AnswerShape) -> Vec<ChangeKind> {
    let mut out = Vec::new();
    for (was, now) in bounds(old).into_iter().zip(bounds(new)) {
        if was.name != now.name || was.written == now.written {
            continue;
        }
        let tighter = now.is_stricter(now.written.as_ref(), was.binding());
        if !tighter && !was.is_stricter(was.written.as_ref(), now.binding()) {
            continue;
        }
        let words = |value: Option<BoundValue>| value.map(|value| value.words());
        out.push(ChangeKind::Bound { bound: was.name, before: words(was.written), after: words(now.written), tighter });
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
