//! The languages whose grammar the compiler knows. Each has one file with everything except the words of the interface.
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

/// Declares the languages, each with its file.
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

            /// The rules of the language.
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
    /// The grammar of a language, if the compiler knows it. A pseudo-language has no grammar, whatever its tag starts with.
    pub fn known(language: &Language) -> Option<Self> {
        if language.pseudo().is_some() {
            return None;
        }
        Self::ALL.iter().copied().find(|grammar| grammar.tag() == language.primary())
    }

    /// The grammar of a language. If the compiler does not know it, English, and a check warns about this.
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

    /// The plural category of a number, after CLDR.
    pub fn category(self, number: u64) -> Category {
        (self.rules().category)(number)
    }

    /// The plural categories of the language, in the order of CLDR and of the catalogues. `other` is last.
    pub fn categories(self) -> &'static [Category] {
        self.rules().categories
    }

    /// The `Plural-Forms` of its catalogue, which agrees with [`Grammar::category`] for integers.
    pub fn plural_forms(self) -> &'static str {
        self.rules().plural_forms
    }

    /// The sign before the decimals of a number.
    pub fn decimal_sign(self) -> char {
        self.rules().decimal
    }

    /// The names of the months, January first.
    pub fn months(self) -> [&'static str; 12] {
        self.rules().months
    }

    /// How a day, the first day of a month and a month are written: with `{d}`, `{m}` and `{y}` for the day, the name of the
    /// month and the year.
    pub fn date_patterns(self) -> [String; 3] {
        // Numbers that stand nowhere else in a pattern.
        let (day, year) = (22, 7777);
        let rules = self.rules();
        [(rules.day)(day, "{m}", year), (rules.day)(1, "{m}", year), (rules.month)("{m}", year)]
            .map(|text| text.replace(&day.to_string(), "{d}").replace(&year.to_string(), "{y}"))
    }

    /// Every name of each month, in small letters, with the number of the month.
    pub fn known_months(self) -> impl Iterator<Item = (String, u32)> {
        let own = self.rules().months.into_iter().zip(1..).flat_map(|(name, number)| {
            // A slash separates two names of one month.
            name.split('/').map(move |name| (name, number))
        });
        own.chain(self.rules().other_months.iter().copied()).map(|(name, number)| (name.to_lowercase(), number))
    }

    /// The names of the weekdays, Monday first.
    pub fn weekdays(self) -> [&'static str; 7] {
        self.rules().weekdays
    }

    /// Words that stand between the parts of a date, in small letters.
    pub fn words_in_dates(self) -> &'static [&'static str] {
        self.rules().words_in_dates
    }

    /// Words that mean "of" before a month, in small letters.
    pub fn of_words(self) -> &'static [&'static str] {
        self.rules().of_words
    }

    /// How to detect the language of a text: its little words, and letters that related languages do not use.
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

    /// The ordinal of a number, counted from 1.
    pub(crate) fn ordinal(self, number: usize, gender: Gender) -> String {
        (self.rules().ordinal)(number, gender == Gender::Feminine)
    }

    /// The name of a country of the table, in a case.
    pub(crate) fn country(self, country: &Country, case: CountryCase) -> String {
        let rules = self.rules();
        let the = (rules.country)(country)[1];
        match case {
            CountryCase::Plain => (rules.country)(country)[0].to_owned(),
            CountryCase::Code => country.alpha3.to_owned(),
            CountryCase::The => the.to_owned(),
            CountryCase::TheCapital => capital(the),
            CountryCase::Of => (rules.of_country)(country),
            CountryCase::In => (rules.in_country)(country),
        }
    }

    /// The words before the bracket of an unknown country.
    pub(crate) fn before_bracket(self, case: CountryCase) -> &'static str {
        let [of, place] = self.rules().before_bracket;
        match case {
            CountryCase::Plain | CountryCase::Code | CountryCase::The | CountryCase::TheCapital => "",
            CountryCase::Of => of,
            CountryCase::In => place,
        }
    }
}

/// Applies the typography of the language to a text: typographic apostrophes, spaces before signs and the like. Parts that look
/// like addresses stay unchanged, and so do most texts.
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

/// The text with a capital first letter.
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

    /// What puts dates together from patterns, as the form's script does, writes what a document writes.
    #[test]
    fn a_pattern_makes_every_date() {
        for grammar in Grammar::ALL {
            let [day, first, month] = grammar.date_patterns();
            let fill = |pattern: &str, d: u32, m: &str, y: i32| {
                pattern.replace("{d}", &d.to_string()).replace("{m}", m).replace("{y}", &y.to_string())
            };
            for y in [999, 1922, 2024, 7777] {
                for (name, m) in grammar.months().into_iter().zip(1..) {
                    assert_eq!(fill(&month, 0, name, y), grammar.month(Month { year: y, month: m }, DatePart::Whole));
                    for d in 1..=28 {
                        let pattern = if d == 1 { &first } else { &day };
                        assert_eq!(
                            fill(pattern, d, name, y),
                            grammar.day(Day { month: Month { year: y, month: m }, day: d }, DatePart::Whole)
                        );
                    }
                }
            }
        }
    }

    /// Dates can be read back: no name belongs to two months, in one language or in two.
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
