//! Reads text as a value: a code, a number, a day or a month.

use super::dates::{FIRST_YEAR, days, is_short_for, month, shows_day, why_no_day, why_no_month};
use super::normalize::norm;
use crate::{Wording, is_direction, plain_digits, read_number};
use canevas_model::dates::Day;
use canevas_model::{AnswerShape, Choice, Language, NumberShape, OptionCode};
use canevas_project::FormCopy;
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

/// The codes of labels with semicolons between, or each on a line of its own, in the order of the options. A part that is no
/// label may be several with commas between.
fn codes(copy: &FormCopy<'_>, choices: &[Choice], text: &str) -> Result<Value, String> {
    let parts = |text: &str, signs: &'static [char]| -> Vec<String> {
        text.split(signs).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let mut found: Vec<&OptionCode> = Vec::new();
    for part in parts(text, &[';', '؛', '\n']) {
        if let Some(code) = code(copy, choices, &part) {
            found.push(code);
            continue;
        }
        for name in parts(&part, &[',', '،']) {
            let code = code(copy, choices, &name);
            found.push(code.ok_or_else(|| format!("“{name}” is none of the options"))?);
        }
    }
    let chosen = choices.iter().map(|choice| &choice.code).filter(|code| found.contains(code));
    Ok(chosen.map(|code| Value::from(code.as_str())).collect())
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
        AnswerShape::Many { choices, .. } => codes(copy, choices, text).map(Read::plain),
        AnswerShape::Year { .. } => year_alone(text, language).map(Read::plain),
        AnswerShape::Number(shape) => number(copy, language, shape, typed).map(Read::plain),
        AnswerShape::Date { .. } => date(copy, language, typed),
        AnswerShape::Month { .. } => {
            month(text, language).map(|month| Read::plain(month.to_string())).ok_or_else(|| {
                let why = why_no_month(text, language);
                why.unwrap_or_else(|| "it is not a month with a year of four digits".to_owned())
            })
        }
        AnswerShape::YesNo
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
        let is_date = !days(text, language).is_empty() || month(text, language).is_some();
        let why = if is_date {
            "it is a whole date, and the question asks for the year alone"
        } else if digits.len() == 4 && digits.starts_with('0') {
            "a year does not start with 0"
        } else {
            "a year has four digits and nothing else"
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
    let stored = typed.date.and_then(|date| Day::parse(date.get(..10)?)).filter(|day| day.month.year >= FIRST_YEAR);
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
            // Whoever types another day into a field of a sheet leaves the stored one as it was.
            let other = stored.filter(|stored| stored != day && copy.sheet().is_none());
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
                let why = why_no_day(text, language, &shown).unwrap_or_else(|| "it is not a date".to_owned());
                Err(format!("{why}; the field also stores {}, which is not shown", shown(stored)))
            }
            None => Err(why_no_day(text, language, &shown)
                .unwrap_or_else(|| "it is not a date with a day, a month and a year of four digits".to_owned())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
