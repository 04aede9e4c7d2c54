//! Days and months in a column. 03/04/2023 has two readings: another cell of the column or the mapping says which one counts,
//! and nobody guesses.

use crate::sheet::{Cell, Moment};
use canevas_model::Language;
use canevas_model::dates::{Day, Month};
use canevas_syntax::import::DateOrder;
use canevas_wording::plain_digits;
use canevas_wording::typed::days;

/// Three numbers in the order in which they stand. The year has four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// The year stands last.
    YearLast(u32, u32, u32),
    /// The year stands first.
    YearFirst(u32, u32, u32),
}

/// A text without the time behind a day.
fn without_time(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| c == 'T' || c.is_whitespace()).unwrap_or(text.len());
    let (day, time) = text.split_at(end);
    // Behind a day that is written in words there is no time.
    if numbers(day).is_some() { (day, time.trim_start_matches('T').trim()) } else { (text, "") }
}

fn numbers(text: &str) -> Option<Numbers> {
    let digits = plain_digits(text.trim().trim_end_matches([',', '.']));
    let parts: Vec<&str> = digits.split(['/', '-', '.']).collect();
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let [a, b, c] = parts.as_slice() else { return None };
    let all = (number(a)?, number(b)?, number(c)?);
    match (a.len(), b.len(), c.len()) {
        (1..=2, 1..=2, 4) => Some(Numbers::YearLast(all.0, all.1, all.2)),
        (4, 1..=2, 1..=2) => Some(Numbers::YearFirst(all.0, all.1, all.2)),
        _ => None,
    }
}

fn day(year: u32, month: u32, day: u32) -> Option<Day> {
    Day::parse(&format!("{year:04}-{month:02}-{day:02}"))
}

/// In which order the days of a column stand, where its cells say so and agree.
pub fn order_of(cells: &[&Cell]) -> Option<DateOrder> {
    let mut found = None;
    for cell in cells {
        let Cell::Text(text) = cell else { continue };
        let Some(Numbers::YearLast(a, b, _)) = numbers(without_time(text.trim()).0) else { continue };
        let order = match (a > 12, b > 12) {
            (true, false) => DateOrder::DayFirst,
            (false, true) => DateOrder::MonthFirst,
            (true, true) | (false, false) => continue,
        };
        if found.is_some_and(|found| found != order) {
            return None;
        }
        found = Some(order);
    }
    found
}

/// The day that a cell means, or why it means none.
pub fn as_day(cell: &Cell, text: &str, order: Option<DateOrder>, language: &Language) -> Result<Day, String> {
    if let Cell::Moment(moment) = cell {
        return match moment.time {
            (0, 0, 0) => Ok(moment.day),
            _ => Err("it has a time of day, and the question asks for the day alone".to_owned()),
        };
    }
    if let Cell::Number(_) = cell {
        return Err("it is a number and not a date".to_owned());
    }
    let (shown, time) = without_time(text);
    if !is_midnight(time) {
        return Err("it has a time of day, and the question asks for the day alone".to_owned());
    }
    let none = || "it is not a date with a day, a month and a year of four digits".to_owned();
    match numbers(shown) {
        Some(Numbers::YearFirst(y, m, d)) => day(y, m, d).ok_or_else(none),
        Some(Numbers::YearLast(a, b, y)) => {
            let (day_first, month_first) = (day(y, b, a), day(y, a, b));
            match (order, day_first, month_first) {
                (Some(DateOrder::DayFirst), day, _) | (Some(DateOrder::MonthFirst), _, day) => {
                    day.ok_or_else(|| "there is no such day in the order in which this column writes days".to_owned())
                }
                (_, Some(one), Some(other)) if one != other => Err(format!(
                    "it can mean {one} or {other}; write `dates: d/m/y` or `dates: m/d/y` into the mapping"
                )),
                (_, Some(day), _) | (_, None, Some(day)) => Ok(day),
                (_, None, None) => Err(none()),
            }
        }
        None => match days(text, language).as_slice() {
            [day] => Ok(*day),
            _ => Err(none()),
        },
    }
}

