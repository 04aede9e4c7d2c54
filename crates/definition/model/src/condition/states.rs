//! The values that a subject of conditions may have, as far as tests can tell them apart.

use super::subject::Subject;
use super::{Atom, Literal, NON_RESPONSE_KEY, Operand, Test};
use crate::dates::{Day, Month};
use crate::facts::FactKind;
use crate::ids::{NonResponseCode, OptionCode};
use crate::shape::{AnswerShape, Choice, NumberShape};
use crate::types::{Model, Question};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The states of a subject that these atoms can tell apart, absent first. `None` if there are too many.
pub(super) fn states(
    subject: &Subject,
    at: Operand,
    atoms: &[&Atom],
    exclusive: &BTreeSet<OptionCode>,
    model: &Model,
) -> Option<Vec<Option<Value>>> {
    let mut states = vec![None];
    let (shape, can_say): (Option<&AnswerShape>, &[NonResponseCode]) = match at {
        Operand::Fact(fact) => match &model.facts[fact].kind {
            FactKind::Value { shape, .. } => (Some(shape), &[]),
            FactKind::List { .. } => (None, &[]),
        },
        Operand::FactRows(_) => return Some(vec![None, Some(json!({ "r1": {} }))]),
        Operand::Question(q) | Operand::SameRow(q) | Operand::AnyRow(q, None) | Operand::AllRows(q, None) => {
            of(&model.questions[q])
        }
        Operand::Field(q, f)
        | Operand::RowField(q, f)
        | Operand::GroupField(q, f)
        | Operand::AnyRow(q, Some(f))
        | Operand::AllRows(q, Some(f)) => of(&model.questions[q].fields[f]),
    };
    let mut values: Vec<Value> = can_say.iter().map(|said| json!({ NON_RESPONSE_KEY: said.word() })).collect();
    values.extend(values_of(shape, atoms, exclusive)?);
    let Subject::Rows(_, field) = subject else {
        states.extend(values.into_iter().map(Some));
        return Some(states);
    };
    // Rows may differ, so they can hold any set of values together.
    if values.len() > MOST_ALIKE {
        return None;
    }
    let row = |value: &Value| field.as_ref().map_or_else(|| value.clone(), |field| json!({ field.as_str(): value }));
    states.extend((1u32..1 << values.len()).map(|bits| {
        let rows = values.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1);
        Some(
            rows.map(|(index, value)| (format!("r{}", index + 1), row(value)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        )
    }));
    Some(states)
}

/// The most values of which every set is tried.
const MOST_ALIKE: usize = 11;

fn of(question: &Question) -> (Option<&AnswerShape>, &[NonResponseCode]) {
    (Some(&question.shape), &question.can_say)
}

fn values_of(shape: Option<&AnswerShape>, atoms: &[&Atom], exclusive: &BTreeSet<OptionCode>) -> Option<Vec<Value>> {
    Some(match shape {
        Some(AnswerShape::YesNo) => vec!["yes".into(), "no".into()],
        Some(AnswerShape::One { choices, .. }) => one_of(choices, atoms),
        Some(AnswerShape::Many { choices, .. }) => return several_of(choices, atoms, exclusive),
        Some(AnswerShape::Number(_) | AnswerShape::Year { .. }) => numbers(shape?.number()?, atoms),
        Some(AnswerShape::Date { from, to } | AnswerShape::Month { from, to }) => {
            dates(from.as_deref(), to.as_deref(), atoms)
        }
        Some(AnswerShape::Group) => vec![json!({ "field": "x" })],
        Some(AnswerShape::Rows { .. } | AnswerShape::NamesAndRoles { .. }) => vec![json!([{}])],
        _ => vec!["x".into()],
    })
}

fn one_of(choices: &[Choice], atoms: &[&Atom]) -> Vec<Value> {
    let mut named: Vec<&str> = Vec::new();
    for atom in atoms {
        match &atom.test {
            Test::Compare(_, Literal::Code(code)) | Test::Grades(_, code, _) => named.push(code),
            Test::In(literals) => named.extend(literals.iter().filter_map(|l| match l {
                Literal::Code(code) => Some(code.as_str()),
                _ => None,
            })),
            _ => {}
        }
    }
    let grades = atoms.iter().any(|atom| matches!(atom.test, Test::Grades(..)));
    // Options that no atom names behave alike, so one stands for all. On a scale their order tells them apart.
    let mut others = 0;
    choices
        .iter()
        .filter(|choice| {
            let is_named = named.contains(&choice.code.as_str());
            others += usize::from(!is_named);
            is_named || grades || others == 1
        })
        .map(|choice| choice.code.as_str().into())
        .collect()
}

/// Every set of the options that atoms name, alone and with another option.
fn several_of(choices: &[Choice], atoms: &[&Atom], alone: &BTreeSet<OptionCode>) -> Option<Vec<Value>> {
    let named: Vec<&str> = atoms
        .iter()
        .filter_map(|atom| match &atom.test {
            Test::Has(code) => Some(code.as_str()),
            _ => None,
        })
        .collect();
    let mut relevant: Vec<&str> = choices.iter().map(|c| c.code.as_str()).filter(|code| named.contains(code)).collect();
    relevant.extend(
        choices
            .iter()
            .filter(|c| !c.exclusive && !alone.contains(&c.code))
            .map(|c| c.code.as_str())
            .find(|code| !named.contains(code)),
    );
    if relevant.len() > MOST_ALIKE + 1 {
        return None;
    }
    let exclusive = |code: &str| choices.iter().any(|choice| choice.exclusive && choice.code == code);
    let mut values: Vec<Value> = (1u32..1 << relevant.len())
        .map(|bits| (0..relevant.len()).filter(|i| bits >> i & 1 == 1).map(|i| relevant[i]).collect::<Vec<_>>())
        .filter(|set| set.len() == 1 || !set.iter().any(|code| exclusive(code)))
        .map(Value::from)
        .collect();
    // An exclusive option may count as no answer, so each may stand alone.
    let is_alone = |choice: &&Choice| {
        (choice.exclusive || alone.contains(&choice.code)) && !relevant.contains(&choice.code.as_str())
    };
    values.extend(choices.iter().filter(is_alone).map(|choice| json!([choice.code])));
    Some(values)
}

/// Each number that atoms name, and one on each side of it.
fn numbers(shape: NumberShape, atoms: &[&Atom]) -> Vec<Value> {
    let mut named: Vec<f64> = literals(atoms)
        .filter_map(|literal| match literal {
            Literal::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    named.extend(shape.min.into_iter().chain(shape.max));
    named.sort_by(f64::total_cmp);
    named.dedup();
    let mut points = named.clone();
    if shape.whole {
        points = named.iter().flat_map(|p| [p.floor() - 1.0, p.floor(), p.ceil(), p.ceil() + 1.0]).collect();
    } else {
        points.extend(named.windows(2).map(|pair| f64::midpoint(pair[0], pair[1])));
        points.extend(named.first().map(|first| first - 1.0).into_iter().chain(named.last().map(|last| last + 1.0)));
        // Two named numbers may be so close that the one between them has more decimals than an answer may have.
        let step = 1.0 / f64::from(10_u32.pow(shape.decimals.min(9)));
        let beside =
            named.iter().flat_map(|named| [named - step, *named, named + step]).map(|point| shape.rounded(point));
        let close: Vec<f64> =
            if points.iter().all(|point| shape.is_exact(*point)) { Vec::new() } else { beside.collect() };
        points.extend(close);
        points.retain(|point| shape.is_exact(*point));
    }
    if points.is_empty() {
        points.push(0.0);
    }
    points.retain(|p| shape.min.is_none_or(|min| *p >= min) && shape.max.is_none_or(|max| *p <= max));
    points.sort_by(f64::total_cmp);
    points.dedup();
    points.into_iter().map(super::number_json).collect()
}

/// Each date that atoms name, and its neighbours in the calendar.
fn dates(from: Option<&str>, to: Option<&str>, atoms: &[&Atom]) -> Vec<Value> {
    let mut points: Vec<String> = literals(atoms)
        .filter_map(|literal| match literal {
            Literal::Date(date) => Some(date.clone()),
            _ => None,
        })
        .collect();
    points.extend(points.clone().iter().flat_map(|date| neighbours(date)));
    points.extend(from.into_iter().chain(to).map(str::to_owned));
    if points.is_empty() {
        points.push("2000-01-01".to_owned());
    }
    points.retain(|p| from.is_none_or(|from| p.as_str() >= from) && to.is_none_or(|to| p.as_str() <= to));
    points.sort();
    points.dedup();
    points.into_iter().map(Value::from).collect()
}

fn neighbours(date: &str) -> Vec<String> {
    match (Day::parse(date), Month::parse(date)) {
        (Some(day), _) => vec![day.before().to_string(), day.after().to_string()],
        (None, Some(month)) => vec![month.before().to_string(), month.after().to_string()],
        (None, None) => Vec::new(),
    }
}

fn literals<'a>(atoms: &[&'a Atom]) -> impl Iterator<Item = &'a Literal> {
    atoms.iter().flat_map(|atom| match &atom.test {
        Test::Compare(_, literal) => std::slice::from_ref(literal),
        Test::In(literals) => literals,
        _ => &[],
    })
}
