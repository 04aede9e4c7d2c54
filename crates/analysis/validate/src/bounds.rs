//! The bounds of an answer. They apply only to complete returns.

use crate::at::At;
use crate::failure::{Bound, FailureKind};
use crate::walk::ResponseValidator;
use canevas_model::{AnswerShape, Choice, JsonValue};
use serde_json::Value;

impl<'v, V: JsonValue<'v>> ResponseValidator<'v, V> {
    /// Checks the bounds of a value. A value of the wrong kind has a failure already.
    pub(crate) fn bounds(&mut self, shape: &AnswerShape, value: V, at: At<'_>) {
        for kind in broken(shape, value) {
            self.fail_at(at, kind);
        }
        // An option that an earlier answer gave may be gone.
        if !self.relevant.gives(shape, value) {
            self.fail_at(at, FailureKind::WrongKind);
        }
    }
}

/// Whether a value is of the kind of a shape and within its bounds. Groups and rows have fields, so they have no such value.
pub fn accepts(shape: &AnswerShape, value: &Value) -> bool {
    canevas_responses::fits(shape, value) && broken(shape, value).is_empty()
}

/// The bounds of a shape that a value violates.
pub(crate) fn broken<'v>(shape: &AnswerShape, value: impl JsonValue<'v>) -> Vec<FailureKind> {
    let mut out = Vec::new();
    let mut check = |broken: bool, bound: Bound| {
        if broken {
            out.push(FailureKind::Bounds(bound));
        }
    };
    match shape {
        AnswerShape::Text { max_length, format } => {
            let Some(text) = value.text() else { return out };
            if let Some(format) = format {
                check(!format.accepts(text), Bound::Format(format));
            }
            if let Some(most) = max_length {
                check(text.chars().count() > *most as usize, Bound::MaxLength(*most));
            }
        }
        AnswerShape::Many { choices, at_least, at_most, .. } => {
            let Some(mut items) = value.items() else { return out };
            let count = value.items().map_or(0, Iterator::count);
            if items.any(|item| is_exclusive(choices, item)) {
                // An option that excludes the others may stand alone, even if more options are required.
                return if count > 1 { vec![FailureKind::NotAlone] } else { out };
            }
            counts(count, *at_least, *at_most, &mut check);
        }
        AnswerShape::NamesAndRoles { at_least, at_most } | AnswerShape::Rows { at_least, at_most } => {
            if let Some(items) = value.items() {
                counts(items.count(), *at_least, *at_most, &mut check);
            }
        }
        AnswerShape::Number(_) | AnswerShape::Year { .. } => {
            let (Some(number), Some(shape)) = (value.number(), shape.number()) else { return out };
            check(!shape.whole && !shape.is_exact(number), Bound::Decimals(shape.decimals));
            if let Some(min) = shape.min {
                check(number < min, Bound::Min(min));
            }
            if let Some(max) = shape.max {
                check(number > max, Bound::Max(max));
            }
        }
        AnswerShape::Date { from, to } | AnswerShape::Month { from, to } => {
            // Only a valid day or month has an order.
            let Some(text) = value.text().filter(|_| canevas_responses::fits(shape, value)) else { return out };
            if let Some(from) = from {
                check(text < from.as_str(), Bound::From(from.clone()));
            }
            if let Some(to) = to {
                check(text > to.as_str(), Bound::To(to.clone()));
            }
        }
        AnswerShape::YesNo | AnswerShape::One { .. } | AnswerShape::Group | AnswerShape::Nothing => {}
    }
    out
}

fn counts(count: usize, at_least: Option<u32>, at_most: Option<u32>, check: &mut impl FnMut(bool, Bound)) {
    if let Some(least) = at_least {
        check(count < least as usize, Bound::AtLeast(least));
    }
    if let Some(most) = at_most {
        check(count > most as usize, Bound::AtMost(most));
    }
}

fn is_exclusive<'v>(choices: &[Choice], item: impl JsonValue<'v>) -> bool {
    item.text().is_some_and(|code| choices.iter().any(|choice| choice.exclusive && choice.code == code))
}
