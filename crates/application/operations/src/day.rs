//! Days. No operation asks a clock: the day is part of a request.

use canevas_compiler::model::dates::Day;

/// The day, in UTC, some seconds after the start of 1970.
pub fn day_at(seconds: u64) -> String {
    let (mut year, mut left) = (1970, seconds / 86_400);
    let is_leap = |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if left < length {
            break;
        }
        left -= length;
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", left + 1)
}

/// Whether a text is a day such as `2023-06-30`.
pub fn is_day(text: &str) -> bool {
    Day::parse(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::day_at;

    #[test]
    fn days_are_counted() {
        assert_eq!(day_at(0), "1970-01-01");
        assert_eq!(day_at(19_782 * 86_400), "2024-02-29");
        assert_eq!(day_at(19_783 * 86_400), "2024-03-01");
        assert_eq!(day_at(20_453 * 86_400 + 86_399), "2025-12-31");
    }
}
