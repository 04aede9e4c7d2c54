//! Words to values: codes, numbers, days and months.

use super::words::norm;
use canevas_inputs::Copy;
use canevas_model::dates::{Day, Month};
use canevas_model::{AnswerShape, Choice, NumberShape};
use canevas_wording::{Grammar, Wording, month_names};
use serde_json::Value;

/// The code of a label, in any language of the form.
fn code(copy: &Copy<'_>, choices: &[Choice], text: &str) -> Option<String> {
    let wanted = norm(text).to_lowercase();
    let same = |label: &str| norm(label).to_lowercase() == wanted;
    let hit = copy.model.languages().find_map(|language| {
        let wording = Wording::new(copy, language);
        choices.iter().find(|choice| same(&wording.label(choice).plain()))
    });
    hit.or_else(|| choices.iter().find(|choice| choice.code == text.trim())).map(|choice| choice.code.clone())
}

/// A value of a shape with one value, or nothing where the text is none.
pub fn value(copy: &Copy<'_>, shape: &AnswerShape, text: &str, date: Option<&str>) -> Option<Value> {
    match shape {
        AnswerShape::Text { .. } => Some(text.into()),
        AnswerShape::One { choices, .. } => code(copy, choices, text).map(Value::from),
        AnswerShape::Number(shape) => number(shape, text),
        AnswerShape::Date { .. } => {
            date.and_then(|date| Day::parse(date.get(..10)?)).or_else(|| day(text)).map(|day| day.to_string().into())
        }
        AnswerShape::Month { .. } => month(text).map(|month| month.to_string().into()),
        AnswerShape::YesNo
        | AnswerShape::Many { .. }
        | AnswerShape::NamesAndRoles { .. }
        | AnswerShape::Group
        | AnswerShape::Rows { .. }
        | AnswerShape::Nothing => None,
    }
}

/// Digits of any script that Unicode places in a row of ten used by our languages.
fn digits(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '٠'..='٩' => char::from(b'0' + (c as u32 - 0x660) as u8),
            '۰'..='۹' => char::from(b'0' + (c as u32 - 0x6f0) as u8),
            other => other,
        })
        .collect()
}

fn number(shape: &NumberShape, text: &str) -> Option<Value> {
    let plain: String = digits(text).chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace('−', "-");
    // A sign with three digits after it may be a thousand's or a decimal's: that is not for us to say.
    let signs: Vec<usize> = plain.match_indices([',', '.']).map(|(at, _)| at).collect();
    let plain = match signs.as_slice() {
        [] => plain,
        [at] if plain.len() - at - 1 != 3 => plain.replace(',', "."),
        _ => return None,
    };
    let number: f64 = plain.parse().ok().filter(|number: &f64| number.is_finite())?;
    if number.abs() > 9_007_199_254_740_992.0 || shape.whole && number.fract() != 0.0 {
        return None;
    }
    Some(canevas_model::condition::number_json(number))
}

fn name(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    Grammar::ALL.iter().find_map(|grammar| {
        let at = month_names(*grammar).iter().position(|name| name.to_lowercase() == word)?;
        Some(at as u32 + 1)
    })
}

/// Numbers, each with how many digits it was written with.
type Numbers = Vec<(u32, usize)>;

/// Numbers, and the month by name, with the small words between left out.
fn parts(text: &str) -> Option<(Numbers, Option<u32>)> {
    let (mut numbers, mut month) = (Vec::new(), None);
    let text = digits(text);
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | ','));
    for word in words.filter(|word| !word.is_empty()) {
        let bare = word.strip_suffix("er").filter(|bare| *bare == "1").unwrap_or(word);
        if let Ok(number) = bare.parse::<u32>() {
            numbers.push((number, bare.len()));
        } else if let Some(number) = name(word) {
            if month.replace(number).is_some() {
                return None;
            }
        } else if !matches!(word.to_lowercase().as_str(), "de" | "del" | "of" | "le" | "the" | "el") {
            return None;
        }
    }
    Some((numbers, month))
}

fn year(number: (u32, usize)) -> Option<i32> {
    (number.1 == 4).then_some(number.0.cast_signed())
}

fn day(text: &str) -> Option<Day> {
    let (numbers, named) = parts(text)?;
    let (y, m, d) = match (numbers.as_slice(), named) {
        ([d, y], Some(month)) if year(*y).is_some() => (year(*y)?, month, d.0),
        ([y, m, d], None) if year(*y).is_some() => (year(*y)?, m.0, d.0),
        ([d, m, y], None) => (year(*y)?, m.0, d.0),
        _ => return None,
    };
    Day::parse(&format!("{y:04}-{m:02}-{d:02}"))
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
