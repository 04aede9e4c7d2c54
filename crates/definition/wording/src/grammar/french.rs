//! French.

use super::plural::is_millions;
use super::{Category, Clauses, Rules};

pub(super) static RULES: Rules = Rules {
    tag: "fr",
    name: "French",
    quotes: ["«\u{a0}", "\u{a0}»"],
    colon: "\u{a0}: ",
    decimal: ',',
    typeset,
    // Source: CLDR, plurals.xml, "fr".
    category: |number| match number {
        0 | 1 => Category::One,
        number if is_millions(number) => Category::Many,
        _ => Category::Other,
    },
    categories: &[Category::One, Category::Many, Category::Other],
    plural_forms: "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n % 1000000 == 0 ? 1 : 2;",
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    other_months: &[],
    weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    words_in_dates: &["de", "le"],
    of_words: &["de", "d"],
    month: |name, year| format!("{name} {year}"),
    day: |day, name, year| if day == 1 { format!("1er {name} {year}") } else { format!("{day} {name} {year}") },
    // Avril, août and octobre elide.
    of_month: |month| if month.starts_with(['a', 'o']) { format!("d’{month}") } else { format!("de {month}") },
    of_day: "du ",
    ordinal,
    country: |country| [country.fr[0], country.fr[1]],
    of_country: |country| country.fr[2].to_owned(),
    in_country: |country| country.fr[3].to_owned(),
    before_bracket: ["de ", "dans "],
    cite: ["la question\u{a0}{n}", "les questions\u{a0}{first} à {last}"],
    clauses: Clauses {
        answered_value: "vous avez répondu {v} {q}",
        answered_other: "vous avez répondu autre chose que {v} {q}",
        ticked: "vous avez coché {v} {q}",
        not_ticked: "vous n’avez pas coché {v} {q}",
        answered: "vous avez répondu {q}",
        not_answered: "vous n’avez pas répondu {q}",
        said: "vous avez indiqué {v} {q}",
        not_said: "vous n’avez pas indiqué {v} {q}",
        said_any: "vous avez indiqué n’avoir rien à répondre {q}",
        not_said_any: "vous n’avez pas indiqué n’avoir rien à répondre {q}",
        compare: [
            "votre réponse {q} est inférieure à {v}",
            "votre réponse {q} ne dépasse pas {v}",
            "votre réponse {q} est supérieure à {v}",
            "votre réponse {q} atteint {v} ou davantage",
        ],
        grade_up: "votre réponse {q} est {v}",
        grade_down: "votre réponse {q} est {v}",
        fact_known: "vous avez rempli {q}",
        not_fact_known: "vous n’avez pas rempli {q}",
        at_question: ["à {c}", "à {c}"],
        at_text: "à {c}",
        any_row: "pour une ligne au moins {x}",
        all_rows: "pour chaque ligne remplie {x}",
        and: " et si ",
        or: " ou si ",
        or_value: " ou ",
    },
    little_words: &[
        "le", "la", "les", "de", "des", "du", "et", "en", "est", "une", "un", "dans", "pour", "par", "sur", "votre",
        "vos", "vous", "au", "aux", "qui", "que", "quel", "quelle", "quels", "quelles", "avec", "ou", "où", "à", "ce",
        "cette", "ces", "sont", "ont", "pas", "ne", "d", "l", "leur", "leurs", "s", "n", "il", "elle", "pays", "plus",
        "sans", "être", "chaque", "depuis", "entre", "contre", "non", "se", "son", "sa", "ses", "a", "on", "t", "y",
    ],
    letters: "àâçèêëîïôœùû",
};

/// Narrow no-break space, before ; ? !
const NARROW: char = '\u{202f}';
/// No-break space, before : and inside « ».
const NO_BREAK: char = '\u{a0}';

/// The no-break spaces before : ; ? ! and inside « ».
fn typeset(text: String) -> String {
    if !text.contains([';', '?', '!', ':', '»', '%', '«']) {
        return text;
    }
    let mut out = String::new();
    // How far the text has been copied.
    let mut done = 0;
    for (at, space) in text.match_indices([' ', NO_BREAK, NARROW]) {
        let after = at + space.len();
        let right = match text[after..].chars().next() {
            Some(';' | '?' | '!') => NARROW,
            Some(':' | '»' | '%') => NO_BREAK,
            _ if text[..at].ends_with('«') => NO_BREAK,
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push(right);
        done = after;
    }
    if done == 0 {
        return text;
    }
    out.push_str(&text[done..]);
    out
}

const ORDINALS: [&str; 9] =
    ["deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième", "dixième"];

fn ordinal(number: usize, feminine: bool) -> String {
    match number {
        1 => if feminine { "première" } else { "premier" }.to_owned(),
        2..=10 => ORDINALS[number - 2].to_owned(),
        _ => format!("{number}e"),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Grammar, typeset};
    use canevas_model::countries::{all, by_code};
    use canevas_model::dates::Month;
    use canevas_model::{CountryCase, DatePart, Gender};

    #[test]
    fn spaces() {
        assert_eq!(
            typeset(Grammar::French, "L'étape « Une » : faite ? Voir https://a.b/c'd : oui ; non !".to_owned()),
            "L’étape «\u{a0}Une\u{a0}»\u{a0}: faite\u{202f}? Voir https://a.b/c'd\u{a0}: oui\u{202f}; non\u{202f}!"
        );
        for (typed, set) in [
            ("« : » ? a\u{202f}: b", "«\u{a0}:\u{a0}»\u{202f}? a\u{a0}: b"),
            (" ? « Où ?", "\u{202f}? «\u{a0}Où\u{202f}?"),
            ("rien à changer", "rien à changer"),
        ] {
            assert_eq!(typeset(Grammar::French, typed.to_owned()), set);
        }
    }

    #[test]
    fn dates_and_ordinals() {
        let Some(april) = Month::parse("2023-04") else { unreachable!() };
        assert_eq!(Grammar::French.month(april, DatePart::Of), "d’avril 2023");
        assert_eq!(Grammar::French.day(april.first_day(), DatePart::Whole), "1er avril 2023");
        assert_eq!(Grammar::French.day(april.last_day(), DatePart::Of), "du 30 avril 2023");
        let ordinals = [1, 3, 10, 11].map(|number| Grammar::French.ordinal(number, Gender::Feminine));
        assert_eq!(ordinals, ["première", "troisième", "dixième", "11e"]);
        assert_eq!(Grammar::French.ordinal(1, Gender::Masculine), "premier");
    }

    #[test]
    fn countries_that_go_wrong_by_hand() {
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
            let Some(country) = by_code(code) else { unreachable!("{code}") };
            let forms = [CountryCase::The, CountryCase::TheCapital, CountryCase::Of, CountryCase::In]
                .map(|case| Grammar::French.country(country, case));
            assert_eq!(forms, [the, capital, of, place], "{code}");
        }
    }

    /// The preposition of each country follows from its article, except for the countries listed here.
    #[test]
    fn every_row_follows_its_article() {
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
}
