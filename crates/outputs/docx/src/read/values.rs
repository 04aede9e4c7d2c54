//! Reads text as a value: a code, a number, a day or a month.

use super::normalize::norm;
use canevas_model::dates::{Day, Month};
use canevas_model::{AnswerShape, Choice, NumberShape, OptionCode};
use canevas_project::FormCopy;
use canevas_wording::{Grammar, Wording};
use serde_json::Value;

/// The code of a label, in any language of the form.
fn code<'c>(copy: &FormCopy<'_>, choices: &'c [Choice], text: &str) -> Option<&'c OptionCode> {
    let wanted = norm(text).to_lowercase();
    let same = |label: &str| norm(label).to_lowercase() == wanted;
    let hit = copy.model.languages().find_map(|language| {
        let wording = Wording::new(copy, language);
        choices.iter().find(|choice| same(&wording.label(choice).plain()))
    });
    hit.or_else(|| choices.iter().find(|choice| choice.code == text.trim())).map(|choice| &choice.code)
}

/// The value of a text, where the text is a value of the shape.
pub fn value(copy: &FormCopy<'_>, shape: &AnswerShape, text: &str, date: Option<&str>) -> Option<Value> {
    match shape {
        AnswerShape::Text { .. } => Some(text.into()),
        AnswerShape::One { choices, .. } => code(copy, choices, text).map(Value::from),
        AnswerShape::Number(_) | AnswerShape::Year { .. } => number(&shape.number()?, text),
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

/// The text with Arabic and Persian digits replaced by ASCII digits.
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
    let plain: String = digits(text).chars().filter(|c| !c.is_whitespace() && !is_mark(*c)).collect();
    let plain = plain.replace('−', "-");
    // The Arabic thousands and decimal separators have no other meaning.
    if plain.contains(['٫', '٬']) {
        let own = plain.replace('٬', "").replace('٫', ".");
        return if plain.contains([',', '.']) { None } else { parsed(shape, &own) };
    }
    // A separator before three digits may separate thousands or decimals. The reader does not guess.
    let signs: Vec<usize> = plain.match_indices([',', '.']).map(|(at, _)| at).collect();
    let plain = match signs.as_slice() {
        [] => plain,
        [at] if plain.len() - at - 1 != 3 => plain.replace(',', "."),
        _ => return None,
    };
    parsed(shape, &plain)
}

fn parsed(shape: &NumberShape, plain: &str) -> Option<Value> {
    let number: f64 = plain.parse().ok().filter(|number: &f64| number.is_finite())?;
    if number.abs() > 9_007_199_254_740_992.0 || shape.whole && number.fract() != 0.0 {
        return None;
    }
    Some(canevas_model::condition::number_json(number))
}

/// Whether a character is a direction mark. Word puts them beside numbers in right-to-left text.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
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
    let text: String = digits(text).chars().filter(|c| !is_mark(*c)).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn arabic_numbers() {
        let shape = NumberShape { whole: false, min: None, max: None, decimals: 2 };
        for (text, wanted) in [("١٢٫٥", 12.5), ("١٬٢٥٠", 1250.0), ("١٬٢٥٠٫٥", 1250.5), ("\u{200f}12", 12.0)]
        {
            assert_eq!(number(&shape, text), Some(canevas_model::condition::number_json(wanted)), "{text}");
        }
        assert_eq!(number(&shape, "1,2٫5"), None);
    }
}
