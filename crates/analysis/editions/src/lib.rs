//! What a change from one edition to the next breaks, said before it is published.
//!
//! [`diff`] compares two models and knows no rule. Each file of `rules/` classifies one kind of change. Two verdicts are
//! kept apart: whether answers to the old edition pass the new schema, shown by a witness where they do not, and whether
//! the series goes on. What the change file declares is taken into account, and held against what is there.

mod base;
mod declared;
pub mod diff;
pub mod edit;
mod judge;
mod next;
mod published;
mod rebase;
mod replay;
pub mod report;
mod rules;
mod steps;
mod types;
mod witness;

pub use judge::{ClassifiedChange, EditionDiff, TextPair, Validates, compare};

pub use next::{NextEdition, carry_rows, next_edition};
pub use published::{Published, lock, read_published};
pub use replay::Replay;
pub use rules::RULES;
pub use steps::told_by_steps;

use canevas_model::Model;
use canevas_project::{Catalogues, CountryFile};
use canevas_syntax::changes::Changes;

/// One edition, as far as a comparison needs it. Both sides of a comparison are read into one set of sources.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The form.
    pub model: &'a Model,
    /// Its translations.
    pub catalogues: &'a Catalogues,
    /// Its country files.
    pub countries: &'a [CountryFile],
    /// Its change file.
    pub changes: Option<&'a Changes>,
    /// What was published of it.
    pub published: Option<&'a Published>,
}

/// How much a change touches one matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Not at all.
    Clear,
    /// Somebody has to look.
    Look,
    /// It breaks.
    Breaks,
}

impl Mark {
    /// As the catalogue of rules writes it.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Clear => "-",
            Self::Look => "!",
            Self::Breaks => "x",
        }
    }
}

/// What a change touches: old answers, the series, translators, countries' copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Impact {
    /// Old answers.
    pub answers: Mark,
    /// The series.
    pub series: Mark,
    /// Translators.
    pub translators: Mark,
    /// Countries' copies.
    pub countries: Mark,
}

impl Impact {
    /// The four marks in order, as `x x ! -`.
    pub fn signs(self) -> String {
        [self.answers, self.series, self.translators, self.countries].map(Mark::sign).join(" ")
    }
}
