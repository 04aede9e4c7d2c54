//! Days and months as people type them, in any language and order.

use crate::{Grammar, is_direction, plain_digits};
use canevas_model::Language;
use canevas_model::dates::{Day, Month};
use unicode_normalization::UnicodeNormalization as _;

/// The shortest abbreviation of the name of a month or a weekday.
const SHORTEST: usize = 3;
/// What stands behind the number of a day: "6th", "1er", "1º".
const ORDINALS: [&str; 10] = ["st", "nd", "rd", "th", "er", "eme", "e", "º", "ª", "°"];

/// The first year that an answer may have: a year does not start with 0.
pub const FIRST_YEAR: i32 = 1000;
/// Why an earlier year is none.
const TOO_EARLY: &str = "a year does not start with 0";

/// A number, and how many digits it is written with.
type Number = (u32, usize);

/// A year, a month and a day. There may be no such day.
type Candidate = (i32, u32, u32);

/// What a text says of a date.
#[derive(Debug, Default)]
struct DateText {
    numbers: Vec<Number>,
    /// The named month.
    month: Option<u32>,
    /// The named weekday, from 0 for Monday.
    weekday: Option<usize>,
    /// The first word that names no month and no weekday.
    unknown: Option<String>,
    /// Whether it names two months or two weekdays.
    twice: bool,
}

/// A name for comparison: without accents. Arabic is often written without the hamza on an alif.
fn folded(name: &str) -> String {
    let is_mark = |c: &char| matches!(*c, '\u{300}'..='\u{36f}' | '\u{653}'..='\u{655}');
    name.to_lowercase().nfd().filter(|c| !is_mark(c)).collect()
}

/// Every name of each month in a language, for comparison.
fn months_of(grammar: Grammar) -> impl Iterator<Item = (String, u32)> {
    grammar.known_months().map(|(name, number)| (folded(&name), number))
}

/// The weekday that a word names: whole, or in the language of the form in short.
fn weekday_of(word: &str, language: Option<&Language>) -> Option<usize> {
    let names = |grammar: Grammar| {
        let all = grammar.weekdays().into_iter().map(folded);
        all.map(|name| name.split('-').next().unwrap_or_default().to_owned()).collect::<Vec<String>>()
    };
    let whole = Grammar::ALL.iter().copied().find_map(|grammar| names(grammar).iter().position(|name| name == word));
    let short = || {
        let names = names(Grammar::of(language?));
        let mut hits = (0..names.len()).filter(|at| is_short(word, &names[*at]));
        hits.next().filter(|_| hits.next().is_none())
    };
    whole.or_else(short)
}

/// The month that a word is short for in a language, where it is short for one month alone.
fn short_month(word: &str, grammar: Grammar) -> Option<u32> {
    let mut hits: Vec<u32> =
        months_of(grammar).filter(|(name, _)| is_short(word, name)).map(|(_, number)| number).collect();
    hits.dedup();
    match hits.as_slice() {
        [number] => Some(*number),
        _ => None,
    }
}

/// Whether a word is the start of a name. Only Latin letters are shortened so.
fn is_short(word: &str, name: &str) -> bool {
    word.chars().count() >= SHORTEST && word.is_ascii() && name.starts_with(word)
}

/// The number in a word such as `6` or `6th`.
fn number(word: &str) -> Option<Number> {
    let bare = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let end = &word[bare.len()..];
    let is_number = !bare.is_empty() && (end.is_empty() || bare.len() <= 2 && ORDINALS.contains(&end));
    bare.parse().ok().filter(|_| is_number).map(|number| (number, bare.len()))
}

