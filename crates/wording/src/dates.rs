//! Dates in words.

use crate::Grammar;
use canevas_model::DatePart;
use canevas_model::dates::{Day, Month};

const FRENCH: [&str; 12] = [
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
];
const ENGLISH: [&str; 12] = [
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
];
const SPANISH: [&str; 12] = [
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
];

/// The name of a month.
fn name(grammar: Grammar, month: Month) -> &'static str {
    let names = match grammar {
        Grammar::French => FRENCH,
        Grammar::English => ENGLISH,
        Grammar::Spanish => SPANISH,
    };
    names[(month.month as usize - 1).min(11)]
}

/// The names of the months, January first.
pub fn names(grammar: Grammar) -> [&'static str; 12] {
    match grammar {
        Grammar::French => FRENCH,
        Grammar::English => ENGLISH,
        Grammar::Spanish => SPANISH,
    }
}

/// "mai 2022", "d’avril 2023", "May 2022", "mayo de 2022".
pub(crate) fn month(grammar: Grammar, month: Month, part: DatePart) -> String {
    let (name, year) = (name(grammar, month), month.year);
    let whole = match grammar {
        Grammar::Spanish => format!("{name} de {year}"),
        _ => format!("{name} {year}"),
    };
    match part {
        DatePart::Whole => whole,
        DatePart::Year => year.to_string(),
        DatePart::Month => name.to_owned(),
        DatePart::Of => of(grammar, &whole),
    }
}

/// "30 juin 2023", "1er mai 2023", "30 June 2023", "30 de junio de 2023".
pub(crate) fn day(grammar: Grammar, day: Day, part: DatePart) -> String {
    let name = name(grammar, day.month);
    let (number, year) = (day.day, day.month.year);
    let whole = match grammar {
        Grammar::French if number == 1 => format!("1er {name} {year}"),
        Grammar::Spanish => format!("{number} de {name} de {year}"),
        _ => format!("{number} {name} {year}"),
    };
    match (part, grammar) {
        (DatePart::Whole, _) => whole,
        (DatePart::Year, _) => year.to_string(),
        (DatePart::Month, _) => name.to_owned(),
        (DatePart::Of, Grammar::French) => format!("du {whole}"),
        (DatePart::Of, Grammar::English) => format!("of {whole}"),
        (DatePart::Of, Grammar::Spanish) => format!("del {whole}"),
    }
}

/// After "of": French elides before avril, août and octobre.
fn of(grammar: Grammar, whole: &str) -> String {
    match grammar {
        Grammar::French if whole.starts_with(['a', 'o']) => format!("d’{whole}"),
        Grammar::French | Grammar::Spanish => format!("de {whole}"),
        Grammar::English => format!("of {whole}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words() {
        let Some(april) = Month::parse("2023-04") else { unreachable!() };
        assert_eq!(month(Grammar::French, april, DatePart::Of), "d’avril 2023");
        assert_eq!(month(Grammar::Spanish, april, DatePart::Whole), "abril de 2023");
        assert_eq!(day(Grammar::French, april.first_day(), DatePart::Whole), "1er avril 2023");
        assert_eq!(day(Grammar::Spanish, april.last_day(), DatePart::Of), "del 30 de abril de 2023");
        assert_eq!(day(Grammar::English, april.last_day(), DatePart::Whole), "30 April 2023");
    }
}
