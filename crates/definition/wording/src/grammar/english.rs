//! English.

use super::{Category, Clauses, Rules};

pub(super) static RULES: Rules = Rules {
    tag: "en",
    name: "English",
    quotes: ["“", "”"],
    colon: ": ",
    decimal: '.',
    typeset: std::convert::identity,
    // Source: CLDR, plurals.xml, "en".
    category: |number| if number == 1 { Category::One } else { Category::Other },
    categories: &[Category::One, Category::Other],
    plural_forms: "nplurals=2; plural=n == 1 ? 0 : 1;",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    other_months: &[],
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    words_in_dates: &["of", "the"],
    of_words: &["of"],
    month: |name, year| format!("{name} {year}"),
    day: |day, name, year| format!("{day} {name} {year}"),
    of_month: |month| format!("of {month}"),
    of_day: "of ",
    ordinal,
    country: |country| country.en,
    of_country: |country| format!("of {}", country.en[1]),
    in_country: |country| format!("in {}", country.en[1]),
    before_bracket: ["of ", "in "],
    cite: ["question\u{a0}{n}", "questions\u{a0}{first} to {last}"],
    clauses: Clauses {
        answered_value: "you answered {v} to {q}",
        answered_other: "you answered something other than {v} to {q}",
        ticked: "you ticked {v} in {q}",
        not_ticked: "you did not tick {v} in {q}",
        answered: "you answered {q}",
        not_answered: "you did not answer {q}",
        said: "you said {v} in {q}",
        not_said: "you did not say {v} in {q}",
        said_any: "you said that there is nothing to answer in {q}",
        not_said_any: "you did not say that there is nothing to answer in {q}",
        compare: [
            "your answer to {q} is less than {v}",
            "your answer to {q} is {v} or less",
            "your answer to {q} is more than {v}",
            "your answer to {q} is {v} or more",
        ],
        grade_up: "your answer to {q} is {v}",
        grade_down: "your answer to {q} is {v}",
        fact_known: "you filled in {q}",
        not_fact_known: "you did not fill in {q}",
        at_question: ["{c}", "{c}"],
        at_text: "{c}",
        any_row: "for at least one row {x}",
        all_rows: "for every row filled in {x}",
        and: " and ",
        or: " or ",
        or_value: " or ",
    },
    little_words: &[
        "the", "of", "and", "to", "in", "is", "are", "for", "with", "your", "you", "what", "which", "how", "was",
        "were", "has", "have", "by", "on", "from", "this", "that", "these", "at", "it", "its", "be", "been", "not",
        "or", "did", "do", "does", "country", "their", "who", "where", "when", "will", "each", "other", "any", "than",
        "against", "a", "an", "no", "as", "s", "t", "d", "m", "ll", "re", "ve",
    ],
    letters: "",
};

const ORDINALS: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

fn ordinal(number: usize, _feminine: bool) -> String {
    if let 1..=10 = number {
        return ORDINALS[number - 1].to_owned();
    }
    let suffix = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}

#[cfg(test)]
mod tests {
    use crate::{Grammar, typeset};
    use canevas_model::countries::{all, by_code};
    use canevas_model::dates::Month;
    use canevas_model::{CountryCase, DatePart, Gender};

    #[test]
    fn texts_dates_and_ordinals() {
        assert_eq!(typeset(Grammar::English, "the country's : x".to_owned()), "the country’s : x");
        let Some(april) = Month::parse("2023-04") else { unreachable!() };
        assert_eq!(Grammar::English.day(april.last_day(), DatePart::Whole), "30 April 2023");
        assert_eq!(Grammar::English.month(april, DatePart::Of), "of April 2023");
        let ordinals = [1, 10, 12, 22, 113].map(|number| Grammar::English.ordinal(number, Gender::Masculine));
        assert_eq!(ordinals, ["first", "tenth", "12th", "22nd", "113th"]);
    }

    #[test]
    fn countries() {
        for (code, the, capital, of, place) in [
            ("GMB", "the Gambia", "The Gambia", "of the Gambia", "in the Gambia"),
            ("CMR", "Cameroon", "Cameroon", "of Cameroon", "in Cameroon"),
            ("NLD", "the Netherlands", "The Netherlands", "of the Netherlands", "in the Netherlands"),
        ] {
            let Some(country) = by_code(code) else { unreachable!("{code}") };
            let forms = [CountryCase::The, CountryCase::TheCapital, CountryCase::Of, CountryCase::In]
                .map(|case| Grammar::English.country(country, case));
            assert_eq!(forms, [the, capital, of, place], "{code}");
        }
        for country in all() {
            let [name, the] = country.en;
            assert!(the == name || the == format!("the {name}"), "{}: {the}", country.alpha3);
        }
    }
}