/// What a text says of a date. A month may be named twice: "حزيران/يونيه". Without a language, months are short in any.
fn read(text: &str, language: Option<&Language>) -> DateText {
    let mut out = DateText::default();
    let text: String = plain_digits(text).chars().filter(|c| !is_direction(*c)).collect();
    let months: Vec<(String, u32)> = Grammar::ALL.iter().copied().flat_map(months_of).collect();
    let ignored: Vec<String> = Grammar::ALL
        .iter()
        .copied()
        .flat_map(|grammar| {
            let ends = grammar.weekdays().into_iter().filter_map(|name| name.split_once('-')).map(|(_, end)| end);
            grammar.words_in_dates().iter().copied().chain(ends)
        })
        .map(folded)
        .collect();
    // A name of two words becomes one.
    let mut text = folded(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    for (name, _) in months.iter().filter(|(name, _)| name.contains(' ')) {
        text = text.replace(name, &name.replace(' ', "_"));
    }
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | ',' | '،'));
    for word in words.filter(|word| !matches!(*word, "" | "º" | "o")) {
        let name = word.replace('_', " ");
        let whole = || months.iter().find(|(known, _)| *known == name).map(|(_, number)| *number);
        let short = || match language {
            Some(language) => short_month(word, Grammar::of(language)),
            None => Grammar::ALL.iter().copied().find_map(|grammar| short_month(word, grammar)),
        };
        if let Some(number) = number(word) {
            out.numbers.push(number);
        } else if let Some(month) = whole().or_else(short) {
            out.twice |= out.month.replace(month).is_some_and(|before| before != month);
        } else if let Some(day) = weekday_of(word, language) {
            out.twice |= out.weekday.replace(day).is_some_and(|before| before != day);
        } else if !ignored.iter().any(|known| known == word) {
            out.unknown.get_or_insert(name);
        }
    }
    out
}

impl DateText {
    /// Whether every word of it is understood.
    fn is_clear(&self) -> bool {
        self.unknown.is_none() && !self.twice
    }

    /// The days that it can mean, in both orders of day and month where `both` says so. There may be no such day.
    fn candidates(&self, both: bool) -> Vec<Candidate> {
        match (self.numbers.as_slice(), self.month) {
            ([d, y], Some(month)) => year(*y).map(|y| (y, month, d.0)).into_iter().collect(),
            ([y, m, d], None) if year(*y).is_some() => year(*y).map(|y| (y, m.0, d.0)).into_iter().collect(),
            ([d, m, y], None) => {
                let Some(y) = year(*y) else { return Vec::new() };
                let mut out = vec![(y, m.0, d.0)];
                out.extend((both && d.0 != m.0).then_some((y, d.0, m.0)));
                out
            }
            _ => Vec::new(),
        }
    }

    /// Those of them that there are, on the weekday that it names.
    fn days(&self, both: bool) -> Vec<Day> {
        let on_weekday = |day: &Day| self.weekday.is_none_or(|named| named == weekday(*day));
        self.candidates(both).into_iter().filter_map(day).filter(on_weekday).collect()
    }
}

fn year(number: Number) -> Option<i32> {
    (number.1 == 4).then_some(number.0.cast_signed())
}

fn day((y, m, d): Candidate) -> Option<Day> {
    Day::parse(&format!("{y:04}-{m:02}-{d:02}")).filter(|_| y >= FIRST_YEAR)
}

/// The weekday of a day, from 0 for Monday, by the congruence of Zeller.
fn weekday(day: Day) -> usize {
    let month = i64::from(day.month.month);
    let (month, year) = if month < 3 { (month + 12, -1) } else { (month, 0) };
    let year = i64::from(day.month.year) + year;
    let sum = i64::from(day.day) + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400;
    // The sum counts from Saturday.
    usize::try_from((sum + 5).rem_euclid(7)).unwrap_or_default()
}

/// Whether the month stands before the day for some who write the language.
fn has_both_orders(language: &Language) -> bool {
    language.tag().starts_with("en")
}

/// The days that a text can mean. In English, the month stands before the day for some and after it for others.
pub fn days(text: &str, language: &Language) -> Vec<Day> {
    let read = read(text, Some(language));
    if read.is_clear() { read.days(has_both_orders(language)) } else { Vec::new() }
}

