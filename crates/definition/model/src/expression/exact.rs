//! Exact decimal numbers: what is computed from answers is what a reader gets with paper and pencil.
//!
//! The form's script computes with the same limits (`exact.js`), so that both have a value for the same answers, and the same value.

use std::cmp::Ordering;
use std::fmt;

/// A decimal number: a whole number of units, and how many decimals a unit has. It is kept without zeros at its end, so that equal
/// numbers are equal values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    units: i128,
    places: u32,
}

/// No number has this many units or more.
const LIMIT: u128 = 10_u128.pow(36);
/// Most decimals.
const MAX_PLACES: u32 = 36;
/// The largest number of an answer.
const LARGEST: f64 = 9_007_199_254_740_991.0;

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self { units: 0, places: 0 };

    /// A number of units with so many decimals; none where it is too long.
    fn new(mut units: i128, mut places: u32) -> Option<Self> {
        if units.unsigned_abs() >= LIMIT {
            return None;
        }
        while places > 0 && units % 10 == 0 {
            units /= 10;
            places -= 1;
        }
        (places <= MAX_PLACES).then_some(Self { units, places })
    }

    /// Reads digits, with a point where there are decimals, and a sign where it is negative.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, unsigned) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits = format!("{whole}{decimals}");
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Self::new(sign * digits.parse::<i128>().ok()?, decimals.len().try_into().ok()?)
    }

    /// The number of an answer, as a return writes it; none where no answer is so large.
    pub fn of_answer(number: f64) -> Option<Self> {
        let value = Some(number).filter(|value| value.abs() <= LARGEST)?;
        Self::parse(&value.to_string())
    }

    /// A count.
    pub fn of_count(count: usize) -> Self {
        Self { units: count as i128, places: 0 }
    }

    /// How many decimals it has.
    pub fn places(self) -> u32 {
        self.places
    }

    /// The units with more decimals; none where they are too many.
    fn with_places(self, places: u32) -> Option<i128> {
        let units = self.units.checked_mul(10_i128.checked_pow(places - self.places)?)?;
        (units.unsigned_abs() < LIMIT).then_some(units)
    }

    /// The units of two numbers, with the same decimals.
    fn aligned(self, other: Self) -> Option<(i128, i128, u32)> {
        let places = self.places.max(other.places);
        Some((self.with_places(places)?, other.with_places(places)?, places))
    }

    /// The sum; none where it is too long. So are the other two.
    pub fn plus(self, other: Self) -> Option<Self> {
        let (one, two, places) = self.aligned(other)?;
        Self::new(one + two, places)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated())
    }

    /// The product.
    pub fn times(self, other: Self) -> Option<Self> {
        Self::new(self.units.checked_mul(other.units)?, self.places + other.places)
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { units: -self.units, places: self.places }
    }

    /// Which of two is the larger; none where they are too long to be written below each other.
    pub fn order(self, other: Self) -> Option<Ordering> {
        self.aligned(other).map(|(one, two, _)| one.cmp(&two))
    }
}

/// As a return writes a number: a point before the decimals, and nothing between thousands.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let places = self.places as usize;
        let digits = format!("{:0>1$}", self.units.unsigned_abs(), places + 1);
        let (whole, decimals) = digits.split_at(digits.len() - places);
        let point = if places > 0 { "." } else { "" };
        write!(f, "{sign}{whole}{point}{decimals}")
    }
}

#[cfg(test)]
mod tests {
    use super::Exact;
    use serde_json::Value;

    /// One case of the table that the form's script is tested with as well: a sign, two numbers, and what comes out.
    fn computed(sign: &str, one: Exact, two: Exact) -> Option<String> {
        let number = match sign {
            "+" => one.plus(two),
            "-" => one.minus(two),
            "*" => one.times(two),
            _ => return one.order(two).map(|order| (order as i8).to_string()),
        };
        number.map(|number| number.to_string())
    }

    #[test]
    fn computes_what_the_table_says() {
        let cases: Value =
            serde_json::from_str(include_str!("../../../../../tests/cases/expressions/exact.json")).unwrap_or_default();
        let cases = cases.as_array().cloned().unwrap_or_default();
        assert!(cases.len() > 20, "the table is there");
        for case in cases {
            let number = |at: usize| case[at].as_f64().and_then(Exact::of_answer);
            let (Some(one), Some(two)) = (number(1), number(2)) else {
                assert_eq!(case[3], Value::Null, "{case}");
                continue;
            };
            let sign = case[0].as_str().unwrap_or_default();
            assert_eq!(computed(sign, one, two).as_deref(), case[3].as_str(), "{case}");
        }
    }

    #[test]
    fn literals_are_read_as_they_are_written() {
        for (text, shown) in
            [("0", "0"), ("-0", "0"), ("007.50", "7.5"), ("0.000000001", "0.000000001"), ("-12", "-12")]
        {
            assert_eq!(Exact::parse(text).map(|number| number.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", ".", "-", "1e3", "１", "1.2.3"] {
            assert_eq!(Exact::parse(text), None, "{text}");
        }
        assert_eq!(Exact::of_answer(1e-300), None);
    }
}
