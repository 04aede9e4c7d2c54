//! Bounds of answers, each with the side on which it bounds.

use super::ChangeKind;
use canevas_model::{AnswerShape, TextFormat};
use std::cmp::Ordering;

#[derive(Clone, PartialEq)]
enum Value {
    Number(f64),
    Date(String),
}

impl Value {
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

struct Bound {
    name: &'static str,
    /// Whether it bounds from below.
    below: bool,
    value: Option<Value>,
}

fn bounds(shape: &AnswerShape) -> Vec<Bound> {
    let count = |name, below, value: &Option<u32>| Bound {
        name,
        below,
        value: value.map(|value| Value::Number(f64::from(value))),
    };
    match shape {
        AnswerShape::Text { max_length, .. } => vec![count("max_length", false, max_length)],
        AnswerShape::Many { at_least, at_most, .. }
        | AnswerShape::NamesAndRoles { at_least, at_most }
        | AnswerShape::Rows { at_least, at_most } => {
            // One at least is what an answer has anyway.
            let at_least = at_least.filter(|least| *least > 1);
            vec![count("at_least", true, &at_least), count("at_most", false, at_most)]
        }
        AnswerShape::Number(_) | AnswerShape::Year { .. } => {
            let Some(number) = shape.number() else { return Vec::new() };
            vec![
                Bound { name: "min", below: true, value: number.min.map(Value::Number) },
                Bound { name: "max", below: false, value: number.max.map(Value::Number) },
                count("decimals", false, &(!number.whole).then_some(number.decimals)),
            ]
        }
        AnswerShape::Date { from, to } | AnswerShape::Month { from, to } => vec![
            Bound { name: "from", below: true, value: from.clone().map(Value::Date) },
            Bound { name: "to", below: false, value: to.clone().map(Value::Date) },
        ],
        AnswerShape::YesNo | AnswerShape::One { .. } | AnswerShape::Group | AnswerShape::Nothing => Vec::new(),
    }
}

/// The changes of bounds between two shapes of one kind.
pub(super) fn changes(old: &AnswerShape, new: &AnswerShape) -> Vec<ChangeKind> {
    let mut out = Vec::new();
    for (before, after) in bounds(old).into_iter().zip(bounds(new)) {
        if before.name != after.name || before.value == after.value {
            continue;
        }
        let tighter = match (&before.value, &after.value) {
            (Some(old), Some(new)) => (new.order(old) == Ordering::Greater) == after.below,
            (None, Some(_)) => true,
            _ => false,
        };
        out.push(ChangeKind::Bound {
            bound: after.name,
            before: before.value.map(|value| value.words()),
            after: after.value.map(|value| value.words()),
            tighter,
        });
    }
    if let (AnswerShape::Text { format: old, .. }, AnswerShape::Text { format: new, .. }) = (old, new)
        && old != new
    {
        let name = |format: Option<&TextFormat>| format.map(|format| format.name.to_owned());
        out.push(ChangeKind::Bound { bound: "format", before: name(*old), after: name(*new), tighter: new.is_some() });
    }
    out
}
