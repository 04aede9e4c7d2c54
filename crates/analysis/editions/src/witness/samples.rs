//! Sample values near the bounds of a shape, where two schemas can differ.

use canevas_model::condition::number_json;
use canevas_model::dates::Day;
use canevas_model::{AnswerShape, Choice, Question};
use canevas_responses::Answer;
use serde_json::{Value, json};

/// The longest sample text.
const LONGEST: u32 = 20_000;

fn text(length: u32) -> Value {
    "x".repeat(length.clamp(1, LONGEST) as usize).into()
}

/// The smallest value of a simple shape.
pub(super) fn smallest(shape: &AnswerShape) -> Option<Value> {
    Some(match shape {
        AnswerShape::Text { format, .. } => format.map_or(Some("x"), |format| format.right.first().copied())?.into(),
        AnswerShape::YesNo => "yes".into(),
        AnswerShape::One { choices, .. } => choices.first()?.code.as_str().into(),
        AnswerShape::Many { choices, at_least, .. } => {
            let codes: Vec<&str> = choices.iter().filter(|c| !c.exclusive).map(|c| c.code.as_str()).collect();
            let least = at_least.map_or(1, |least| least.max(1) as usize);
            if codes.len() < least {
                choices.iter().find(|c| c.exclusive).map(|c| json!([c.code]))?
            } else {
                codes[..least].into()
            }
        }
        AnswerShape::Number(_) | AnswerShape::Year { .. } => {
            let number = shape.number()?;
            number_json(number.min.or(number.max.map(|max| max.min(1.0))).unwrap_or(1.0))
        }
        AnswerShape::Date { from, to } => from.clone().or(to.clone()).unwrap_or_else(|| "2023-01-15".to_owned()).into(),
        AnswerShape::Month { from, to } => from.clone().or(to.clone()).unwrap_or_else(|| "2023-01".to_owned()).into(),
        AnswerShape::NamesAndRoles { at_least, .. } => names(at_least.unwrap_or(1)),
        AnswerShape::Group | AnswerShape::Rows { .. } | AnswerShape::Nothing => return None,
    })
}

fn names(count: u32) -> Value {
    vec![json!({ "name": "A" }); count.clamp(1, 200) as usize].into()
}

/// Values of an old question that the new one may refuse.
pub(super) fn samples(old: &Question, new: Option<&Question>) -> Vec<Value> {
    let mut out = of_shape(&old.shape, new.map(|new| &new.shape));
    let at = usize::from(smallest(&old.shape).is_some());
    out.splice(at..at, old.can_say.iter().map(|said| Answer::NonResponse(said.clone()).to_json()));
    out
}

/// Values of the old shape that the new one may refuse, the smallest first.
pub(super) fn of_shape(old: &AnswerShape, new: Option<&AnswerShape>) -> Vec<Value> {
    let mut out: Vec<Value> = smallest(old).into_iter().collect();
    match old {
        AnswerShape::Text { max_length, format: None } => {
            let edges = [*max_length, new.and_then(longest).map(|most| most + 1)];
            out.extend(edges.into_iter().flatten().map(text));
            out.push("a longer text".into());
        }
        AnswerShape::Text { format: Some(format), .. } => {
            out.extend(format.right.iter().skip(1).map(|text| Value::from(*text)));
        }
        AnswerShape::YesNo => out.push("no".into()),
        AnswerShape::One { choices, .. } => out.extend(choices.iter().map(|choice| choice.code.as_str().into())),
        AnswerShape::Many { choices, at_least, .. } => out.extend(selections(choices, *at_least, new)),
        AnswerShape::Number(_) | AnswerShape::Year { .. } => out.extend(numbers(old, new)),
        AnswerShape::Date { from, to } => {
            let mut days: Vec<String> = from.iter().chain(to).cloned().collect();
            if let Some(AnswerShape::Date { from, to }) = new {
                days.extend(from.iter().chain(to).flat_map(|day| around(day)));
            }
            days.extend(["1950-01-01", "2090-12-31"].map(str::to_owned));
            out.extend(days.into_iter().map(Value::from));
        }
        AnswerShape::Month { from, to } => {
            let mut months: Vec<String> = from.iter().chain(to).cloned().collect();
            if let Some(AnswerShape::Month { from, to }) = new {
                months.extend(from.iter().chain(to).flat_map(|month| around(&format!("{month}-15"))).map(|mut day| {
                    day.truncate(7);
                    day
                }));
            }
            months.extend(["1950-01", "2090-12"].map(str::to_owned));
            out.extend(months.into_iter().map(Value::from));
        }
        AnswerShape::NamesAndRoles { at_least, at_most } => {
            let counts = [Some(1), *at_least, *at_most, new.and_then(most).map(|most| most + 1)];
            out.extend(counts.into_iter().flatten().map(names));
            out.push(json!([{ "name": "A", "role": "B" }]));
        }
        AnswerShape::Group | AnswerShape::Rows { .. } | AnswerShape::Nothing => {}
    }
    out
}

