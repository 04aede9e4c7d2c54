//! Compares two editions of a form and reports what the changes break.
//!
//! [`compare`] runs the phases, each a function of its own:
//!
//! ```text
//! diff      two models            -> changes       (knows no rule)
//! classify  changes               -> findings      (one file per rule; the rules about waivers run last)
//! witness   findings              -> verdicts      (an old return that the new schema refuses, if one is found)
//! report    everything            -> text, Markdown, HTML, JSON, SARIF
//! ```
//!
//! There are two separate verdicts: whether answers to the old edition pass the new schema, and whether the series goes on.
//! The change file declares changes, and [`edit`] writes it. A comparison uses these declarations and checks them.

mod carry;
mod change_file;
mod classify;
mod compare;
mod diff;
mod edition_diff;
mod next_edition;
mod publish;
pub mod report;
mod series;
mod side;
mod steps;
mod witness;

pub use carry::{CarriedRows, CountryFile, FileBefore, ValuePlace, carry_rows, have_same_rows};
pub use change_file::edit;
pub use classify::{
    EDITION_NOT_BUMPED, Effect, Impact, RULES, START_ELSEWHERE, command_word, edited_since_publication, rules_of_keys,
};
pub use compare::compare;
pub use diff::{Change, ChangePlace, QuestionPlace, TextPair};
pub use edition_diff::{ClassifiedChange, EditionDiff, Validates};
pub use next_edition::{NextEditionFiles, next_edition};
pub use publish::{Published, lock, read_published};
pub use series::{SeriesMark, SeriesStep};
pub use side::EditionSide;
pub use steps::{advise_as_reported, demote_reported};
pub use witness::{Replay, example_return};
