//! Reads text as a value: a code, a number, a day or a month.

use super::normalize::norm;
use canevas_model::dates::{Day, Month};
use canevas_model::{AnswerShape, Choice, Language, NumberShape, OptionCode};
use canevas_project::FormCopy;
use canevas_wording::{Grammar, Wording, is_direction, plain_digits, read_number};
use serde_json::Value;

/// A value that was read.
#[derive(Debug)]
pub struct Read {
    /// The value.
    pub value: Value,
    /// What a person should know about it.
    pub warning: Option<String>,
}

impl Read {
    fn plain(value: impl Into<Value>) -> Self {
        Self { value: value.into(), warning: None }
    }
}

/// The code of a label, in any language of the form. A full stop behind it says nothing.
fn code<'c>(copy: &FormCopy<'_>, choices: &'c [Choice], text: &str) -> Option<&'c OptionCode> {
    let stops = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '،' | '؛');
    let bare = |text: &str| norm(text).trim_end_matches(stops).to_lowercase();
    let (whole, wanted) = (norm(text).to_lowercase(), bare(text));
    let find = |same: &dyn Fn(&str) -> bool| {
        copy.model.languages().find_map(|language| {
            let wording = Wording::new(copy, language);
            choices.iter().find(|choice| same(&wording.label(choice).plain()))
        })
    };
    let hit = find(&|label| norm(label).to_lowercase() == whole).or_else(|| find(&|label| bare(label) == wanted));
    hit.or_else(|| choices.iter().find(|choice| choice.code == text.trim())).map(|choice| &choice.code)
}

/// Text that may be a value.
pub struct Typed<'t> {
    /// The text.
    pub text: &'t str,
    /// The day that Word stored with it.
    pub date: Option<&'t str>,
    /// The calendar in which Word shows that day.
    pub calendar: Option<&'t str>,
    /// The unit behind the field.
    pub unit: &'t str,
}

/// The value of a text, where the text is a value of the shape; otherwise why not.
pub fn value(copy: &FormCopy<'_>, language: &Language, shape: &AnswerShape, typed: &Typed<'_>) -> Result<Read, String> {
    if matches!(shape, AnswerShape::Text { .. }) {
        return Ok(Read::plain(typed.text));
    }
    let visible = without_invisible(typed.text);
    let typed = &Typed { text: &visible, ..*typed };
    let text = typed.text;
    match shape {
        AnswerShape::Text { .. } => Ok(Read::plain(text)),
        AnswerShape::One { choices, .. } => match code(copy, choices, text) {
            Some(code) => Ok(Read::plain(code.as_str())),
            None => Err("it is none of the options".to_owned()),
        },
        AnswerShape::Year { .. } => year_alone(text, language).map(Read::plain),
        AnswerShape::Number(shape) => number(copy, language, shape, typed).map(Read::plain),
        AnswerShape::Date { .. } => date(copy, language, typed),
        AnswerShape::Month { .. } => month(text)
            .map(|month| Read::plain(month.to_string()))
            .ok_or_else(|| "it is not a month with a year of four digits".to_owned()),
        AnswerShape::YesNo
        | AnswerShape::Many { .. }
        | AnswerShape::NamesAndRoles { .. }
        | AnswerShape::Group
        | AnswerShape::Rows { .. }
        | AnswerShape::Nothing => Err("its field takes no text".to_owned()),
    }
}

/// A text without characters that nobody sees and that mean nothing in a value, such as those that come with a copied text.
fn without_invisible(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')).collect()
}

/// A year has four digits: "23" has another meaning than it says.
fn year_alone(text: &str, language: &Language) -> Result<Value, String> {
    let digits: String = plain_digits(text).chars().filter(|c| !is_direction(*c)).collect();
    let digits = digits.trim().trim_end_matches('.');
    let is_year = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    let number: Option<i64> = digits.parse().ok().filter(|_| is_year);
    let Some(number) = number else {
        let is_date = !days(text, language).is_empty() || month(text).is_some();
        let why = if is_date {
            "it is a whole date, and the question asks for the year alone"
        } else {
            "a year has four digits"
        };
        return Err(why.to_owned());
    };
    // Where people count in two calendars, 1444 is 2023 in the other one.
    let is_other_calendar =
        HIJRI_YEARS.contains(&number) && HIJRI_LANGUAGES.iter().any(|tag| language.tag().starts_with(tag));
    if is_other_calendar || HIJRI_YEARS.contains(&number) && !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(format!("{number} may be a year of the Hijri calendar; write the year of the Gregorian calendar"));
    }
    Ok(number.into())
}

/// The years of the Hijri calendar that people may mean today.
const HIJRI_YEARS: std::ops::RangeInclusive<i64> = 1300..=1500;
/// The languages whose speakers count in the Hijri calendar too.
const HIJRI_LANGUAGES: [&str; 3] = ["ar", "fa", "ur"];

