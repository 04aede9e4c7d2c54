//! Months and days of the Gregorian calendar. As text they have a fixed width, so that they sort like dates.

use std::fmt;
use std::ops::RangeInclusive;

/// The years there are: a year is written with four digits, so that 24 and 200 are slips.
pub const YEARS: RangeInclusive<i32> = 1000..=9999;

/// A month, `2022-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Year, one of [`YEARS`] where it was read.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u32,
}

impl Month {
    /// Reads `2022-05`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let month = Self { year: digits(year, 4)?.cast_signed(), month: digits(month, 2)? };
        (YEARS.contains(&month.year) && (1..=12).contains(&month.month)).then_some(month)
    }

    /// The same month some years later.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Self {
        Self { year: self.year + years, ..self }
    }

    /// How many months it lies after the month before year 0, for the distance between two months.
    pub fn number(self) -> i32 {
        self.year * 12 + self.month.cast_signed()
    }

    /// The month after it.
    #[must_use]
    pub fn after(self) -> Self {
        if self.month == 12 { Self { year: self.year + 1, month: 1 } } else { Self { month: self.month + 1, ..self } }
    }

    /// The month before it.
    #[must_use]
    pub fn before(self) -> Self {
        if self.month == 1 { Self { year: self.year - 1, month: 12 } } else { Self { month: self.month - 1, ..self } }
    }

    /// Its last day.
    pub fn last_day(self) -> Day {
        Day { month: self, day: days_in(self) }
    }

    /// Its first day.
    pub fn first_day(self) -> Day {
        Day { month: self, day: 1 }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A day, `2023-06-30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Its month.
    pub month: Month,
    /// Day of the month, from 1.
    pub day: u32,
}

impl Day {
    /// Reads `2023-06-30`.
    pub fn parse(text: &str) -> Option<Self> {
        let (month, day) = text.rsplit_once('-')?;
        let day = Self { month: Month::parse(month)?, day: digits(day, 2)? };
        (day.day >= 1 && day.day <= days_in(day.month)).then_some(day)
    }

    /// How many days it is after 1 January 1970; negative before it.
    pub fn days_since_1970(self) -> i32 {
        let (year, month) = (self.month.year, self.month.month);
        // Years of 400 repeat exactly. A year that begins in March ends with the leap day.
        let year = if month <= 2 { year - 1 } else { year };
        let of_era = year.rem_euclid(400);
        let since_march = (month + 9) % 12;
        let day_of_year = (153 * since_march + 2) / 5 + self.day - 1;
        let day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + day_of_year.cast_signed();
        year.div_euclid(400) * 146_097 + day_of_era - 719_468
    }

    /// The day so many days after 1 January 1970, or before it.
    pub fn from_days_since_1970(days: i32) -> Self {
        let days = days + 719_468;
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let day_of_year = of_era - (365 * year + year / 4 - year / 100);
        let since_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * since_march + 2) / 5 + 1).cast_unsigned();
        let month = ((since_march + 2) % 12 + 1).cast_unsigned();
        let year = days.div_euclid(146_097) * 400 + year + i32::from(month <= 2);
        Self { month: Month { year, month }, day }
    }

    /// The same day some years later. 29 February becomes 28 February where the year has no leap day.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Self {
        let month = self.month.plus_years(years);
        Self { month, day: self.day.min(days_in(month)) }
    }

    /// The day after it.
    #[must_use]
    pub fn after(self) -> Self {
        if self.day == days_in(self.month) {
            self.month.after().first_day()
        } else {
            Self { day: self.day + 1, ..self }
        }
    }

    /// The day before it.
    #[must_use]
    pub fn before(self) -> Self {
        if self.day == 1 { self.month.before().last_day() } else { Self { day: self.day - 1, ..self } }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.month, self.day)
    }
}

fn digits(text: &str, length: usize) -> Option<u32> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn days_in(month: Month) -> u32 {
    let leap = month.year % 4 == 0 && (month.year % 100 != 0 || month.year % 400 == 0);
    match month.month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar() {
        for day in ["2024-02-29", "2000-02-29", "2023-12-31", "1000-01-01"] {
            assert_eq!(Day::parse(day).map(|d| d.to_string()).as_deref(), Some(day));
        }
        for day in [
            "2023-02-29",
            "1900-02-29",
            "2023-04-31",
            "2023-13-01",
            "2023-1-01",
            "0000-01-01",
            "0200-01-01",
            "0999-12-31",
            "2023-01-00",
            "é023-01-01",
        ] {
            assert_eq!(Day::parse(day), None, "{day}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(Day::parse("1970-01-01").map(Day::days_since_1970), Some(0));
        assert_eq!(Day::parse("2000-03-01").map(Day::days_since_1970), Some(11_017));
        let mut day = Day::from_days_since_1970(-354_000);
        for days in -354_000..400_000 {
            assert_eq!((day.days_since_1970(), Day::from_days_since_1970(days)), (days, day));
            day = day.after();
        }
    }
}
