//! Numbers as people type them, in the form and in Word. What has one reading is a number. What has two is refused, and both
//! are named.
//!
//! `html/runtime/src/numbers.js` reads the same way. `tests/cases/numbers` holds both to it.

use canevas_model::NumberShape;
use canevas_responses::changed_by_reading;
use std::fmt;

/// The largest number that JSON keeps exactly.
const LARGEST: f64 = 9_007_199_254_740_991.0;

/// The zeros of all scripts that write numbers with ten digits. The other digits follow each zero.
const ZEROS: &[u32] = &[
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620,
    0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0,
    0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60,
    0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

/// Why a text is no number.
#[derive(Debug, Clone, PartialEq)]
pub enum NumberRefusal {
    /// It is no number, or more than one.
    NoNumber,
    /// It has two readings.
    TwoReadings(String, String),
    /// Its decimals stand behind the sign of another language. The text is the number with the sign of this one.
    OtherSign(String),
    /// It has more decimals than the question takes.
    TooManyDecimals(u32),
    /// A whole number is asked for.
    NotWhole,
    /// It is too large to be kept exactly.
    TooLarge,
    /// It has more digits than programs keep: what they would read.
    TooManyDigits(f64),
}

impl fmt::Display for NumberRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoNumber => f.write_str("it is not one number; a number stands alone, without a unit or words"),
            Self::TwoReadings(one, other) => write!(f, "it can mean {one} or {other}"),
            Self::OtherSign(number) => write!(f, "its decimals stand behind another sign; write {number}"),
            Self::TooManyDecimals(0) | Self::NotWhole => f.write_str("the question takes a whole number"),
            Self::TooManyDecimals(1) => f.write_str("the question takes at most one decimal"),
            Self::TooManyDecimals(most) => write!(f, "the question takes at most {most} decimals"),
            Self::TooLarge => f.write_str("it is too large"),
            Self::TooManyDigits(kept) => write!(f, "it has too many digits; programs would read {kept}"),
        }
    }
}

/// Reads a number as people type it; `sign` is the decimal sign of the language.
///
/// # Errors
///
/// Where the text is not a number of the shape, or has two readings.
pub fn read_number(shape: &NumberShape, text: &str, sign: char) -> Result<f64, NumberRefusal> {
    let other = if sign == ',' { '.' } else { ',' };
    let typed = plain(text, sign);
    let typed = without_spaces(&typed);
    let signs = typed.matches(['.', ',']).count();
    let decimal = |text: &str, group: char, decimal: char| text.replace(group, "").replace(decimal, ".");
    let read = if signs == 1 {
        let before_three = |mark: char| typed.rsplit_once(mark).is_some_and(|(_, end)| is_digits(end, 3));
        let groups = is_grouped(&typed, other, sign);
        if shape.whole && groups {
            typed.replace(other, "")
        } else if before_three(other) || shape.whole && before_three(sign) {
            return Err(two_readings(&typed, sign, shape.whole));
        } else {
            typed.replace(',', ".")
        }
    } else if is_grouped(&typed, other, sign) {
        decimal(&typed, other, sign)
    } else if is_grouped(&typed, sign, other) {
        decimal(&typed, sign, other)
    } else {
        typed
    };
    if !is_number(&read) {
        return Err(NumberRefusal::NoNumber);
    }
    let value: f64 = read.parse().map_err(|_| NumberRefusal::NoNumber)?;
    if value.abs() > LARGEST {
        return Err(NumberRefusal::TooLarge);
    }
    if shape.whole && value.fract() != 0.0 {
        return Err(NumberRefusal::NotWhole);
    }
    if !shape.is_exact(value) {
        return Err(NumberRefusal::TooManyDecimals(shape.decimals));
    }
    if let Some(kept) = changed_by_reading(&read) {
        return Err(NumberRefusal::TooManyDigits(kept));
    }
    // There is no negative zero.
    Ok(value + 0.0)
}