fn number(copy: &FormCopy<'_>, language: &Language, shape: &NumberShape, typed: &Typed<'_>) -> Result<Value, String> {
    let sign = Wording::new(copy, language).decimal_sign();
    let json = canevas_model::condition::number_json;
    // The unit of the question says nothing new.
    let unit = norm(typed.unit);
    let text = typed.text.trim();
    let bare = text.strip_suffix(&unit).or_else(|| text.strip_prefix(&unit)).filter(|_| !unit.is_empty());
    let text = bare.unwrap_or(text);
    read_number(shape, text, sign).map(json).map_err(|refusal| {
        let stopped = text.trim_end().strip_suffix(['.', ',']).filter(|bare| read_number(shape, bare, sign).is_ok());
        stopped.map_or_else(
            || refusal.to_string(),
            |bare| format!("a full stop or comma stands behind {}; write the number alone", bare.trim()),
        )
    })
}

/// A day: what is seen decides. What Word stored tells two readings apart, and completes a day that is shown in short.
fn date(copy: &FormCopy<'_>, language: &Language, typed: &Typed<'_>) -> Result<Read, String> {
    let text = typed.text;
    let stored = typed.date.and_then(|date| Day::parse(date.get(..10)?));
    let shown = |day: Day| Wording::new(copy, language).day(day);
    let of = |day: Day| Read::plain(day.to_string());
    let is_stored = || days(text, language).iter().any(|day| Some(*day) == stored);
    let is_other = |calendar: &&str| !calendar.starts_with("gregorian") && *calendar != "none";
    if let Some(calendar) = typed.calendar.filter(is_other).filter(|_| shows_day(text) && !is_stored()) {
        // The same words name another day in another calendar.
        let Some(stored) = stored else {
            return Err(format!("it is a day of another calendar ({calendar}), and the field stores none"));
        };
        let warning = format!(
            "the field shows a day of another calendar ({calendar}); the stored day, {}, was taken",
            shown(stored)
        );
        return Ok(Read { warning: Some(warning), ..of(stored) });
    }
    match days(text, language).as_slice() {
        [day] => {
            let other = stored.filter(|stored| stored != day);
            let warning = other.map(|other| {
                format!("the field shows {} and stores {}; what it shows was taken", shown(*day), shown(other))
            });
            Ok(Read { warning, ..of(*day) })
        }
        [one, other] => match stored.filter(|stored| stored == one || stored == other) {
            Some(stored) => Ok(of(stored)),
            None => Err(format!("it can mean {} or {}; write the month in letters", shown(*one), shown(*other))),
        },
        _ => match stored {
            Some(stored) if is_short_for(text, stored) => Ok(of(stored)),
            Some(stored) => {
                Err(format!("it is not a date; the field also stores {}, which is not shown", shown(stored)))
            }
            None => Err("it is not a date with a day, a month and a year of four digits".to_owned()),
        },
    }
}

/// Whether a text names a day of some calendar: a number, and a year of four digits.
fn shows_day(text: &str) -> bool {
    let digits = plain_digits(text);
    let numbers: Vec<&str> = digits.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    numbers.len() > 1 && numbers.iter().any(|number| number.len() == 4)
}

/// Whether a text shows a day in short, such as `01/06/23`.
fn is_short_for(text: &str, day: Day) -> bool {
    let whole = day.to_string();
    let number =
        |range: std::ops::Range<usize>| whole.get(range).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let (y, m, d) = (number(0..4), number(5..7), number(8..10));
    let Some((numbers, named)) = parts(text) else { return false };
    let mut wanted = vec![d, y % 100];
    if named.is_none() {
        wanted.push(m);
    }
    let mut found: Vec<u32> = numbers.iter().map(|(number, _)| if *number == y { y % 100 } else { *number }).collect();
    wanted.sort_unstable();
    found.sort_unstable();
    found == wanted && named.is_none_or(|named| named == m)
}

/// A name for comparison. Arabic is often written without the hamza on an alif.
fn folded(name: &str) -> String {
    name.to_lowercase().replace(['أ', 'إ', 'آ'], "ا")
}

/// Numbers, each with its number of digits.
type Numbers = Vec<(u32, usize)>;

