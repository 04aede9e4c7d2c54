//! Bounds, which bind an answer that is given, in complete returns.

use crate::verdict::{Bound, FailureKind};
use crate::walk::{ResponseValidator, Spot};
use canevas_model::{AnswerShape, Choice, TextFormat};
use serde_json::Value;

impl ResponseValidator<'_> {
    /// The bounds of a value that is of its shape; what is not was reported as such.
    pub(crate) fn bounds(&mut self, shape: &AnswerShape, value: &Value, spot: &Spot) {
        for kind in broken(shape, value) {
            self.fail_at(spot, kind);
        }
    }
}

/// What of a shape's bounds a value breaks.
pub(crate) fn broken(shape: &AnswerShape, value: &Value) -> Vec<FailureKind> {
    let mut out = Vec::new();
    let mut check = |broken: bool, bound: Bound| {
        if broken {
            out.push(FailureKind::Bounds(bound));
        }
    };
    match shape {
        AnswerShape::Text { max_length, format } => {
            let Some(text) = value.as_str() else { return out };
            match format {
                TextFormat::Any => {}
                TextFormat::Email => check(!is_email(text), Bound::Email),
                TextFormat::Url => check(!is_url(text), Bound::Url),
            }
            if let Some(most) = max_length {
                check(text.chars().count() > *most as usize, Bound::MaxLength(*most));
            }
        }
        AnswerShape::Many { choices, at_least, at_most, .. } => {
            let Some(items) = value.as_array() else { return out };
            if items.iter().any(|item| is_exclusive(choices, item)) {
                // An option that excludes the others stands alone, however many are asked for.
                return if items.len() > 1 { vec![FailureKind::NotAlone] } else { out };
            }
            counts(items.len(), *at_least, *at_most, &mut check);
        }
        AnswerShape::NamesAndRoles { at_least, at_most } | AnswerShape::Rows { at_least, at_most } => {
            if let Some(items) = value.as_array() {
                counts(items.len(), *at_least, *at_most, &mut check);
            }
        }
        AnswerShape::Number(shape) => {
            let Some(number) = value.as_f64() else { return out };
            if let Some(min) = shape.min {
                check(number < min, Bound::Min(min));
            }
            if let Some(max) = shape.max {
                check(number > max, Bound::Max(max));
            }
        }
        AnswerShape::Date { from, to } | AnswerShape::Month { from, to } => {
            // Only what is of the kind has an order.
            let Some(text) = value.as_str().filter(|_| crate::kinds::fits(shape, value)) else { return out };
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

fn is_exclusive(choices: &[Choice], item: &Value) -> bool {
    item.as_str().is_some_and(|code| choices.iter().any(|choice| choice.exclusive && choice.code == code))
}

/// An e-mail address, as far as anybody can tell by looking.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&byte);
    let of_host = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !name.is_empty()
        && name.bytes().all(of_name)
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty() && label.bytes().all(of_host))
}

/// A web address.
fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains([' ', '\t', '\r', '\n']))
}
