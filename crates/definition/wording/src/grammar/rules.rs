//! What a language must say.

use super::Category;
use canevas_model::countries::Country;

/// All that is said in a language outside the interface's words.
pub(crate) struct Rules {
    /// The primary language tag.
    pub tag: &'static str,
    /// The language's name in English.
    pub name: &'static str,
    /// What stands before and after a word in quotation marks.
    pub quotes: [&'static str; 2],
    /// A colon with the spaces around it.
    pub colon: &'static str,
    /// The sign before the decimals of a number.
    pub decimal: char,
    /// Sets a text, apostrophes apart: the spaces before signs and the like.
    pub typeset: fn(String) -> String,
    /// The form that a number takes, after CLDR.
    pub category: fn(u64) -> Category,
    /// The forms there are, in CLDR's order.
    pub categories: &'static [Category],
    /// The header of the catalogue that says the same.
    pub plural_forms: &'static str,
    /// The names of the months.
    pub months: [&'static str; 12],
    /// Names of months that are read, never written.
    pub other_months: &'static [(&'static str, u32)],
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
    /// What stands before a day, after "of".
    pub of_day: &'static str,
    /// The ordinal of a number from 1; whether it is feminine.
    pub ordinal: fn(usize, bool) -> String,
    /// The name of a country, and the name with its article.
    pub country: fn(&Country) -> [&'static str; 2],
    /// A country after "of".
    pub of_country: fn(&Country) -> String,
    /// A country as a place.
    pub in_country: fn(&Country) -> String,
    /// What stands before the bracket of a country that is not known: after "of", and as a place.
    pub before_bracket: [&'static str; 2],
    /// A question by its number `{n}`, and several by `{first}` and `{last}`.
    pub cite: [&'static str; 2],
    /// Conditions in words.
    pub clauses: Clauses,
    /// Little words that tell the language.
    pub little_words: &'static [&'static str],
    /// Letters that its neighbours do not write.
    pub letters: &'static str,
}

/// The clauses of conditions, after "if"; `{q}` is where the answer was given, `{v}` what was answered.
pub(crate) struct Clauses {
    /// The answer is this.
    pub answered_value: &'static str,
    /// It is something else.
    pub answered_other: &'static str,
    /// This option is ticked.
    pub ticked: &'static str,
    /// It is not.
    pub not_ticked: &'static str,
    /// There is an answer.
    pub answered: &'static str,
    /// There is none.
    pub not_answered: &'static str,
    /// "Nothing to report" or the like is ticked.
    pub said: &'static str,
    /// It is not.
    pub not_said: &'static str,
    /// Any of these is ticked.
    pub said_any: &'static str,
    /// None is.
    pub not_said_any: &'static str,
    /// Less, at most, more, at least.
    pub compare: [&'static str; 4],
    /// The answer is at least so high on a scale.
    pub grade_up: &'static str,
    /// It is lower.
    pub grade_down: &'static str,
    /// The list of facts is filled in.
    pub fact_known: &'static str,
    /// It is not.
    pub not_fact_known: &'static str,
    /// A question `{c}` as `{q}`, and several.
    pub at_question: [&'static str; 2],
    /// A text in quotation marks `{c}` as `{q}`.
    pub at_text: &'static str,
    /// The clause `{x}` holds in a row.
    pub any_row: &'static str,
    /// It holds in every row.
    pub all_rows: &'static str,
    /// Between two clauses that both hold.
    pub and: &'static str,
    /// Between two of which one holds.
    pub or: &'static str,
}
