//! Regular expressions that every validator reads alike: ASCII classes, fixed-width digits, no look-around, and no `$`
//! without a `not` beside it that refuses a line break (some engines let `$` match before a last one).

use serde_json::{Value, json};

/// A day of the Gregorian calendar, years 1000 to 9999, leap years included.
const DAY: &str = concat!(
    "^(?:[1-9][0-9]{3}-",
    "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))",
    "|(?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)-02-29)$"
);
/// A month, years 1000 to 9999.
const MONTH: &str = "^[1-9][0-9]{3}-(?:0[1-9]|1[0-2])$";
/// A key of rows that come with their own.
pub(crate) const ROW_KEY: &str = "^[a-z][a-z0-9_]{0,39}$";

/// A text that matches a pattern, and holds no line break.
pub(crate) fn matching(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern, "not": { "type": "string", "pattern": "\\n" } })
}

pub(crate) fn day() -> Value {
    matching(DAY)
}

pub(crate) fn month() -> Value {
    matching(MONTH)
}

/// Texts as wide as the bound that are not before it. Nothing closes the pattern: the kind beside it fixes the width.
pub(crate) fn from(bound: &str) -> String {
    ordered(bound, |digit| (digit < b'9').then(|| (digit + 1, b'9')))
}

/// Texts as wide as the bound that are not after it.
pub(crate) fn to(bound: &str) -> String {
    ordered(bound, |digit| (digit > b'0').then(|| (b'0', digit - 1)))
}

fn ordered(bound: &str, beyond: fn(u8) -> Option<(u8, u8)>) -> String {
    let mut alternatives = vec![escape(bound)];
    for (at, byte) in bound.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        if let Some((low, high)) = beyond(byte) {
            let before = escape(&bound[..at]);
            let class = if low == high {
                char::from(low).to_string()
            } else {
                format!("[{}-{}]", char::from(low), char::from(high))
            };
            alternatives.push(format!("{before}{class}"));
        }
    }
    format!("^(?:{})", alternatives.join("|"))
}

/// A text that matches itself alone.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if r"\^$.|?*+()[]{}/".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{from, to};

    #[test]
    fn bounds_have_a_short_pattern() {
        assert_eq!(from("2023-04"), "^(?:2023-04|[3-9]|2[1-9]|20[3-9]|202[4-9]|2023-[1-9]|2023-0[5-9])");
        assert_eq!(to("2023-01"), "^(?:2023-01|[0-1]|20[0-1]|202[0-2]|2023-00)");
    }
}
