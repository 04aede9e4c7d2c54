//! First, second, third: computed, never typed.

use crate::Grammar;
use canevas_model::Gender;

const FRENCH: [&str; 10] = [
    "premi",
    "deuxième",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
    "neuvième",
    "dixième",
];
const ENGLISH: [&str; 10] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
const SPANISH: [&str; 10] =
    ["primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim"];

/// The ordinal of a number counted from 1.
pub(crate) fn ordinal(grammar: Grammar, number: usize, gender: Gender) -> String {
    let feminine = gender == Gender::Feminine;
    let word = number.checked_sub(1).filter(|index| *index < 10);
    match (grammar, word) {
        (Grammar::French, Some(0)) => if feminine { "première" } else { "premier" }.to_owned(),
        (Grammar::French, Some(index)) => FRENCH[index].to_owned(),
        (Grammar::French, None) => format!("{number}e"),
        (Grammar::English, Some(index)) => ENGLISH[index].to_owned(),
        (Grammar::English, None) => {
            let suffix = match (number % 10, number % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{number}{suffix}")
        }
        (Grammar::Spanish, Some(index)) => format!("{}{}", SPANISH[index], if feminine { "a" } else { "o" }),
        (Grammar::Spanish, None) => format!("{number}.{}", if feminine { "ª" } else { "º" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals() {
        let f = |grammar, number| ordinal(grammar, number, Gender::Feminine);
        assert_eq!(
            (f(Grammar::French, 1), f(Grammar::French, 3), f(Grammar::French, 11)),
            ("première".into(), "troisième".into(), "11e".into())
        );
        assert_eq!((f(Grammar::English, 12), f(Grammar::English, 22)), ("12th".into(), "22nd".into()));
        assert_eq!(
            (f(Grammar::Spanish, 3), ordinal(Grammar::Spanish, 11, Gender::Masculine)),
            ("tercera".into(), "11.º".into())
        );
    }
}