/// Why a text that looks like a day is none.
pub fn why_no_day(text: &str, language: &Language, shown: &dyn Fn(Day) -> String) -> Option<String> {
    let read = read(text, Some(language));
    if let Some(word) = read.unknown.as_ref().filter(|_| read.month.is_none() && read.numbers.len() == 2) {
        return read.numbers.iter().any(|number| year(*number).is_some()).then(|| no_month(word));
    }
    if !read.is_clear() {
        return None;
    }
    let grammar = Grammar::of(language);
    let candidates = read.candidates(has_both_orders(language));
    if let Some((day, named)) = candidates.iter().find_map(|candidate| day(*candidate)).zip(read.weekday) {
        let names = grammar.weekdays();
        return Some(format!(
            "{} is \u{201c}{}\u{201d} and not \u{201c}{}\u{201d}; check the day",
            shown(day),
            names[weekday(day)],
            names[named]
        ));
    }
    let too_late = |(y, m, d): &Candidate| {
        let month = Month::parse(&format!("{y:04}-{m:02}"))?;
        let last = month.last_day().day;
        let name = grammar.months()[(month.month - 1) as usize];
        let name = if month.month == 2 { format!("{name} {y}") } else { name.to_owned() };
        (*d > last).then(|| format!("{name} has {last} days"))
    };
    let no_such_month = || {
        let (_, month, _) = candidates.first()?;
        (*month > 12).then(|| format!("there is no month {month}"))
    };
    if candidates.iter().any(|(year, ..)| *year < FIRST_YEAR) {
        return Some(TOO_EARLY.to_owned());
    }
    candidates.iter().find_map(too_late).or_else(no_such_month)
}

fn no_month(word: &str) -> String {
    format!("\u{201c}{word}\u{201d} is not the name of one month; write the month in full")
}

/// Whether a text names a day of some calendar: a number, and a year of four digits.
pub fn shows_day(text: &str) -> bool {
    let digits = plain_digits(text);
    let numbers: Vec<&str> = digits.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    numbers.len() > 1 && numbers.iter().any(|number| number.len() == 4)
}

/// Whether a text shows a day in short, such as `01/06/23`.
pub fn is_short_for(text: &str, day: Day) -> bool {
    let (y, m, d) = (day.month.year.unsigned_abs(), day.month.month, day.day);
    let read = read(text, None);
    if !read.is_clear() {
        return false;
    }
    let mut wanted = vec![d, y % 100];
    if read.month.is_none() {
        wanted.push(m);
    }
    let mut found: Vec<u32> =
        read.numbers.iter().map(|(number, _)| if *number == y { y % 100 } else { *number }).collect();
    wanted.sort_unstable();
    found.sort_unstable();
    found == wanted && read.month.is_none_or(|named| named == m)
}

/// Whether a text can mean a day, in any order of day and month.
pub fn can_mean(text: &str, day: &str) -> bool {
    let day = day.get(..10).and_then(Day::parse);
    let read = read(text, None);
    day.is_some() && read.is_clear() && read.days(true).iter().any(|found| Some(*found) == day)
}

/// The month that a text means.
pub fn month(text: &str, language: &Language) -> Option<Month> {
    let read = read(text, Some(language));
    if !read.is_clear() || read.weekday.is_some() {
        return None;
    }
    let (y, m) = match (read.numbers.as_slice(), read.month) {
        ([y], Some(month)) => (year(*y)?, month),
        ([y, m], None) if year(*y).is_some() => (year(*y)?, m.0),
        ([m, y], None) => (year(*y)?, m.0),
        _ => return None,
    };
    Month::parse(&format!("{y:04}-{m:02}")).filter(|_| y >= FIRST_YEAR)
}

