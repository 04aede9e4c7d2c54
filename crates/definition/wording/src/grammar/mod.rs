//! The languages whose grammar is known: one file each, with all that is said in it outside the interface's words.
//!
//! The interface's words are in `locales/<tag>.po`. Everything else that a language needs is a field of [`Rules`], so that a
//! language that lacks a part does not compile.

mod arabic;
mod english;
mod french;
mod plural;
mod portuguese;
mod rules;
mod spanish;

pub use plural::Category;
pub(crate) use rules::{Clauses, Rules};

use canevas_model::dates::{Day, Month};
use canevas_model::{CountryCase, DatePart, Gender, Language, countries::Country};

/// Declares the languages, each with its file: the one place that knows which file is whose.
macro_rules! languages {
    ($($(#[$doc:meta])* $language:ident = $file:ident,)*) => {
        /// A language whose grammar is known.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Grammar {
            $($(#[$doc])* $language,)*
        }

        impl Grammar {
            /// Every grammar.
            pub const ALL: &'static [Self] = &[$(Self::$language),*];

            /// All that is said in the language.
            pub(crate) fn rules(self) -> &'static Rules {
                match self { $(Self::$language => &$file::RULES,)* }
            }
        }
    };
}

languages! {
    /// French.
    French = french,
    /// English.
    English = english,
    /// Spanish.
    Spanish = spanish,
    /// Portuguese.
    Portuguese = portuguese,
    /// Arabic.
    Arabic = arabic,
}

impl Grammar {
    /// The grammar of a language, where it is known. A pseudo-language has none of its own, whatever its tag starts with.
    pub fn known(language: &Language) -> Option<Self> {
        if language.pseudo().is_some() {
            return None;
        }
        Self::ALL.iter().copied().find(|grammar| grammar.tag() == language.primary())
    }

    /// The grammar of a language; English where it is not known (a check warns of it).
    pub fn of(language: &Language) -> Self {
        Self::known(language).unwrap_or(Self::English)
    }

    /// The primary language tag.
    pub fn tag(self) -> &'static str {
        self.rules().tag
    }

    /// The language's name in English, for messages and guides.
    pub fn name(self) -> &'static str {
        self.rules().name
    }

    /// A word in quotation marks.
    pub fn quoted(self, word: &str) -> String {
        let [open, close] = self.rules().quotes;
        format!("{open}{word}{close}")
    }

    /// The form of a word that a number takes, after CLDR.
    pub fn category(self, number: u64) -> Category {
        (self.rules().category)(number)
    }

    /// The forms that words with a number have, in the order of the catalogues: that of CLDR, `other` last.
    pub fn categories(self) -> &'static [Category] {
        self.rules().categories
    }

    /// The `Plural-Forms` of its catalogue, which says for integers what [`Grammar::category`] says.
    pub fn plural_forms(self) -> &'static str {
        self.rules().plural_forms
    }

    /// The names of the months, January first.
    pub fn months(self) -> [&'static str; 12] {
        self.rules().months
    }

    /// Every name that a month is known by, whole and in small letters, with the month's number.
    pub fn known_months(self) -> impl Iterator<Item = (String, u32)> {
        let own = self.rules().months.into_iter().zip(1..).flat_map(|(name, number)| {
            // Two names of one month stand with a stroke between: each is a name.
            name.split('/').map(move |name| (name, number))
        });
        own.chain(self.rules().other_months.iter().copied()).map(|(name, number)| (name.to_lowercase(), number))
    }

    /// Words that stand between the parts of a date, in small letters.
    pub fn words_in_dates(self) -> &'static [&'static str] {
        self.rules().words_in_dates
    }

    /// Words that mean "of" before a month, in small letters, as they stand in a text.
    pub fn of_words(self) -> &'static [&'static str] {
        self.rules().of_words
    }

    /// What tells a text of the language: its little words, and letters that its neighbours do not write.
    pub fn marks(self) -> (&'static [&'static str], &'static str) {
        (self.rules().little_words, self.rules().letters)
    }

    /// "mai 2022", "d’avril 2023", "May 2022", "mayo de 2022".
    pub(crate) fn month(self, month: Month, part: DatePart) -> String {
        let rules = self.rules();
        let (name, year) = (self.month_name(month), month.year);
        match part {
            DatePart::Whole => (rules.month)(name, year),
            DatePart::Year => year.to_string(),
            DatePart::Month => name.to_owned(),
            DatePart::Of => (rules.of_month)(&(rules.month)(name, year)),
        }
    }

    /// "30 juin 2023", "1er mai 2023", "30 June 2023", "30 de junio de 2023".
    pub(crate) fn day(self, day: Day, part: DatePart) -> String {
        let rules = self.rules();
        let (name, year) = (self.month_name(day.month), day.month.year);
        match part {
            DatePart::Whole => (rules.day)(day.day, name, year),
            DatePart::Year => year.to_string(),
            DatePart::Month => name.to_owned(),
            DatePart::Of => format!("{}{}", rules.of_day, (rules.day)(day.day, name, year)),
        }
    }

    fn month_name(self, month: Month) -> &'static str {
        self.rules().months[(month.month as usize - 1).min(11)]
    }

    /// The ordinal of a number counted from 1: computed, never typed.
    pub(crate) fn ordinal(self, number: usize, gender: Gender) -> String {
        (self.rules().ordinal)(number, gender == Gender::Feminine)
    }

    /// The name of a country of the table, in a case.
    pub(crate) fn country(self, country: &Country, case: CountryCase) -> String {
        let rules = self.rules();
        let the = (rules.country)(country)[1];
        match case {
            CountryCase::Plain => (rules.country)(country)[0].to_owned(),
            CountryCase::The => the.to_owned(),
            CountryCase::TheCapital => capital(the),
            CountryCase::Of => (rules.of_country)(country),
            CountryCase::In => (rules.in_country)(country),
        }
    }

    /// What stands before the bracket of a country that is not known.
    pub(crate) fn before_bracket(self, case: CountryCase) -> &'static str {
        let [of, place] = self.rules().before_bracket;
        match case {
            CountryCase::Plain | CountryCase::The | CountryCase::TheCapital => "",
            CountryCase::Of => of,
            CountryCase::In => place,
        }
    }
}

