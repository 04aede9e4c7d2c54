//! The words of the interface, in every language whose grammar the compiler knows.
//!
//! This module has the English of each word, with a note for translators. The form and documents share [`common`]. [`form`] and
//! [`document`] have the words of each alone, [`desk`] those of letters and sheets, [`report`] those of reports, and
//! [`export`] those of tables for data users. The other languages are the catalogues `locales/<tag>.po`, from which
//! `cargo xtask generate` makes the tables of this module. `{n}` and the like are filled in with [`fill`]. A word that
//! holds a number has a form for each [`Category`] of the language.

use crate::{Category, Grammar};

/// Declares a set of words: `Word = "key": "English"`, or for one whose form a number decides, with the number's
/// placeholder, `Word = "key": (n: "English for one", "English for others")`. What is said above a word is for translators.
macro_rules! ui_words {
    ($(#[$doc:meta])* pub enum $name:ident in $set:ident {
        $(#[doc = $note:literal] $word:ident = $key:literal: $english:tt,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $note] $word,)*
        }

        impl $name {
            /// Every word.
            pub const ALL: &'static [Self] = &[$(Self::$word),*];

            /// Its key, for catalogues and for scripts.
            pub fn key(self) -> &'static str {
                match self { $(Self::$word => $key,)* }
            }

            /// Its key among all words of the compiler.
            pub fn catalogue_key(self) -> &'static str {
                match self { $(Self::$word => concat!("ui.", stringify!($set), ".", $key),)* }
            }

            /// The word as it is declared.
            pub fn declared(self) -> $crate::ui::Declared {
                let (note, (counted, english)) = match self { $(Self::$word => ($note, english!($english)),)* };
                $crate::ui::Declared { set: stringify!($set), word: self.key(), key: self.catalogue_key(), note: note.trim_ascii(), counted, english }
            }

            /// The word in a language; of one with several forms the last, which most numbers take.
            pub fn text(self, grammar: $crate::Grammar) -> &'static str {
                $crate::ui::Word::forms(self, grammar).last().copied().unwrap_or_default()
            }
        }

        impl $crate::ui::Word for $name {
            fn forms(self, grammar: $crate::Grammar) -> &'static [&'static str] {
                $crate::ui::tables::of(grammar)
                    .and_then(|table| table.$set.get(self as usize))
                    .filter(|(key, _)| *key == self.key())
                    .map_or_else(|| self.declared().english, |(_, forms)| forms)
            }
        }
    };
}

macro_rules! english {
    ($text:literal) => {
        (None, &[$text] as &'static [&'static str])
    };
    (($number:ident: $one:literal, $other:literal)) => {
        (Some(stringify!($number)), &[$one, $other] as &'static [&'static str])
    };
}

pub mod common;
pub mod desk;
pub mod document;
pub mod export;
pub mod form;
pub mod report;
mod tables;

/// A word as it is declared: what a catalogue is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// The set it belongs to.
    pub set: &'static str,
    /// Its key within the set.
    pub word: &'static str,
    /// Its key among all words of the compiler.
    pub key: &'static str,
    /// What translators should know.
    pub note: &'static str,
    /// The placeholder of the number that decides its form, if one does.
    pub counted: Option<&'static str>,
    /// The English, in as many forms.
    pub english: &'static [&'static str],
}

/// Every word, in the order of the catalogues.
pub fn all() -> impl Iterator<Item = Declared> {
    let common = common::Common::ALL.iter().map(|word| word.declared());
    let form = form::Form::ALL.iter().map(|word| word.declared());
    let document = document::DocumentWord::ALL.iter().map(|word| word.declared());
    let desk = desk::DeskWord::ALL.iter().map(|word| word.declared());
    let report = report::ReportWord::ALL.iter().map(|word| word.declared());
    let export = export::ExportWord::ALL.iter().map(|word| word.declared());
    common.chain(form).chain(document).chain(desk).chain(report).chain(export)
}

/// A word of the interface.
pub trait Word: Copy {
    /// The word in a language whose grammar is known: its one form, or those of [`Grammar::categories`] in their order.
    fn forms(self, grammar: Grammar) -> &'static [&'static str];
}

/// The form of a word for a category; the last where the word has no such form.
pub(crate) fn form_of(forms: &'static [&'static str], grammar: Grammar, category: Category) -> &'static str {
    let at = grammar.categories().iter().position(|known| *known == category);
    at.and_then(|at| forms.get(at)).or(forms.last()).copied().unwrap_or_default()
}

/// Fills `{name}` in a word.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('}') else { break };
        let name = &rest[at + 1..at + end];
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[at..=at + end]),
        }
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    out
}

/// The placeholders of a text, in order of their names.
pub fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(n, _)| n).collect();
    names.sort_unstable();
    names
}

#[cfg(test)]
mod tests;
