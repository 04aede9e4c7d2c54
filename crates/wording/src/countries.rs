//! Country names in running text.

use crate::Grammar;
use canevas_inputs::NameForms;
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

/// The name of a country in a case, where a country file says how it is written.
pub(crate) fn of_file(forms: &NameForms, case: CountryCase) -> String {
    match case {
        CountryCase::Plain => forms.name.clone(),
        CountryCase::The => forms.the.clone(),
        CountryCase::TheCapital => capital(&forms.the),
        CountryCase::Of => forms.of.clone(),
        CountryCase::In => forms.r#in.clone(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_model::countries::{all, by_code};

    fn forms(grammar: Grammar, code: &str) -> [String; 4] {
        let Some(country) = by_code(code) else { unreachable!("{code}") };
        [CountryCase::The, CountryCase::TheCapital, CountryCase::Of, CountryCase::In]
            .map(|case| of_table(grammar, country, case))
    }

    #[test]
    fn the_cases_that_go_wrong_by_hand() {
        for (code, the, capital, of, place) in [
            ("CMR", "le Cameroun", "Le Cameroun", "du Cameroun", "au Cameroun"),
            ("FRA", "la France", "La France", "de la France", "en France"),
            ("ARG", "l’Argentine", "L’Argentine", "de l’Argentine", "en Argentine"),
            ("MDG", "Madagascar", "Madagascar", "de Madagascar", "à Madagascar"),
            ("COM", "les Comores", "Les Comores", "des Comores", "aux Comores"),
            ("CIV", "la Côte d’Ivoire", "La Côte d’Ivoire", "de la Côte d’Ivoire", "en Côte d’Ivoire"),
            ("CUB", "Cuba", "Cuba", "de Cuba", "à Cuba"),
            ("EGY", "l’Égypte", "L’Égypte", "de l’Égypte", "en Égypte"),
            ("ISR", "Israël", "Israël", "d’Israël", "en Israël"),
            ("USA", "les États-Unis", "Les États-Unis", "des États-Unis", "aux États-Unis"),
            ("HND", "le Honduras", "Le Honduras", "du Honduras", "au Honduras"),
        ] {
            assert_eq!(forms(Grammar::French, code), [the, capital, of, place], "{code}");
        }
        for (code, the, capital, of, place) in [
            ("GMB", "the Gambia", "The Gambia", "of the Gambia", "in the Gambia"),
            ("CMR", "Cameroon", "Cameroon", "of Cameroon", "in Cameroon"),
            ("NLD", "the Netherlands", "The Netherlands", "of the Netherlands", "in the Netherlands"),
        ] {
            assert_eq!(forms(Grammar::English, code), [the, capital, of, place], "{code}");
        }
        for (code, the, capital, of, place) in [
            ("PER", "el Perú", "El Perú", "del Perú", "en el Perú"),
            ("IND", "la India", "La India", "de la India", "en la India"),
            ("SLV", "El Salvador", "El Salvador", "de El Salvador", "en El Salvador"),
            ("CUB", "Cuba", "Cuba", "de Cuba", "en Cuba"),
            ("USA", "los Estados Unidos", "Los Estados Unidos", "de los Estados Unidos", "en los Estados Unidos"),
        ] {
            assert_eq!(forms(Grammar::Spanish, code), [the, capital, of, place], "{code}");
        }
    }

    /// Every French row follows the class of its article; the rows whose place does not are named here, one by one.
    #[test]
    fn every_french_row_follows_its_article() {
        // Islands and states whose place takes the article: à la Barbade, dans l’État de Palestine.
        let places = ["BRB", "DMA", "GRD", "TTO", "PSE"];
        // Names without an article that stand after "en", not "à".
        let without_article = ["HTI", "ISR", "SLV"];
        for country in all() {
            let [name, the, of, place] = country.fr;
            let code = country.alpha3;
            let (wanted_of, wanted_in) = if let Some(rest) = the.strip_prefix("les ") {
                (format!("des {rest}"), format!("aux {rest}"))
            } else if let Some(rest) = the.strip_prefix("le ") {
                (format!("du {rest}"), format!("au {rest}"))
            } else if let Some(rest) = the.strip_prefix("la ") {
                let place = if places.contains(&code) { format!("à la {rest}") } else { format!("en {rest}") };
                (format!("de la {rest}"), place)
            } else if let Some(rest) = the.strip_prefix("l’") {
                let place = if places.contains(&code) { format!("dans l’{rest}") } else { format!("en {rest}") };
                (format!("de l’{rest}"), place)
            } else {
                let elided = name.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u', 'é', 'î', 'h']);
                let place = if without_article.contains(&code) { format!("en {name}") } else { format!("à {name}") };
                (if elided { format!("d’{name}") } else { format!("de {name}") }, place)
            };
            assert_eq!((of, place), (wanted_of.as_str(), wanted_in.as_str()), "{code}");
            assert!(the.ends_with(name), "{code}: {the} is not {name} with an article");
            // An article before a vowel elides, but for an aspirated h; y and w count as consonants.
            let vowel = name.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u', 'é', 'î']);
            assert!(!(vowel && (the.starts_with("le ") || the.starts_with("la "))), "{code}: {the} does not elide");
        }
    }

    #[test]
    fn every_english_and_spanish_row_is_its_name_with_an_article_or_without() {
        for country in all() {
            let [name, the] = country.en;
            assert!(the == name || the == format!("the {name}"), "{}: {the}", country.alpha3);
            let [name, the] = country.es;
            let articles = ["", "el ", "la ", "los ", "las "];
            assert!(articles.iter().any(|article| the == format!("{article}{name}")), "{}: {the}", country.alpha3);
            for text in country.fr.iter().chain(&country.en).chain(&country.es) {
                assert!(
                    !text.contains(['\'', '\u{a0}']) && text.trim() == *text && !text.contains("  "),
                    "{}: {text:?}",
                    country.alpha3
                );
            }
        }
    }
}
