//! Everything that the compiler itself says in a language: dates, ordinals, the grammar of country names, French typography,
//! conditions in words, and the words of the interface. The form, the Word file and the messages share it, so that they say
//! the same.
//!
//! [`Wording`] is a copy in one language. It turns a [`Text`](canevas_model::Text) into [`Rich`] text: it fills in the
//! placeholders and reads the Markdown, so that back ends only write the text down.

mod alphabet;
mod brackets;
mod conditions;
mod countries;
mod cover;
mod formats;
mod grammar;
mod instructions;
mod leads;
mod letters;
mod must;
mod numbers;
mod own_words;
pub mod paper;
mod place;
mod plain_text;
mod pseudo;
mod rich;
mod series;
pub mod typed;
pub mod ui;
mod wording;

pub use alphabet::sort_key;
pub use brackets::{OpenBracket, brackets, open_brackets};
pub use cover::CoverRow;
pub use grammar::{Category, Grammar, typeset};
pub use leads::Lead;
pub use letters::LetterText;
pub use numbers::{NumberRefusal, is_direction, plain_digits, read_number};
pub use plain_text::PlainText;
pub use rich::{
    Block, BracketFact, Inline, MAX_NESTING, MarkCount, Rich, is_link_address, mark_count, nested_too_deep, stray_stars,
};
pub use wording::{Wording, language_name};