/// The numbers and the named month of a date. Small words are ignored. A month may be named twice: "حزيران/يونيه".
fn parts(text: &str) -> Option<(Numbers, Option<u32>)> {
    let (mut numbers, mut month) = (Vec::new(), None);
    let text: String = plain_digits(text).chars().filter(|c| !is_direction(*c)).collect();
    let months: Vec<(String, u32)> = Grammar::ALL
        .iter()
        .flat_map(|grammar| grammar.known_months())
        .map(|(name, number)| (folded(&name), number))
        .collect();
    // A name of two words becomes one.
    let mut text = folded(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    for (name, _) in months.iter().filter(|(name, _)| name.contains(' ')) {
        text = text.replace(name, &name.replace(' ', "_"));
    }
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | ',' | '،'));
    for word in words.filter(|word| !matches!(*word, "" | "º" | "o")) {
        let bare = ["er", "º", "°"].into_iter().find_map(|end| word.strip_suffix(end)).filter(|bare| *bare == "1");
        let bare = bare.unwrap_or(word);
        if let Ok(number) = bare.parse::<u32>() {
            numbers.push((number, bare.len()));
        } else if let Some((_, number)) = months.iter().find(|(name, _)| *name == word.replace('_', " ")) {
            if month.replace(*number).is_some_and(|before| before != *number) {
                return None;
            }
        } else if !Grammar::ALL.iter().any(|grammar| grammar.words_in_dates().contains(&word)) {
            return None;
        }
    }
    Some((numbers, month))
}

fn year(number: (u32, usize)) -> Option<i32> {
    (number.1 == 4).then_some(number.0.cast_signed())
}

/// Whether a text can mean a day, in any order of day and month.
pub fn can_mean(text: &str, day: &str) -> bool {
    let day = day.get(..10).and_then(Day::parse);
    let Some((numbers, named)) = parts(text).filter(|_| day.is_some()) else { return false };
    days_of(&numbers, named, true).iter().any(|found| Some(*found) == day)
}

/// The days that a text can mean. In English, the month stands before the day for some and after it for others.
fn days(text: &str, language: &Language) -> Vec<Day> {
    parts(text).map_or_else(Vec::new, |(numbers, named)| days_of(&numbers, named, language.tag().starts_with("en")))
}

/// The days that numbers and the name of a month can mean, in both orders where `both` says so.
fn days_of(numbers: &[(u32, usize)], named: Option<u32>, both: bool) -> Vec<Day> {
    let of = |y: i32, m: u32, d: u32| Day::parse(&format!("{y:04}-{m:02}-{d:02}"));
    let found = match (numbers, named) {
        ([d, y], Some(month)) => vec![year(*y).and_then(|y| of(y, month, d.0))],
        ([y, m, d], None) if year(*y).is_some() => vec![year(*y).and_then(|y| of(y, m.0, d.0))],
        ([d, m, y], None) => {
            let other = (both && d.0 != m.0).then(|| year(*y).and_then(|y| of(y, d.0, m.0)));
            vec![year(*y).and_then(|y| of(y, m.0, d.0)), other.flatten()]
        }
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

fn month(text: &str) -> Option<Month> {
    let (numbers, named) = parts(text)?;
    let (y, m) = match (numbers.as_slice(), named) {
        ([y], Some(month)) => (year(*y)?, month),
        ([y, m], None) if year(*y).is_some() => (year(*y)?, m.0),
        ([m, y], None) => (year(*y)?, m.0),
        _ => return None,
    };
    Month::parse(&format!("{y:04}-{m:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_every_language() {
        let french = Language::new("fr").expect("a language");
        let day = |text: &str| match days(text, &french).as_slice() {
            [day] => Some(*day),
            _ => None,
        };
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
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Some("2023-06-01"), "{text}");
        }
        for (text, wanted) in [
            ("março de 2023", "2023-03"),
            ("كانون الثاني/يناير 2023", "2023-01"),
            ("كانون الأول ٢٠٢٣", "2023-12"),
            ("تشرين  الثاني 2023", "2023-11"),
            ("شهر نيسان/ابريل 2023", "2023-04"),
        ] {
            assert_eq!(month(text).map(|month| month.to_string()).as_deref(), Some(wanted), "{text}");
        }
        for text in ["1 juin juillet 2023", "حزيران/يوليه 2023", "junho", "كانون 2023"] {
            assert_eq!((day(text), month(text)), (None, None), "{text}");
        }
    }

    /// What the compiler writes is read again.
    #[test]
    fn every_month_of_every_language() {
        for grammar in Grammar::ALL {
            for (name, number) in grammar.months().iter().zip(1..) {
                let wanted = format!("2024-{number:02}");
                assert_eq!(month(&format!("{name} 2024")).map(|month| month.to_string()), Some(wanted), "{name}");
            }
        }
    }

    #[test]
    fn a_day_with_two_readings_is_two() {
        let told = |text: &str, tag: &str| {
            let days = days(text, &Language::new(tag).expect("a language"));
            days.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
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
    fn a_year_has_four_digits() {
        for (text, wanted) in [
            ("2023", Some(2023)),
            ("٢٠٢٣", Some(2023)),
            (" 2023. ", Some(2023)),
            ("23", None),
            ("0023", None),
            ("2 023", None),
            ("2022 2023", None),
        ] {
            let english = Language::new("en").expect("a language");
            assert_eq!(year_alone(text, &english).ok(), wanted.map(Value::from), "{text}");
        }
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