/// Why a text that looks like a month is none.
pub fn why_no_month(text: &str, language: &Language) -> Option<String> {
    let read = read(text, Some(language));
    match (read.numbers.as_slice(), &read.unknown) {
        ([y], Some(word)) if year(*y).is_some() && read.month.is_none() => Some(no_month(word)),
        ([y] | [y, _] | [_, y], None) if year(*y).is_some_and(|year| year < FIRST_YEAR) => Some(TOO_EARLY.to_owned()),
        ([y, m] | [m, y], None) if year(*y).is_some() && read.month.is_none() && m.0 > 12 => {
            Some(format!("there is no month {}", m.0))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::new(tag).expect("a language")
    }

    fn told(text: &str, tag: &str) -> Vec<String> {
        days(text, &language(tag)).iter().map(ToString::to_string).collect()
    }

    fn why(text: &str, tag: &str) -> String {
        why_no_day(text, &language(tag), &|day| day.to_string()).unwrap_or_default()
    }

    #[test]
    fn dates_in_every_language() {
        for text in [
            "1er juin 2023",
            "1 June 2023",
            "1 de junio de 2023",
            "1.º de junho de 2023",
            "1º de Junho de 2023",
            "1 حزيران/يونيه 2023",
            "١ حزيران ٢٠٢٣",
            "١ يونيو ٢٠٢٣",
            "في 1 جوان 2023",
            "\u{200f}1 حزيران\u{200f}/يونيه 2023",
            "٢٠٢٣/٠٦/٠١",
        ] {
            assert_eq!(told(text, "fr"), ["2023-06-01"], "{text}");
        }
        let french = language("fr");
        for (text, wanted) in [
            ("março de 2023", "2023-03"),
            ("كانون الثاني/يناير 2023", "2023-01"),
            ("كانون الأول ٢٠٢٣", "2023-12"),
            ("تشرين  الثاني 2023", "2023-11"),
            ("شهر نيسان/ابريل 2023", "2023-04"),
        ] {
            assert_eq!(month(text, &french).map(|month| month.to_string()).as_deref(), Some(wanted), "{text}");
        }
        for text in ["1 juin juillet 2023", "حزيران/يوليه 2023", "junho", "كانون 2023"] {
            assert_eq!((told(text, "fr"), month(text, &french)), (Vec::new(), None), "{text}");
        }
    }

    #[test]
    fn a_year_does_not_start_with_0() {
        let english = language("en");
        for text in ["5 April 0999", "5 April 0200", "1 January 0001", "05/04/0999", "0999-04-05"] {
            assert_eq!((told(text, "en"), why(text, "en").as_str()), (Vec::new(), TOO_EARLY), "{text}");
        }
        for text in ["April 0200", "0200-04", "04/0999"] {
            assert_eq!(month(text, &english), None, "{text}");
            assert_eq!(why_no_month(text, &english).as_deref(), Some(TOO_EARLY), "{text}");
        }
        assert_eq!(told("5 April 1000", "en"), ["1000-04-05"]);
        assert_eq!(month("April 1000", &english).map(|month| month.to_string()).as_deref(), Some("1000-04"));
    }

    /// What the compiler writes is read again.
    #[test]
    fn every_month_of_every_language() {
        for grammar in Grammar::ALL {
            for (name, number) in grammar.months().iter().zip(1..) {
                let wanted = format!("2024-{number:02}");
                let read = month(&format!("{name} 2024"), &language("en"));
                assert_eq!(read.map(|month| month.to_string()), Some(wanted), "{name}");
            }
        }
    }

    #[test]
    fn a_month_may_be_short() {
        for (text, tag, wanted) in [
            ("6 Jul 2025", "en", "2025-07-06"),
            ("6 Sept. 2025", "en", "2025-09-06"),
            ("Feb 3, 2025", "en", "2025-02-03"),
            ("3 févr. 2025", "fr", "2025-02-03"),
            ("3 fevrier 2025", "fr", "2025-02-03"),
            ("14 juil. 2025", "fr", "2025-07-14"),
            ("1 AOUT 2025", "fr", "2025-08-01"),
            ("3 ene 2025", "es", "2025-01-03"),
            ("3 de set. de 2025", "pt", "2025-09-03"),
        ] {
            assert_eq!(told(text, tag), [wanted], "{text}");
        }
        assert_eq!(month("Mar 2024", &language("en")).map(|month| month.to_string()).as_deref(), Some("2024-03"));
        assert_eq!(month("déc. 2024", &language("fr")).map(|month| month.to_string()).as_deref(), Some("2024-12"));
        for (text, tag) in [("6 jui 2025", "fr"), ("6 Ju 2025", "en"), ("3 set 2025", "en")] {
            assert!(told(text, tag).is_empty(), "{text}");
            assert!(why(text, tag).ends_with("write the month in full"), "{text}: {}", why(text, tag));
        }
        assert_eq!(
            why_no_month("Ma 2024", &language("en")).as_deref(),
            Some("“ma” is not the name of one month; write the month in full")
        );
    }

    #[test]
    fn ordinals_and_weekdays_say_nothing_new() {
        for (text, tag) in [
            ("6th of July 2025", "en"),
            ("July 6th, 2025", "en"),
            ("Sunday 6 July 2025", "en"),
            ("Sun, 6 Jul 2025", "en"),
            ("dimanche 6 juillet 2025", "fr"),
            ("domingo 6 de julio de 2025", "es"),
            ("domingo, 6 de julho de 2025", "pt"),
            ("الأحد 6 يوليو 2025", "ar"),
        ] {
            assert_eq!(told(text, tag), ["2025-07-06"], "{text}");
        }
        assert_eq!(told("segunda-feira, 7 de julho de 2025", "pt"), ["2025-07-07"]);
        // The weekday tells two readings apart.
        assert_eq!(told("Sunday 06/07/2025", "en"), ["2025-07-06"]);
        assert!(told("Monday 6 July 2025", "en").is_empty());
        assert_eq!(why("Monday 6 July 2025", "en"), "2025-07-06 is “Sunday” and not “Monday”; check the day");
        assert_eq!(why("mardi 6 juillet 2025", "fr"), "2025-07-06 is “dimanche” and not “mardi”; check the day");
    }

    #[test]
    fn a_day_that_there_is_not_is_told() {
        for (text, tag, wanted) in [
            ("31 April 2025", "en", "April has 30 days"),
            ("31/04/2025", "en", "April has 30 days"),
            ("2025-09-31", "en", "September has 30 days"),
            ("29 février 2025", "fr", "février 2025 has 28 days"),
            ("30 February 2024", "en", "February 2024 has 29 days"),
            ("32 July 2025", "en", "July has 31 days"),
            ("13/13/2025", "fr", "there is no month 13"),
            ("6 July 25", "en", ""),
            ("soon", "en", ""),
        ] {
            assert_eq!(why(text, tag), wanted, "{text}");
            assert!(told(text, tag).is_empty(), "{text}");
        }
        assert_eq!(why_no_month("13/2024", &language("en")).as_deref(), Some("there is no month 13"));
    }

    #[test]
    fn weekdays_are_counted_right() {
        for (text, wanted) in
            [("2000-02-29", 1), ("2023-01-01", 6), ("2024-12-31", 1), ("2025-07-06", 6), ("1900-01-01", 0)]
        {
            assert_eq!(Day::parse(text).map(weekday), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_day_with_two_readings_is_two() {
        assert_eq!(told("06/07/2023", "en"), ["2023-07-06", "2023-06-07"]);
        assert_eq!(told("06/07/2023", "fr"), ["2023-07-06"]);
        assert_eq!(told("13/07/2023", "en"), ["2023-07-13"]);
        assert_eq!(told("07/13/2023", "en"), ["2023-07-13"]);
        assert_eq!(told("06/06/2023", "en"), ["2023-06-06"]);
        assert_eq!(told("2023-07-06", "en"), ["2023-07-06"]);
        assert_eq!(told("6 July 2023", "en"), ["2023-07-06"]);
        assert!(told("6 July 23", "en").is_empty());
    }

    #[test]
    fn a_short_day_is_the_stored_one() {
        let stored = Day::parse("2023-06-01").expect("a day");
        for (text, wanted) in [
            ("01/06/23", true),
            ("1 juin 23", true),
            ("06/01/2023", true),
            ("02/06/23", false),
            ("1 juillet 23", false),
            ("à venir", false),
        ] {
            assert_eq!(is_short_for(text, stored), wanted, "{text}");
        }
    }
}