/// Selections of one option, and of the numbers of options at which the bounds lie.
fn selections(choices: &[Choice], at_least: Option<u32>, new: Option<&AnswerShape>) -> Vec<Value> {
    let codes: Vec<&str> = choices.iter().map(|choice| choice.code.as_str()).collect();
    let mut out: Vec<Value> = codes.iter().map(|code| json!([code])).collect();
    let mut counts = vec![2, codes.len(), at_least.unwrap_or(1) as usize];
    if let Some(AnswerShape::Many { at_most: Some(most), .. }) = new {
        counts.push(*most as usize + 1);
    }
    let numbered: Vec<(usize, &str)> = codes.iter().copied().enumerate().collect();
    for count in counts.into_iter().filter(|count| *count <= codes.len()) {
        // Runs of options from each start. A run goes on at the first option after the last one.
        for start in 0..codes.len().min(30) {
            let mut run: Vec<(usize, &str)> = numbered.iter().cycle().skip(start).take(count).copied().collect();
            run.sort_unstable();
            out.push(run.into_iter().map(|(_, code)| code).collect());
        }
    }
    out
}

/// Numbers at the bounds of the old shape, and beyond those of the new one.
fn numbers(old: &AnswerShape, new: Option<&AnswerShape>) -> Vec<Value> {
    let Some(number) = old.number() else { return Vec::new() };
    let mut edges = vec![number.min, number.max, Some(0.0), Some(-1.0)];
    if let Some(new) = new.and_then(AnswerShape::number) {
        edges.extend([new.min.map(|min| min - 1.0), new.max.map(|max| max + 1.0)]);
    }
    if !number.whole {
        edges.push(Some(number.min.unwrap_or(0.0) + 0.5));
    }
    edges.into_iter().flatten().map(number_json).collect()
}

/// Numbers of rows to try.
pub(super) fn row_counts(old: &AnswerShape, new: Option<&AnswerShape>) -> Vec<u32> {
    let AnswerShape::Rows { at_least, at_most } = old else { return Vec::new() };
    let counts = [Some(1), *at_least, *at_most, new.and_then(most).map(|most| most + 1)];
    counts.into_iter().flatten().filter(|count| (1..=200).contains(count)).collect()
}

fn longest(shape: &AnswerShape) -> Option<u32> {
    match shape {
        AnswerShape::Text { max_length, .. } => *max_length,
        _ => None,
    }
}

fn most(shape: &AnswerShape) -> Option<u32> {
    match shape {
        AnswerShape::NamesAndRoles { at_most, .. } | AnswerShape::Rows { at_most, .. } => *at_most,
        _ => None,
    }
}

/// A day in the previous and in the next month, and the neighbouring days.
fn around(day: &str) -> Vec<String> {
    let Some(found) = Day::parse(day) else { return Vec::new() };
    let (year, month) = (found.month.year, found.month.month);
    let before = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    let after = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let mut out = vec![format!("{:04}-{:02}-28", before.0, before.1), format!("{:04}-{:02}-01", after.0, after.1)];
    out.extend((1u32..=31).filter(|d| d.abs_diff(found.day) == 1).map(|d| format!("{year:04}-{month:02}-{d:02}")));
    out
}