/// Sets a text: typographic apostrophes everywhere, and what the language wants besides. Parts that look like addresses are
/// left alone. Most texts need nothing of it, and come back as they are.
pub fn typeset(grammar: Grammar, text: String) -> String {
    let text = if text.contains('\'') { apostrophes(&text) } else { text };
    (grammar.rules().typeset)(text)
}

fn apostrophes(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for part in text.split_inclusive(char::is_whitespace) {
        if part.contains("://") || part.contains('@') {
            out.push_str(part);
        } else {
            out.extend(part.chars().map(|c| if c == '\'' { '’' } else { c }));
        }
    }
    out
}

/// With a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_model::countries::all;

    #[test]
    fn every_language_is_told_by_its_tag() {
        for grammar in Grammar::ALL {
            let Some(language) = Language::new(grammar.tag()) else { unreachable!("{grammar:?}") };
            assert_eq!(Grammar::known(&language), Some(*grammar));
            assert_eq!(grammar.categories().last(), Some(&Category::Other), "{grammar:?}");
            assert!(grammar.categories().is_sorted(), "{grammar:?}");
        }
    }

    /// Dates are read back: no two months of a language share a name, nor do two languages give one name to two months.
    #[test]
    fn a_name_is_one_month() {
        let mut names: Vec<(String, u32)> = Grammar::ALL.iter().flat_map(|grammar| grammar.known_months()).collect();
        names.sort();
        names.dedup();
        for pair in names.windows(2) {
            assert_ne!(pair[0].0, pair[1].0, "{} and {}", pair[0].1, pair[1].1);
        }
    }

    #[test]
    fn names_of_countries_are_clean_and_stand_once() {
        for grammar in Grammar::ALL {
            let mut names: Vec<&str> = all().iter().map(|country| (grammar.rules().country)(country)[0]).collect();
            for country in all() {
                for case in [CountryCase::Plain, CountryCase::The, CountryCase::Of, CountryCase::In] {
                    let text = grammar.country(country, case);
                    assert!(
                        !text.is_empty() && !text.contains(['\'', '\u{a0}']) && !text.contains("  "),
                        "{}: {text:?}",
                        country.alpha3
                    );
                    assert!(text.trim() == text && !text.chars().any(canevas_syntax::forbidden), "{text:?}");
                    assert!(!text.contains(['\u{200e}', '\u{200f}', '\u{61c}']), "{text:?}");
                }
            }
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all().len(), "{grammar:?}");
        }
    }
}