/// The month that a cell of days means. `None` where it is a text, which says itself what it means.
pub fn as_month(cell: &Cell, text: &str, language: &Language) -> Result<Option<Month>, String> {
    let day = match cell {
        Cell::Moment(moment) => moment.day,
        Cell::Number(_) => return Err("it is a number and not a month".to_owned()),
        // A day with its month in figures may be that of a tool that knows no months.
        Cell::Text(_) | Cell::Bool(_) | Cell::Error(_) | Cell::Formula(_) => match numbers(without_time(text).0) {
            Some(Numbers::YearFirst(..)) => as_day(cell, text, None, language)?,
            Some(Numbers::YearLast(..)) | None => return Ok(None),
        },
    };
    if day.day == 1 {
        Ok(Some(day.month))
    } else {
        Err("it is a day, and the question asks for the month alone".to_owned())
    }
}

fn is_midnight(time: &str) -> bool {
    let digits = time.trim_end_matches('Z').trim_end_matches("+00:00");
    digits.chars().all(|c| matches!(c, '0' | ':' | '.'))
}

/// The moment that a cell means, where it has one reading.
pub fn as_moment(cell: &Cell, order: Option<DateOrder>, language: &Language) -> Option<Moment> {
    let text = match cell {
        Cell::Moment(moment) => return Some(*moment),
        Cell::Text(text) => text.trim(),
        Cell::Number(_) | Cell::Bool(_) | Cell::Error(_) | Cell::Formula(_) => return None,
    };
    let (shown, time) = without_time(text);
    let day = as_day(&Cell::Text(shown.to_owned()), shown, order, language).ok()?;
    let is_afternoon = time.to_lowercase().contains("pm");
    let mut parts =
        time.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(|part| part.parse::<u8>().ok());
    let mut next = || parts.next().unwrap_or(Some(0));
    let (hours, minutes, seconds) = (next()?, next()?, next()?);
    let hours = match (hours, is_afternoon) {
        (12, false) if time.to_lowercase().contains("am") => 0,
        (1..=11, true) => hours + 12,
        (hours, _) => hours,
    };
    Some(Moment { day, time: (hours, minutes, seconds) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn told(of: &str, order: Option<DateOrder>) -> Result<String, String> {
        let french = Language::new("fr").expect("a language");
        as_day(&text(of), of, order, &french).map(|day| day.to_string())
    }

    #[test]
    fn a_day_with_two_readings_is_not_guessed() {
        assert!(told("03/04/2023", None).expect_err("two readings").contains("2023-04-03 or 2023-03-04"));
        assert_eq!(told("03/04/2023", Some(DateOrder::DayFirst)).as_deref(), Ok("2023-04-03"));
        assert_eq!(told("03/04/2023", Some(DateOrder::MonthFirst)).as_deref(), Ok("2023-03-04"));
        for (of, wanted) in [
            ("30/04/2023", "2023-04-30"),
            ("4/30/2023", "2023-04-30"),
            ("04/04/2023", "2023-04-04"),
            ("2023-04-03", "2023-04-03"),
            ("2023-04-03T00:00:00Z", "2023-04-03"),
            ("2023/4/3", "2023-04-03"),
            ("3 avril 2023", "2023-04-03"),
            ("٣٠/٠٤/٢٠٢٣", "2023-04-30"),
        ] {
            assert_eq!(told(of, None).as_deref(), Ok(wanted), "{of}");
        }
        for of in ["30/04/23", "soon", "2023-04-31", "2023-04-03 14:30", "45019"] {
            assert!(told(of, None).is_err(), "{of}");
        }
    }

    #[test]
    fn other_cells_of_the_column_tell_the_order() {
        let order = |cells: &[&str]| {
            let cells: Vec<Cell> = cells.iter().map(|of| text(of)).collect();
            order_of(&cells.iter().collect::<Vec<_>>())
        };
        assert_eq!(order(&["03/04/2023", "30/04/2023"]), Some(DateOrder::DayFirst));
        assert_eq!(order(&["03/04/2023", "04/30/2023 10:00"]), Some(DateOrder::MonthFirst));
        assert_eq!(order(&["03/04/2023"]), None);
        assert_eq!(order(&["30/04/2023", "04/30/2023"]), None);
    }

    #[test]
    fn moments_are_compared() {
        let french = Language::new("fr").expect("a language");
        let moment =
            |of: &str| as_moment(&text(of), Some(DateOrder::MonthFirst), &french).map(|moment| moment.to_string());
        assert_eq!(moment("4/3/2023 2:05:09 PM").as_deref(), Some("2023-04-03 14:05:09"));
        assert_eq!(moment("2023/04/30 10:00:00 AM UTC+1").as_deref(), Some("2023-04-30 10:00:00"));
        assert_eq!(moment("soon"), None);
    }
}
