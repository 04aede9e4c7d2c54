//! How a Word file is made.

use crate::reference::Reference;
use std::sync::Arc;

/// How a Word file is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordOptions {
    /// Whether everything except answers and free remarks is protected. The protection has no password.
    pub protection: bool,
    /// Who the file is for.
    pub profile: Profile,
    /// The file that gives styles, page, header and footer.
    pub reference: Option<Arc<Reference>>,
}

impl Default for WordOptions {
    fn default() -> Self {
        Self { protection: true, profile: Profile::Clean, reference: None }
    }
}

/// Who a Word file is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Profile {
    /// A country.
    #[default]
    Clean,
    /// The designers of the form: ids, codes and conditions stand beside each question.
    Annotated,
}

/// What a Word file is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Purpose {
    /// Somebody answers in it.
    #[default]
    Answering,
    /// Somebody reads what was answered: it has no help, no conditions and no places that are left free.
    Reading,
}

impl Purpose {
    /// The word in the hidden part of a filled file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answering => "answering",
            Self::Reading => "reading",
        }
    }

    /// The purpose of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Answering, Self::Reading].into_iter().find(|purpose| purpose.word() == word)
    }
}
