//! Plural categories: the forms that a word takes with a number.

/// A plural category of CLDR. Its meaning depends on the language: `Two` is the form for numbers like two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// As for 0 in Arabic.
    Zero,
    /// As for 1.
    One,
    /// As for 2 in Arabic.
    Two,
    /// As for 3 to 10 in Arabic.
    Few,
    /// As for 11 to 99 in Arabic, or for a million in French.
    Many,
    /// Every other number.
    Other,
}

impl Category {
    /// Every form.
    pub const ALL: &'static [Self] = &[Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// Its name, as CLDR and browsers write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }

    /// Whether the form may write its number as a word, as in "one answer".
    pub fn may_be_a_word(self) -> bool {
        matches!(self, Self::Zero | Self::One | Self::Two)
    }
}

/// Multiples of a million: French, Portuguese and Spanish put "of" after them.
pub(super) fn is_millions(number: u64) -> bool {
    number != 0 && number.is_multiple_of(1_000_000)
}
