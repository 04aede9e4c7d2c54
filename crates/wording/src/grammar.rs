//! The languages whose grammar is known.

use canevas_model::Language;

/// A language whose grammar is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grammar {
    /// French.
    French,
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Grammar {
    /// Every grammar.
    pub const ALL: &'static [Self] = &[Self::French, Self::English, Self::Spanish];

    /// The grammar of a language, where it is known. A pseudo-language has none of its own, whatever its tag starts with.
    pub fn known(language: &Language) -> Option<Self> {
        if language.pseudo().is_some() {
            return None;
        }
        Self::ALL.iter().copied().find(|grammar| grammar.tag() == language.primary())
    }

    /// The grammar of a language; English where it is not known (a check warns of it).
    pub fn of(language: &Language) -> Self {
        Self::known(language).unwrap_or(Self::English)
    }

    /// The primary language tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// A word in quotation marks.
    pub fn quoted(self, word: &str) -> String {
        match self {
            Self::French => format!("«\u{a0}{word}\u{a0}»"),
            Self::English => format!("“{word}”"),
            Self::Spanish => format!("«{word}»"),
        }
    }
}
