//! What a fact takes, in the words of a finding.

use canevas_model::AnswerShape;

/// "from 1 to 9", "not below 1", with the words for one bound.
fn bounds<T: std::fmt::Display>(low: Option<T>, high: Option<T>, [not_low, not_high]: [&str; 2]) -> String {
    match (low, high) {
        (Some(low), Some(high)) => format!(" from {low} to {high}"),
        (Some(low), None) => format!(" {not_low} {low}"),
        (None, Some(high)) => format!(" {not_high} {high}"),
        (None, None) => String::new(),
    }
}

/// What a fact of this shape takes.
pub(crate) fn expected(shape: &AnswerShape) -> String {
    const MOST: usize = 12;
    match shape {
        AnswerShape::YesNo => "yes or no".to_owned(),
        AnswerShape::One { choices, .. } => {
            let codes: Vec<String> = choices.iter().take(MOST).map(|choice| format!("`{}`", choice.code)).collect();
            let more = choices.len().saturating_sub(MOST);
            let more = if more > 0 { format!(" and {more} others") } else { String::new() };
            format!("one of {}{more}", codes.join(", "))
        }
        AnswerShape::Number(_) | AnswerShape::Year { .. } => shape.number().map_or_else(String::new, |number| {
            let what = match number.decimals {
                _ if number.whole => "a whole number".to_owned(),
                0 => "a number without decimals".to_owned(),
                1 => "a number with at most 1 decimal".to_owned(),
                most => format!("a number with at most {most} decimals"),
            };
            let bounds = bounds(number.min, number.max, ["not below", "not above"]);
            format!("{what}{}{bounds}", if bounds.is_empty() || number.whole { "" } else { "," })
        }),
        AnswerShape::Date { from, to } => {
            let bounds = bounds(from.as_deref(), to.as_deref(), ["not before", "not after"]);
            format!("a day such as 2023-06-30{}{bounds}", if bounds.is_empty() { "" } else { "," })
        }
        AnswerShape::Month { from, to } => {
            let bounds = bounds(from.as_deref(), to.as_deref(), ["not before", "not after"]);
            format!("a month such as 2023-06{}{bounds}", if bounds.is_empty() { "" } else { "," })
        }
        _ => "a text".to_owned(),
    }
}
