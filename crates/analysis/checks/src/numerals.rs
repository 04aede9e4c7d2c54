//! Numbers in a text. They can have other digits, separators or words in a translation and still be the same.

use crate::ordinals::ordinals;
use crate::tokens::words;
use std::collections::HashSet;
use std::ops::Range;

/// A number as written in digits.
pub(crate) struct Numeral {
    /// Its place.
    pub range: Range<usize>,
    /// Its digits in ASCII, without separators.
    pub digits: String,
    /// The same, split at the separators.
    pub parts: Vec<String>,
    /// Whether a `/` stands beside it, as in a date.
    pub in_date: bool,
}

/// The zeros of the scripts. Source: Unicode Character Database, `DerivedNumericType`, decimal digits.
const ZEROS: &[char] = &[
    '0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}',
    '\u{e50}', '\u{ed0}', '\u{f20}', '\u{1040}', '\u{17e0}', '\u{2080}', '\u{ff10}',
];

fn digit(c: char) -> Option<char> {
    ZEROS.iter().find_map(|zero| {
        let value = (c as u32).checked_sub(*zero as u32).filter(|value| *value < 10)?;
        char::from_digit(value, 10)
    })
}

/// The numbers of a masked text.
pub(crate) fn numerals(masked: &str) -> Vec<Numeral> {
    let mut found: Vec<Numeral> = Vec::new();
    let mut at = 0;
    while let Some((start, _)) = masked[at..].char_indices().find(|(_, c)| digit(*c).is_some()) {
        let start = at + start;
        let (mut end, mut parts) = (start, Vec::new());
        loop {
            let run: String = masked[end..].chars().map_while(digit).collect();
            end += masked[end..].chars().take(run.len()).map(char::len_utf8).sum::<usize>();
            parts.push(run);
            let mut rest = masked[end..].chars();
            let Some(separator) = rest.next() else { break };
            let next = rest.clone().map_while(digit).count();
            let joined = match separator {
                '.' | ',' | '\'' | '’' | '\u{66b}' | '\u{66c}' => next > 0,
                // A space separates thousands: three digits after one to three.
                ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {
                    next == 3 && parts.iter().skip(1).all(|part| part.len() == 3) && parts[0].len() <= 3
                }
                _ => false,
            };
            if !joined {
                break;
            }
            end += separator.len_utf8();
        }
        let in_date = masked[..start].ends_with('/') || masked[end..].starts_with('/');
        found.push(Numeral { range: start..end, digits: parts.concat(), parts, in_date });
        at = end;
    }
    found
}

/// Numbers in words for each language: from zero to twenty, then a hundred and a thousand. Spaces separate several words for
/// one number.
const WORDS: &[(&str, [&str; 23])] = &[
    (
        "fr",
        [
            "zéro",
            "un une",
            "deux",
            "trois",
            "quatre",
            "cinq",
            "six",
            "sept",
            "huit",
            "neuf",
            "dix",
            "onze",
            "douze",
            "treize",
            "quatorze",
            "quinze",
            "seize",
            "",
            "",
            "",
            "vingt",
            "cent cents",
            "mille millier milliers",
        ],
    ),
    (
        "en",
        [
            "zero nought",
            "one once",
            "two twice",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "hundred",
            "thousand thousands",
        ],
    ),
    (
        "es",
        [
            "cero",
            "un uno una",
            "dos",
            "tres",
            "cuatro",
            "cinco",
            "seis",
            "siete",
            "ocho",
            "nueve",
            "diez",
            "once",
            "doce",
            "trece",
            "catorce",
            "quince",
            "dieciséis",
            "diecisiete",
            "dieciocho",
            "diecinueve",
            "veinte",
            "cien ciento",
            "mil miles",
        ],
    ),
];

/// The number at an index of such a list.
fn value_of(place: usize) -> u64 {
    match place {
        21 => 100,
        22 => 1000,
        place => place as u64,
    }
}

/// The numbers that a masked text writes in words or Roman numerals. `None` if the words of the language are unknown.
pub(crate) fn spelled(masked: &str, primary: &str) -> Option<HashSet<u64>> {
    let (_, table) = WORDS.iter().find(|(tag, _)| *tag == primary)?;
    let mut found: HashSet<u64> = ordinals(masked).into_iter().map(|(_, number)| u64::from(number)).collect();
    for (word, _) in words(masked) {
        found.extend(roman(word));
        let lower = word.to_lowercase();
        let place = table.iter().position(|forms| forms.split(' ').any(|form| form == lower));
        found.extend(place.map(value_of));
    }
    // Dix-sept, dix-huit, dix-neuf.
    if primary == "fr" && found.contains(&10) {
        found.extend((7..10).filter(|unit| found.contains(unit)).map(|unit| unit + 10).collect::<Vec<_>>());
    }
    Some(found)
}

/// The value of a Roman numeral, without the ending of an ordinal.
pub(crate) fn roman(word: &str) -> Option<u64> {
    let figures = word.trim_end_matches(|c: char| c.is_lowercase());
    let value = |c| {
        Some(match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            _ => return None,
        })
    };
    let values: Vec<u64> = figures.chars().map(value).collect::<Option<_>>()?;
    let (mut total, mut before) = (0, 0);
    for value in values.into_iter().rev() {
        if value < before {
            total -= value;
        } else {
            total += value;
        }
        before = before.max(value);
    }
    (total > 0 && figures.len() <= 8).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_separators() {
        let digits = |text: &str| numerals(text).into_iter().map(|numeral| numeral.digits).collect::<Vec<_>>();
        assert_eq!(digits("1 000, 1,000 et 1.000"), ["1000", "1000", "1000"]);
        assert_eq!(digits("٢٠٢٣, 8.7 % 10:30, CO₂"), ["2023", "87", "10", "30", "2"]);
        assert_eq!(digits("en 2022 300 écoles, 12 personnes, 2022-2023."), ["2022", "300", "12", "2022", "2023"]);
    }

    #[test]
    fn numbers_in_words() {
        let has = |text, tag, number| spelled(text, tag).is_some_and(|found| found.contains(&number));
        assert!(has("dans trois régions", "fr", 3));
        assert!(has("el siglo XXI", "es", 21) && has("le XXIe siècle", "fr", 21));
        assert!(has("dix-huit pays", "fr", 18) && has("the third step", "en", 3));
        assert!(!has("in many regions", "en", 3));
        assert!(spelled("ثلاثة", "ar").is_none());
        assert_eq!((roman("XIV"), roman("IC"), roman("Ville"), roman("e")), (Some(14), Some(99), Some(5), None));
    }
}
