//! Whether a value is of the kind that a shape asks for, bounds left out.

use canevas_model::dates::{Day, Month};
use canevas_model::{AnswerShape, Choice, JsonValue};
use std::fmt::Write as _;
use std::ops::RangeInclusive;

/// The largest number in an answer or a fact. Readers of JSON do not agree on whole numbers beyond it.
pub const LARGEST_NUMBER: f64 = 9_007_199_254_740_991.0;

/// Whether a number, without its sign, is larger than [`LARGEST_NUMBER`].
pub fn is_too_large(number: f64) -> bool {
    number.abs() > LARGEST_NUMBER
}

/// Whether a value is of a simple shape. Groups and repeated rows are looked into field by field instead: no value of
/// theirs is of a simple shape.
pub fn fits<'v>(shape: &AnswerShape, value: impl JsonValue<'v>) -> bool {
    match shape {
        AnswerShape::Text { .. } => is_text(value),
        AnswerShape::YesNo => value.is("yes") || value.is("no"),
        AnswerShape::One { choices, .. } => is_code(choices, value),
        AnswerShape::Many { choices, .. } => {
            // A list in which no option stands twice is no longer than the options.
            let before = |index: usize| value.items().into_iter().flatten().take(index);
            let is_new = |index: usize, item| is_code(choices, item) && !before(index).any(|other| same(other, item));
            !value.is_empty()
                && value.items().is_some_and(|items| items.enumerate().all(|(index, item)| is_new(index, item)))
        }
        AnswerShape::Number(_) | AnswerShape::Year { .. } => {
            let whole = shape.number().is_some_and(|number| number.whole);
            value.number().is_some_and(|value| !is_too_large(value) && (!whole || value.fract() == 0.0))
        }
        AnswerShape::Date { .. } => value.text().is_some_and(|text| Day::parse(text).is_some()),
        AnswerShape::Month { .. } => value.text().is_some_and(|text| Month::parse(text).is_some()),
        AnswerShape::NamesAndRoles { .. } => {
            !value.is_empty() && value.items().is_some_and(|mut items| items.all(is_name_and_role))
        }
        AnswerShape::Group | AnswerShape::Rows { .. } | AnswerShape::Nothing => false,
    }
}

/// Characters of which a text may consist and still show nothing: control characters, spaces, and signs that nobody sees.
const BLANK: &[RangeInclusive<char>] = &[
    '\0'..=' ',
    '\u{7f}'..='\u{a0}',
    '\u{ad}'..='\u{ad}',
    '\u{61c}'..='\u{61c}',
    '\u{1680}'..='\u{1680}',
    '\u{180e}'..='\u{180e}',
    '\u{2000}'..='\u{200f}',
    '\u{2028}'..='\u{202f}',
    '\u{205f}'..='\u{206f}',
    '\u{2800}'..='\u{2800}',
    '\u{3000}'..='\u{3000}',
    '\u{3164}'..='\u{3164}',
    '\u{feff}'..='\u{feff}',
];

/// Whether a value is a text that shows something. One of spaces only is no answer.
pub fn is_text<'v>(value: impl JsonValue<'v>) -> bool {
    value.text().is_some_and(|text| !is_blank(text))
}

/// Whether a text shows nothing: it is empty, or consists of spaces and characters that nobody sees.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| BLANK.iter().any(|range| range.contains(&c)))
}

/// The regular expression of a text that is not blank, as [`is_blank`] decides it: the JSON Schema and the form's script use it.
pub fn text_pattern() -> String {
    let mut out = String::from("[^");
    for range in BLANK {
        // Writing to a String cannot fail.
        let _ = write!(out, "\\u{:04x}", u32::from(*range.start()));
        if range.start() != range.end() {
            let _ = write!(out, "-\\u{:04x}", u32::from(*range.end()));
        }
    }
    out.push(']');
    out
}

/// Whether a word can be the key of a row.
pub fn is_row_key(key: &str) -> bool {
    canevas_syntax::Id::is_valid(key)
}

/// Whether an answer chooses an option.
pub fn is_chosen<'v>(answer: Option<impl JsonValue<'v>>, code: &str) -> bool {
    answer.is_some_and(|answer| match answer.items() {
        Some(mut items) => items.any(|item| item.is(code)),
        None => answer.is(code),
    })
}

fn is_name_and_role<'v>(item: impl JsonValue<'v>) -> bool {
    let is_part = |(key, value): (&str, _)| matches!(key, "name" | "role") && is_text(value);
    item.member("name").is_some() && item.members().is_some_and(|mut members| members.all(is_part))
}

fn is_code<'v>(choices: &[Choice], value: impl JsonValue<'v>) -> bool {
    value.text().is_some_and(|code| choices.iter().any(|choice| choice.code == code))
}

/// Whether two values are the same text.
fn same<'v>(a: impl JsonValue<'v>, b: impl JsonValue<'v>) -> bool {
    a.text() == b.text()
}

#[cfg(test)]
mod tests {
    use super::{is_blank, text_pattern};

    #[test]
    fn a_text_shows_something() {
        for text in ["", " ", "\n\t", "\u{a0}\u{202f}", "\u{200b}", "\u{feff}\u{2060}", "\u{7}"] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["a", " - ", "\u{200b}٣", "…"] {
            assert!(!is_blank(text), "{text:?}");
        }
        assert!(text_pattern().starts_with(r"[^\u0000-\u0020\u007f-\u00a0\u00ad"));
    }
}
