//! Everything that is said in a language and belongs to no questionnaire: dates, ordinals, the grammar of country names,
//! French typography, conditions in words, and the interface's own strings. Shared by form, Word file and messages, so
//! that the three say the same.
//!
//! [`Wording`] is a copy in one language: it turns a [`Text`](canevas_model::Text) into [`Rich`] text, placeholders
//! filled in and Markdown read, which back ends only have to write down.

mod brackets;
mod conditions;
mod countries;
mod cover;
mod formats;
mod grammar;
mod instructions;
mod leads;
mod pseudo;
mod rich;
pub mod ui;
mod wording;

pub use brackets::{OpenBracket, brackets, open_brackets};
pub use cover::CoverRow;
pub use grammar::{Category, Grammar, typeset};
pub use instructions::MOST_LISTED;
pub use leads::Lead;
pub use rich::{Block, BracketFact, Inline, Rich};
pub use wording::Wording;