/// The text with its digits as 0 to 9 and without what only sets it.
pub fn plain_digits(text: &str) -> String {
    text.chars()
        .map(|c| {
            let zero = ZEROS.partition_point(|zero| *zero <= c as u32).checked_sub(1).and_then(|at| ZEROS.get(at));
            let digit = zero.map(|zero| c as u32 - zero).filter(|digit| *digit < 10);
            digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
        })
        .collect()
}

/// The text with ASCII digits and signs.
fn plain(text: &str, sign: char) -> String {
    let digits = plain_digits(text);
    let signs = digits.chars().filter(|c| !is_direction(*c)).map(|c| match c {
        '\u{066b}' => sign,
        '\u{066c}' => ' ',
        '\u{2212}' => '-',
        '\u{ff0b}'..='\u{ff0e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c if is_space(c) => ' ',
        c => c,
    });
    let signs: String = signs.collect();
    let text = signs.trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace() && c != '\u{85}');
    match text.strip_prefix(['+', '-']) {
        Some(rest) if rest.starts_with(' ') => format!("{}{}", &text[..1], rest.trim_start_matches(' ')),
        _ => text.to_owned(),
    }
}

/// The text without spaces or apostrophes between groups of three digits.
fn without_spaces(text: &str) -> String {
    let (whole, rest) = text.find(['.', ',']).map_or((text, ""), |at| text.split_at(at));
    let decimals = rest.get(1..).unwrap_or("");
    let is_rest = rest.is_empty() || !decimals.is_empty() && decimals.chars().all(|c| c.is_ascii_digit());
    let is_group = |c: char| matches!(c, ' ' | '\'' | '\u{2019}');
    if is_rest && is_grouped(&whole.replace(is_group, " "), ' ', '.') {
        text.replace(is_group, "")
    } else {
        text.to_owned()
    }
}

/// Whether a sign separates groups of three digits, before any decimals.
fn is_grouped(text: &str, group: char, decimal: char) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, decimals) = text.split_once(decimal).map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    if decimals.is_some_and(|rest| rest.is_empty() || !rest.chars().all(|c| c.is_ascii_digit())) {
        return false;
    }
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or("");
    let mut rest = groups.peekable();
    (1..=3).any(|count| is_digits(first, count))
        && !first.starts_with('0')
        && rest.peek().is_some()
        && rest.all(|group| is_digits(group, 3))
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text is a number as programs write it.
fn is_number(text: &str) -> bool {
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (digits, power) = text.split_once(['e', 'E']).map_or((text, None), |(digits, power)| (digits, Some(power)));
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let power = power.map(|power| power.strip_prefix(['+', '-']).unwrap_or(power));
    all_digits(whole)
        && decimals.map_or(!whole.is_empty(), |rest| !rest.is_empty() && all_digits(rest))
        && power.is_none_or(|power| matches!(power.len(), 1 | 2) && all_digits(power))
}

/// Why a sign before three digits is refused: it may part decimals, and it may part groups. Before it, groups have one to
/// three digits and no zero in front.
fn two_readings(typed: &str, sign: char, whole: bool) -> NumberRefusal {
    let number = typed.replace(',', ".");
    if !is_number(&number) {
        return NumberRefusal::NoNumber;
    }
    if is_grouped(typed, ',', '.') || is_grouped(typed, '.', ',') {
        let one = typed.trim_start_matches('+').replace([',', '.'], "");
        let value: f64 = number.parse().unwrap_or_default();
        return NumberRefusal::TwoReadings(value.to_string(), one);
    }
    if whole || typed.contains(sign) {
        NumberRefusal::NotWhole
    } else {
        NumberRefusal::OtherSign(typed.replace([',', '.'], &sign.to_string()))
    }
}

/// The spaces of a line. A line break or a tab stands between two numbers.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')
}

/// Whether a character is a direction mark. Word puts them beside numbers in right-to-left text.
pub fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
