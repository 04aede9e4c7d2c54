//! The interface's own words, in every language whose grammar is known. A word that lacks a language does not compile.
//!
//! [`common`] is what form and Word file share; [`form`] and [`paper`] are their own. `{n}` and the like are filled in
//! with [`fill`].

pub mod common;
pub mod form;
pub mod paper;

/// A word of the interface.
pub trait Word: Copy {
    /// The word in a language whose grammar is known.
    fn in_grammar(self, grammar: crate::Grammar) -> &'static str;
}

/// Declares a set of words: an enum whose `text` gives each in a language.
#[macro_export]
macro_rules! ui_words {
    ($(#[$doc:meta])* pub enum $name:ident in $prefix:literal {
        $($(#[$word_doc:meta])* $word:ident = $key:literal { en: $en:literal, fr: $fr:literal, es: $es:literal $(,)? },)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$word_doc])* #[doc = $en] $word,)*
        }

        impl $name {
            /// Every word.
            pub const ALL: &'static [Self] = &[$(Self::$word),*];

            /// Its key, for catalogues and for scripts.
            pub fn key(self) -> &'static str {
                match self { $(Self::$word => $key,)* }
            }

            /// Its key among all words of the compiler.
            pub fn catalogue_key(self) -> String {
                format!("ui.{}.{}", $prefix, self.key())
            }

            /// The words in a language.
            pub fn text(self, grammar: $crate::Grammar) -> &'static str {
                match (self, grammar) {
                    $((Self::$word, $crate::Grammar::English) => $en,
                      (Self::$word, $crate::Grammar::French) => $fr,
                      (Self::$word, $crate::Grammar::Spanish) => $es,)*
                }
            }
        }

        impl $crate::ui::Word for $name {
            fn in_grammar(self, grammar: $crate::Grammar) -> &'static str {
                self.text(grammar)
            }
        }
    };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Grammar;

    /// Every translation has the placeholders of the English, and French has no plain space before ; : ? !
    #[test]
    fn translations_are_whole() {
        let names = |text: &str| {
            let mut names: Vec<String> =
                text.split('{').skip(1).filter_map(|part| part.split('}').next()).map(str::to_owned).collect();
            names.sort();
            names
        };
        let mut all: Vec<(String, [&str; 3])> = Vec::new();
        let texts =
            |f: &dyn Fn(Grammar) -> &'static str| [f(Grammar::English), f(Grammar::French), f(Grammar::Spanish)];
        all.extend(common::Common::ALL.iter().map(|word| (word.catalogue_key(), texts(&|g| word.text(g)))));
        all.extend(form::Form::ALL.iter().map(|word| (word.catalogue_key(), texts(&|g| word.text(g)))));
        all.extend(paper::Paper::ALL.iter().map(|word| (word.catalogue_key(), texts(&|g| word.text(g)))));
        let mut keys: Vec<&String> = all.iter().map(|(key, _)| key).collect();
        keys.sort();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "a key stands twice");
        for (key, [en, fr, es]) in &all {
            assert_eq!(names(en), names(fr), "{key}");
            assert_eq!(names(en), names(es), "{key}");
            for (at, sign) in fr.match_indices(['?', '!', ';', ':', '»']) {
                let before = fr[..at].chars().next_back();
                assert!(matches!(before, None | Some('\u{a0}' | '\u{202f}' | 's' | 'p')), "{key}: {fr} ({sign})");
            }
        }
    }
}
