//! Whether a number survives: programs that read JSON keep about 16 digits of it, and drop the others without a word.

use crate::shape::is_too_large;

/// The number that programs make of these digits, if it is another one than the digits say. A number that is too large as a
/// whole is refused as such, and is none of these.
pub fn changed_by_reading(text: &str) -> Option<f64> {
    read_otherwise(text).filter(|value| !is_too_large(*value))
}

/// Whether a program that reads this text as a number keeps other digits than the text has.
pub fn drops_digits(text: &str) -> bool {
    read_otherwise(text).is_some()
}

fn read_otherwise(text: &str) -> Option<f64> {
    let value: f64 = text.parse().ok()?;
    let is_changed = value.is_finite() && Decimal::of(text)? != Decimal::of(&value.to_string())?;
    is_changed.then_some(value)
}

/// A decimal number: its sign, its digits without zeros at the ends, and the place of the last one.
#[derive(PartialEq, Eq)]
struct Decimal {
    is_negative: bool,
    digits: String,
    last: i64,
}

impl Decimal {
    /// Reads digits with a point and an exponent; none where the text is something else.
    fn of(text: &str) -> Option<Self> {
        let is_negative = text.starts_with('-');
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{decimals}");
        if !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let last = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(decimals.len()).ok()?)?;
        let digits = all.trim_end_matches('0');
        let last = last.checked_add(i64::try_from(all.len() - digits.len()).ok()?)?;
        let digits = digits.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            // There is one zero.
            return Some(Self { is_negative: false, digits, last: 0 });
        }
        Some(Self { is_negative, digits, last })
    }
}

#[cfg(test)]
mod tests {
    use super::{changed_by_reading, drops_digits};

    #[test]
    fn digits_that_are_dropped_are_found() {
        for text in
            ["0", "-0.0", "1", "1.50", "+5", ".5", "5.", "1e3", "1.5E-3", "0.1", "900719925474099.1", "1e300", "yes"]
        {
            assert_eq!(changed_by_reading(text), None, "{text}");
        }
        for (text, kept) in [
            ("900719925474099.12", 900_719_925_474_099.1),
            ("9007199254740990.12", 9_007_199_254_740_990.0),
            ("-0.12345678901234567890", -0.123_456_789_012_345_68),
            ("1e-400", 0.0),
        ] {
            assert_eq!(changed_by_reading(text), Some(kept), "{text}");
            assert!(drops_digits(text), "{text}");
        }
        for text in ["9007199254740993", "12345678901234567890.5"] {
            assert!(drops_digits(text), "{text}: its size is another fault");
        }
    }
}
