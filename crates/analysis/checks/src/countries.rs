//! Finds names of countries in a text: whole words, in all languages of the table of countries, the longest name first.

use crate::tokens::{PlacedWord, words};
use canevas_model::countries::{Country, all};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Places and institutions whose names contain the name of a country.
const OTHER_THINGS: &[&str] = &[
    "golfe de Guinée",
    "gulf of Guinea",
    "golfo de Guinea",
    "delta du Niger",
    "Niger delta",
    "delta del Niger",
    "fleuve Niger",
    "Niger river",
    "río Niger",
    "lac Tchad",
    "lake Chad",
    "lago Chad",
    "mer de Chine",
    "China sea",
    "Nouvelle Guinée",
    "New Mexico",
    "Île de France",
    "Agence France",
    "Expertise France",
    "canal de Panama",
    "Panama canal",
    "canal de Panamá",
];

/// Names that are also given names. If a surname follows, they name a person.
const GIVEN_NAMES: &[&str] = &["Maurice", "Dominique", "Jordan", "Chad", "Georgia", "Israel", "Israël", "Salvador"];

/// Names that are common words in another language: Mali is “financial” in Arabic, and Gana is a Spanish verb.
const COMMON_WORDS: &[&str] = &["مالي", "Gana"];

type CountryNames = HashMap<String, Vec<(Vec<String>, Option<&'static Country>)>>;

fn names() -> &'static CountryNames {
    static NAMES: OnceLock<CountryNames> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = CountryNames::new();
        let mut add = |name: &str, country| {
            let parts: Vec<String> = words(name).into_iter().map(|(word, _)| word.to_owned()).collect();
            if let Some(first) = parts.first() {
                let known = names.entry(first.to_lowercase()).or_default();
                if !known.iter().any(|(before, _)| *before == parts) {
                    known.push((parts, country));
                }
            }
        };
        for country in all() {
            for name in country.names().into_iter().filter(|name| !COMMON_WORDS.contains(name)) {
                add(name, Some(country));
            }
        }
        for name in OTHER_THINGS {
            add(name, None);
        }
        for known in names.values_mut() {
            known.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
        }
        names
    })
}

/// Every country named in a masked text.
pub(crate) fn named_in(text: &str) -> Vec<(Range<usize>, &'static Country)> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let hit = names().get(&words[at].0.to_lowercase()).and_then(|known| {
            known.iter().find(|(parts, country)| matches(&words[at..], parts, country.is_some(), text))
        });
        let Some((parts, country)) = hit else {
            at += 1;
            continue;
        };
        let range = words[at].1.start..words[at + parts.len() - 1].1.end;
        if let Some(country) = country
            && !is_person(parts, &words[at..], text)
        {
            found.push((range, *country));
        }
        at += parts.len();
    }
    found
}

/// Whether the words start with a name, as the table writes it or in capitals. Other things match in any case.
fn matches(words: &[PlacedWord<'_>], parts: &[String], exact: bool, text: &str) -> bool {
    words.len() >= parts.len()
        && parts.iter().zip(words).all(|(part, (word, _))| {
            part == word
                || (!exact && part.to_lowercase() == word.to_lowercase())
                || (part.len() >= 4 && part.to_uppercase() == **word)
        })
        // The words of one name stand on one line, with a space, a hyphen or an apostrophe between them.
        && words.windows(2).take(parts.len() - 1).all(|pair| {
            text[pair[0].1.end..pair[1].1.start].chars().all(|c| matches!(c, ' ' | '\u{a0}' | '-' | '‑' | '\'' | '’'))
        })
}

fn is_person(parts: &[String], words: &[PlacedWord<'_>], text: &str) -> bool {
    parts.len() == 1
        && GIVEN_NAMES.contains(&parts[0].as_str())
        && words.get(1).is_some_and(|(next, range)| {
            text[words[0].1.end..range.start].trim().is_empty() && next.starts_with(char::is_uppercase)
        })
}

/// Whether the name of another country is a part of a country's own name, such as Guinée in Guinée équatoriale.
pub(crate) fn is_part_of_name(other: &Country, own: &Country) -> bool {
    let split = |name: &str| -> Vec<String> { words(name).into_iter().map(|(word, _)| word.to_lowercase()).collect() };
    other.names().iter().any(|name| {
        let name = split(name);
        own.names().iter().any(|own| split(own).windows(name.len()).any(|run| run == name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        named_in(text).into_iter().map(|(_, country)| country.alpha3).collect()
    }

    #[test]
    fn whole_names_and_the_longest() {
        for (text, expected) in [
            ("au Niger et au Nigéria", vec!["NER", "NGA"]),
            ("in Nigeria", vec!["NGA"]),
            ("Guinée-Bissau, Guinée équatoriale et Guinée", vec!["GNB", "GNQ", "GIN"]),
            ("la Papouasie-Nouvelle-Guinée", vec!["PNG"]),
            ("Dominica and the Dominican Republic", vec!["DMA", "DOM"]),
            ("en Côte d'Ivoire", vec!["CIV"]),
            ("la République démocratique du Congo", vec!["COD"]),
            ("au CAMEROUN", vec!["CMR"]),
            ("le golfe de Guinée, le lac Tchad, la nigériane, un chili, jordan shoes", vec![]),
            ("Chad Smith et Maurice Ngono", vec![]),
            ("à Maurice, en 2022", vec!["MUS"]),
            ("nos Camarões e em Moçambique", vec!["CMR", "MOZ"]),
            ("في الأردن وفي جمهورية الكونغو الديمقراطية", vec!["JOR", "COD"]),
            ("دعم مالي", vec![]),
        ] {
            assert_eq!(codes(text), expected, "{text}");
        }
    }
}
