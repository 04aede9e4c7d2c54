//! A return as people read it: the answered questionnaire, in any language of the form.
//!
//! ```text
//! a copy, a return, a language ─> ReadableReturn ─> Markdown, a page
//!                              └> a Word file, which the Word back end fills
//! ```
//! Labels are in the language that is asked for. Answers stay as they were written, each with its language where that is another
//! one. What was not answered, what was not asked and "nothing to report" look different. Personal answers are left out unless
//! they are asked for.

#![deny(clippy::wildcard_enum_match_arm)]

mod answers;
mod gather;
mod markdown;
mod page;
mod totals;
mod tree;
mod word;

pub use gather::{asked_places, readable};
pub use markdown::markdown;
pub use page::{PageError, page};
pub use tree::{
    NotAnswered, ReadableAnswer, ReadableField, ReadableLeft, ReadablePlace, ReadableQuestion, ReadableReturn,
    ReadableSection, ReadableValue,
};
pub use word::word;
