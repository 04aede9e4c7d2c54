//! The period of the answers, and dates with a name.

use crate::dates::{Day, Month};
use canevas_diagnostics::Span;

/// A period, both months included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First month.
    pub from: Month,
    /// Last month.
    pub to: Month,
}

impl Period {
    /// How many months it has.
    pub fn months(self) -> i32 {
        self.to.number() - self.from.number() + 1
    }

    /// How many years it has, and at least one.
    pub fn cycle(self) -> i32 {
        (self.months() / 12).max(1)
    }

    /// The period some editions later.
    #[must_use]
    pub fn plus_editions(self, editions: i32) -> Self {
        let years = editions * self.cycle();
        Self { from: self.from.plus_years(years), to: self.to.plus_years(years) }
    }
}

/// A date with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedDate {
    /// Its name.
    pub id: String,
    /// The day.
    pub day: Day,
    /// Whether the next edition moves it with the period.
    pub moves: bool,
    /// Where the day is written.
    pub span: Span,
}
