//! Portuguese, in the orthography of the agreement of 1990.

use super::plural::is_millions;
use super::{Category, Clauses, Rules};
use canevas_model::countries::Country;

pub(super) static RULES: Rules = Rules {
    tag: "pt",
    name: "Portuguese",
    quotes: ["«", "»"],
    colon: ": ",
    decimal: ',',
    typeset: std::convert::identity,
    // Source: CLDR, plurals.xml, "pt".
    category: |number| match number {
        0 | 1 => Category::One,
        number if is_millions(number) => Category::Many,
        _ => Category::Other,
    },
    categories: &[Category::One, Category::Many, Category::Other],
    plural_forms: "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n % 1000000 == 0 ? 1 : 2;",
    // Since the agreement, months have a small first letter.
    months: [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    other_months: &[],
    weekdays: ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"],
    words_in_dates: &["de", "do", "dia", "o"],
    of_words: &["de"],
    month: |name, year| format!("{name} de {year}"),
    day: |day, name, year| {
        let day = if day == 1 { "1.º".to_owned() } else { day.to_string() };
        format!("{day} de {name} de {year}")
    },
    of_month: |month| format!("de {month}"),
    of_day: "de ",
    ordinal,
    country: |country| country.pt,
    of_country: |country| contracted(country, "d", "de"),
    in_country: |country| contracted(country, "n", "em"),
    before_bracket: ["de ", "em "],
    // Without the article, which the sentence joins to its preposition: à pergunta 3, da pergunta 3.
    cite: ["pergunta\u{a0}{n}", "perguntas\u{a0}{first} a {last}"],
    clauses: Clauses {
        answered_value: "respondeu {v} {q}",
        answered_other: "deu uma resposta diferente de {v} {q}",
        ticked: "assinalou {v} em resposta {q}",
        not_ticked: "não assinalou {v} em resposta {q}",
        answered: "respondeu {q}",
        not_answered: "não respondeu {q}",
        said: "indicou {v} em resposta {q}",
        not_said: "não indicou {v} em resposta {q}",
        said_any: "indicou que nada há a responder {q}",
        not_said_any: "não indicou que nada há a responder {q}",
        compare: [
            "a sua resposta {q} é inferior a {v}",
            "a sua resposta {q} não ultrapassa {v}",
            "a sua resposta {q} é superior a {v}",
            "a sua resposta {q} é igual ou superior a {v}",
        ],
        grade_up: "a sua resposta {q} é {v}",
        grade_down: "a sua resposta {q} é {v}",
        fact_known: "preencheu {q}",
        not_fact_known: "não preencheu {q}",
        at_question: ["à {c}", "às {c}"],
        at_text: "a {c}",
        any_row: "pelo menos numa linha {x}",
        all_rows: "em cada linha preenchida {x}",
        and: " e ",
        or: " ou ",
        or_value: " ou ",
    },
    little_words: &[
        "o", "os", "as", "a", "de", "do", "da", "dos", "das", "e", "em", "no", "na", "nos", "nas", "um", "uma", "com",
        "por", "para", "ao", "à", "aos", "às", "que", "qual", "quais", "como", "foi", "foram", "é", "são", "não", "se",
        "seu", "sua", "seus", "suas", "mais", "pelo", "pela", "pelos", "pelas", "ou", "este", "esta", "estes", "país",
        "cada", "entre", "sem", "ser", "quem", "onde", "contra", "sobre", "está", "estão", "num", "numa", "também",
        "até", "tem", "têm", "há",
    ],
    letters: "áíóúãõçâêôà",
};

/// A country after "de" or "em", which contract with an article: do Brasil, nas Filipinas.
fn contracted(country: &Country, letter: &str, whole: &str) -> String {
    let the = country.pt[1];
    let has_article = ["o ", "a ", "os ", "as "].iter().any(|article| the.starts_with(article));
    if has_article { format!("{letter}{the}") } else { format!("{whole} {the}") }
}

const ORDINALS: [&str; 10] =
    ["primeir", "segund", "terceir", "quart", "quint", "sext", "sétim", "oitav", "non", "décim"];

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
        assert_eq!(Grammar::Portuguese.month(april, DatePart::Of), "de abril de 2023");
        assert_eq!(Grammar::Portuguese.day(april.last_day(), DatePart::Of), "de 30 de abril de 2023");
        assert_eq!(Grammar::Portuguese.day(april.first_day(), DatePart::Whole), "1.º de abril de 2023");
        let ordinals = [1, 3, 9, 12].map(|number| Grammar::Portuguese.ordinal(number, Gender::Feminine));
        assert_eq!(ordinals, ["primeira", "terceira", "nona", "12.ª"]);
    }

    #[test]
    fn countries_that_go_wrong_by_hand() {
        for (code, the, capital, of, place) in [
            ("BRA", "o Brasil", "O Brasil", "do Brasil", "no Brasil"),
            ("FRA", "a França", "A França", "da França", "na França"),
            ("USA", "os Estados Unidos", "Os Estados Unidos", "dos Estados Unidos", "nos Estados Unidos"),
            ("PHL", "as Filipinas", "As Filipinas", "das Filipinas", "nas Filipinas"),
            ("CMR", "os Camarões", "Os Camarões", "dos Camarões", "nos Camarões"),
            ("AGO", "Angola", "Angola", "de Angola", "em Angola"),
            ("CPV", "Cabo Verde", "Cabo Verde", "de Cabo Verde", "em Cabo Verde"),
            ("MOZ", "Moçambique", "Moçambique", "de Moçambique", "em Moçambique"),
            ("GNB", "a Guiné-Bissau", "A Guiné-Bissau", "da Guiné-Bissau", "na Guiné-Bissau"),
            ("STP", "São Tomé e Príncipe", "São Tomé e Príncipe", "de São Tomé e Príncipe", "em São Tomé e Príncipe"),
            ("TLS", "Timor-Leste", "Timor-Leste", "de Timor-Leste", "em Timor-Leste"),
            ("OMN", "Omã", "Omã", "de Omã", "em Omã"),
            ("SLV", "o Salvador", "O Salvador", "do Salvador", "no Salvador"),
        ] {
            let Some(country) = by_code(code) else { unreachable!("{code}") };
            let forms = [CountryCase::The, CountryCase::TheCapital, CountryCase::Of, CountryCase::In]
                .map(|case| Grammar::Portuguese.country(country, case));
            assert_eq!(forms, [the, capital, of, place], "{code}");
        }
    }

    #[test]
    fn every_row_follows_its_article() {
        for country in all() {
            let [name, the] = country.pt;
            let forms = [("o ", "do ", "no "), ("a ", "da ", "na "), ("os ", "dos ", "nos "), ("as ", "das ", "nas ")];
            let (_, of, place) =
                forms.into_iter().find(|(article, ..)| the == format!("{article}{name}")).unwrap_or(("", "de ", "em "));
            assert!(of != "de " || the == name, "{}: {the}", country.alpha3);
            assert_eq!(Grammar::Portuguese.country(country, CountryCase::Of), format!("{of}{name}"));
            assert_eq!(Grammar::Portuguese.country(country, CountryCase::In), format!("{place}{name}"));
        }
    }
}
