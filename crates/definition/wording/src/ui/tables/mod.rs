//! The words in every language but English: made by `cargo xtask generate` from `locales/`.

mod ar;
mod es;
mod fr;
mod pt;

use crate::Grammar;

/// Words in order, each with its key and its forms.
type Words = &'static [(&'static str, &'static [&'static str])];

/// The words of a language.
pub(super) struct Table {
    pub common: Words,
    pub form: Words,
    pub document: Words,
    pub desk: Words,
    pub report: Words,
    pub export: Words,
}

/// The table of a language; English, and a language that is being begun, have none.
pub(super) fn of(grammar: Grammar) -> Option<&'static Table> {
    match grammar.tag() {
        "ar" => Some(&ar::TABLE),
        "es" => Some(&es::TABLE),
        "fr" => Some(&fr::TABLE),
        "pt" => Some(&pt::TABLE),
        _ => None,
    }
}
