//! Spanish.

use super::plural::is_millions;
use super::{Category, Clauses, Rules};
use canevas_model::countries::Country;

pub(super) static RULES: Rules = Rules {
    tag: "es",
    name: "Spanish",
    quotes: ["«", "»"],
    colon: ": ",
    decimal: ',',
    typeset: std::convert::identity,
    // Source: CLDR, plurals.xml, "es".
    category: |number| match number {
        1 => Category::One,
        number if is_millions(number) => Category::Many,
        _ => Category::Other,
    },
    categories: &[Category::One, Category::Many, Category::Other],
    plural_forms: "nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;",
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    other_months: &[("setiembre", 9)],
    weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    words_in_dates: &["de", "del", "el"],
    of_words: &["de"],
    month: |name, year| format!("{name} de {year}"),
    day: |day, name, year| format!("{day} de {name} de {year}"),
    of_month: |month| format!("de {month}"),
    of_day: "del ",
    ordinal,
    country: |country| country.es,
    of_country,
    in_country: |country| format!("en {}", country.es[1]),
    before_bracket: ["de ", "en "],
    cite: ["la pregunta\u{a0}{n}", "las preguntas\u{a0}{first} a {last}"],
    clauses: Clauses {
        answered_value: "respondió {v} a {q}",
        answered_other: "respondió algo distinto de {v} a {q}",
        ticked: "marcó {v} en {q}",
        not_ticked: "no marcó {v} en {q}",
        answered: "respondió a {q}",
        not_answered: "no respondió a {q}",
        said: "indicó {v} en {q}",
        not_said: "no indicó {v} en {q}",
        said_any: "indicó que no hay nada que responder en {q}",
        not_said_any: "no indicó que no hay nada que responder en {q}",
        compare: [
            "su respuesta a {q} es inferior a {v}",
            "su respuesta a {q} no supera {v}",
            "su respuesta a {q} es superior a {v}",
            "su respuesta a {q} es igual o superior a {v}",
        ],
        grade_up: "su respuesta a {q} es {v}",
        grade_down: "su respuesta a {q} es {v}",
        fact_known: "completó {q}",
        not_fact_known: "no completó {q}",
        at_question: ["{c}", "{c}"],
        at_text: "{c}",
        any_row: "al menos en una fila {x}",
        all_rows: "en cada fila completada {x}",
        and: " y ",
        or: " o ",
        or_value: " o ",
    },
    little_words: &[
        "el", "la", "los", "las", "de", "del", "y", "en", "un", "una", "unos", "con", "por", "para", "su", "sus", "al",
        "que", "qué", "cuál", "cuáles", "cómo", "ha", "han", "es", "son", "como", "o", "este", "esta", "estos", "se",
        "lo", "más", "no", "si", "desde", "hasta", "país", "cada", "entre", "sin", "fue", "ser", "quién", "donde",
        "contra", "sobre", "a", "e",
    ],
    letters: "áíóúñ",
};

/// "de el" contracts, unless El is part of the name: de El Salvador.
fn of_country(country: &Country) -> String {
    let the = country.es[1];
    the.strip_prefix("el ").map_or_else(|| format!("de {the}"), |rest| format!("del {rest}"))
}

const ORDINALS: [&str; 10] =
    ["primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim"];

fn ordinal(number: usize, feminine: bool) -> String {
    match number {
        1..=10 => format!("{}{}", ORDINALS[number - 1], if feminine { "a" } else { "o" }),
        _ => format!("{number}.{}", if feminine { "ª" } else { "º" }),
    }
}

#[cfg(test)]
mod tests {
    use crate::Grammar;
    use canevas_model::countries::{all, by_code};
    use canevas_model::dates::Month;
    use canevas_model::{CountryCase, DatePart, Gender};

    #[test]
    fn dates_and_ordinals() {
        let Some(april) = Month::parse("2023-04") else { unreachable!() };
        assert_eq!(Grammar::Spanish.month(april, DatePart::Whole), "abril de 2023");
        assert_eq!(Grammar::Spanish.day(april.last_day(), DatePart::Of), "del 30 de abril de 2023");
        assert_eq!(Grammar::Spanish.ordinal(3, Gender::Feminine), "tercera");
        assert_eq!(Grammar::Spanish.ordinal(11, Gender::Masculine), "11.º");
    }

    #[test]
    fn countries() {
        for (code, the, capital, of, place) in [
            ("PER", "el Perú", "El Perú", "del Perú", "en el Perú"),
            ("IND", "la India", "La India", "de la India", "en la India"),
            ("SLV", "El Salvador", "El Salvador", "de El Salvador", "en El Salvador"),
            ("CUB", "Cuba", "Cuba", "de Cuba", "en Cuba"),
            ("USA", "los Estados Unidos", "Los Estados Unidos", "de los Estados Unidos", "en los Estados Unidos"),
        ] {
            let Some(country) = by_code(code) else { unreachable!("{code}") };
            let forms = [CountryCase::The, CountryCase::TheCapital, CountryCase::Of, CountryCase::In]
                .map(|case| Grammar::Spanish.country(country, case));
            assert_eq!(forms, [the, capital, of, place], "{code}");
        }
        for country in all() {
            let [name, the] = country.es;
            let articles = ["", "el ", "la ", "los ", "las "];
            assert!(articles.iter().any(|article| the == format!("{article}{name}")), "{}: {the}", country.alpha3);
        }
    }
}
