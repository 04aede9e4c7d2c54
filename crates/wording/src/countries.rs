//! Country names in running text.

use crate::Grammar;
use canevas_model::CountryCase;
use canevas_model::countries::Country;

/// The name of a country of the table, in a case.
pub(crate) fn of_table(grammar: Grammar, country: &Country, case: CountryCase) -> String {
    let (name, the) = match grammar {
        Grammar::French => (country.fr[0], country.fr[1]),
        Grammar::English => (country.en[0], country.en[1]),
        Grammar::Spanish => (country.es[0], country.es[1]),
    };
    match (case, grammar) {
        (CountryCase::Plain, _) => name.to_owned(),
        (CountryCase::The, _) => the.to_owned(),
        (CountryCase::TheCapital, _) => capital(the),
        (CountryCase::Of, Grammar::French) => country.fr[2].to_owned(),
        (CountryCase::In, Grammar::French) => country.fr[3].to_owned(),
        (CountryCase::Of, Grammar::English) => format!("of {the}"),
        (CountryCase::In, Grammar::English) => format!("in {the}"),
        // "de el" contracts, except where El belongs to the name: de El Salvador.
        (CountryCase::Of, Grammar::Spanish) => {
            the.strip_prefix("el ").map_or_else(|| format!("de {the}"), |rest| format!("del {rest}"))
        }
        (CountryCase::In, Grammar::Spanish) => format!("en {the}"),
    }
}

/// What stands before the bracket of a country that is not known.
pub(crate) fn before_bracket(grammar: Grammar, case: CountryCase) -> &'static str {
    match (case, grammar) {
        (CountryCase::Plain | CountryCase::The | CountryCase::TheCapital, _) => "",
        (CountryCase::Of, Grammar::English) => "of ",
        (CountryCase::Of, _) => "de ",
        (CountryCase::In, Grammar::French) => "dans ",
        (CountryCase::In, Grammar::English) => "in ",
        (CountryCase::In, Grammar::Spanish) => "en ",
    }
}

/// With a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
