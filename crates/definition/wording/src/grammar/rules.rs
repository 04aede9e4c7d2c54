//! What the compiler must know about a language.

use super::Category;
use canevas_model::countries::Country;

/// Everything that a language needs, except the words of the interface.
pub(crate) struct Rules {
    /// The primary language tag.
    pub tag: &'static str,
    /// The language's name in English.
    pub name: &'static str,
    /// The opening and the closing quotation mark.
    pub quotes: [&'static str; 2],
    /// A colon with the spaces around it.
    pub colon: &'static str,
    /// The sign before the decimals of a number.
    pub decimal: char,
    /// Applies the language's typography to a text, such as spaces before signs. Apostrophes are not its task.
    pub typeset: fn(String) -> String,
    /// The plural category of a number, after CLDR.
    pub category: fn(u64) -> Category,
    /// The plural categories, in the order of CLDR.
    pub categories: &'static [Category],
    /// The same rule as the header of a catalogue.
    pub plural_forms: &'static str,
    /// The names of the months.
    pub months: [&'static str; 12],
    /// Further names of months, which the compiler reads and never writes.
    pub other_months: &'static [(&'static str, u32)],
    /// The names of the weekdays, Monday first.
    pub weekdays: [&'static str; 7],
    /// Words that stand between the parts of a date, in small letters.
    pub words_in_dates: &'static [&'static str],
    /// Words that mean "of" before a month.
    pub of_words: &'static [&'static str],
    /// A month and its year.
    pub month: fn(&str, i32) -> String,
    /// A day.
    pub day: fn(u32, &str, i32) -> String,
    /// A month with its year, after "of".
    pub of_month: fn(&str) -> String,
    /// The words before a day, after "of".
    pub of_day: &'static str,
    /// The ordinal of a number from 1. The second argument says whether it is feminine.
    pub ordinal: fn(usize, bool) -> String,
    /// The name of a country, and the name with its article.
    pub country: fn(&Country) -> [&'static str; 2],
    /// A country after "of".
    pub of_country: fn(&Country) -> String,
    /// A country as a place.
    pub in_country: fn(&Country) -> String,
    /// The words before the bracket of an unknown country: after "of", and as a place.
    pub before_bracket: [&'static str; 2],
    /// A question by its number `{n}`, and several by `{first}` and `{last}`.
    pub cite: [&'static str; 2],
    /// Conditions in words.
    pub clauses: Clauses,
    /// Little words by which the language is detected.
    pub little_words: &'static [&'static str],
    /// Letters that related languages do not use.
    pub letters: &'static str,
}

/// The clauses of conditions, after "if". `{q}` is the question, and `{v}` the answer.
pub(crate) struct Clauses {
    /// The answer has this value.
    pub answered_value: &'static str,
    /// The answer has another value.
    pub answered_other: &'static str,
    /// This option is ticked.
    pub ticked: &'static str,
    /// It is not.
    pub not_ticked: &'static str,
    /// There is an answer.
    pub answered: &'static str,
    /// There is no answer.
    pub not_answered: &'static str,
    /// "Nothing to report" or the like is ticked.
    pub said: &'static str,
    /// It is not.
    pub not_said: &'static str,
    /// Any of these is ticked.
    pub said_any: &'static str,
    /// None of these is ticked.
    pub not_said_any: &'static str,
    /// The answer is less than, at most, more than, at least the value.
    pub compare: [&'static str; 4],
    /// The answer is at least this high on a scale.
    pub grade_up: &'static str,
    /// The answer is lower on the scale.
    pub grade_down: &'static str,
    /// The list of facts is filled in.
    pub fact_known: &'static str,
    /// It is not.
    pub not_fact_known: &'static str,
    /// `{q}` for a cited question `{c}`, and for several.
    pub at_question: [&'static str; 2],
    /// `{q}` for a text `{c}` in quotation marks.
    pub at_text: &'static str,
    /// The clause `{x}` holds in at least one row.
    pub any_row: &'static str,
    /// The clause `{x}` holds in every row.
    pub all_rows: &'static str,
    /// Between two clauses that both hold.
    pub and: &'static str,
    /// Between two clauses of which at least one holds.
    pub or: &'static str,
    /// Between two answers of which one was given.
    pub or_value: &'static str,
}
