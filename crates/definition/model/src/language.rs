//! Language tags.

use std::fmt;

/// A language tag, such as `fr` or `pt-BR`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

/// A pseudo-language: made from a form's own texts, so that what cannot be translated and what breaks in other
/// languages shows before a single translation exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pseudo {
    /// `en-XA`: longer, with marks on every letter.
    Longer,
    /// `ar-XB`: from right to left.
    Mirrored,
}

impl Pseudo {
    /// Every pseudo-language.
    pub const ALL: [Self; 2] = [Self::Longer, Self::Mirrored];

    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Longer => "en-XA",
            Self::Mirrored => "ar-XB",
        }
    }

    /// The language of this tag.
    pub fn language(self) -> Language {
        Language(self.tag().to_owned())
    }
}

impl Language {
    /// Reads a tag: letters, then parts of letters and digits.
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or("");
        let valid = (2..=3).contains(&primary.len())
            && primary.bytes().all(|b| b.is_ascii_lowercase())
            && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        valid.then(|| Self(tag.to_owned()))
    }

    /// The tag.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The part before the first hyphen.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or("")
    }

    /// Which pseudo-language it is, if it is one.
    pub fn pseudo(&self) -> Option<Pseudo> {
        Pseudo::ALL.into_iter().find(|pseudo| pseudo.tag() == self.0)
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        matches!(self.primary(), "ar" | "fa" | "he" | "ur" | "ps" | "dv" | "yi" | "ckb")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
