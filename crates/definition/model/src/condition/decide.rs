//! Whether a condition can be true, and whether it can be anything else. For each operand, the states that its atoms can
//! tell apart are tried, at most 4,096 combinations in all.

use super::{Atom, Condition, Kleene, Literal, NON_RESPONSE_KEY, Operand, Test};
use crate::condition::evaluate::Facts;
use crate::shape::AnswerShape;
use crate::types::{FactKind, Model, Question};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// For which answers a condition is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// True for no answers.
    NeverTrue,
    /// True for all answers.
    AlwaysTrue,
    /// True for some.
    Either,
    /// Too many combinations.
    TooMany,
}

const LIMIT: usize = 4096;

struct Trial<'a>(&'a BTreeMap<Operand, Option<Value>>);

impl Facts for Trial<'_> {
    fn value(&self, operand: Operand) -> Option<&Value> {
        self.0.get(&operand).and_then(Option::as_ref)
    }
}

/// Decides whether a condition is never or always true.
pub fn decide(condition: &Condition, model: &Model) -> Decision {
    let mut by_operand: BTreeMap<Operand, Vec<&Atom>> = BTreeMap::new();
    for atom in condition.atoms() {
        by_operand.entry(atom.operand).or_default().push(atom);
    }
    let states: Vec<(Operand, Vec<Option<Value>>)> =
        by_operand.into_iter().map(|(operand, atoms)| (operand, states_of(operand, &atoms, model))).collect();
    let total = states
        .iter()
        .try_fold(1usize, |total, (_, states)| total.checked_mul(states.len()).filter(|total| *total <= LIMIT));
    let Some(total) = total else { return Decision::TooMany };
    let (mut some_true, mut some_other) = (false, false);
    for combination in 0..total {
        let mut rest = combination;
        let mut trial = BTreeMap::new();
        for (operand, states) in &states {
            trial.insert(*operand, states[rest % states.len()].clone());
            rest /= states.len();
        }
        match super::evaluate(condition, model, &Trial(&trial)) {
            Kleene::True => some_true = true,
            _ => some_other = true,
        }
        if some_true && some_other {
            return Decision::Either;
        }
    }
    if some_true { Decision::AlwaysTrue } else { Decision::NeverTrue }
}

/// The states of an operand that its atoms can tell apart, absent included.
fn states_of(operand: Operand, atoms: &[&Atom], model: &Model) -> Vec<Option<Value>> {
    let mut states = vec![None];
    let row = |value: &Value| match operand {
        Operand::AnyRow(question, Some(field)) | Operand::AllRows(question, Some(field)) => {
            json!({ model.questions[question].fields[field].id.as_str(): value })
        }
        _ => value.clone(),
    };
    let over_rows = match operand {
        Operand::AnyRow(..) | Operand::AllRows(..) => true,
        Operand::Question(question) => model.questions[question].for_each.is_some(),
        _ => false,
    };
    let (shape, can_say): (Option<&AnswerShape>, _) = match operand {
        Operand::Fact(fact) => match &model.facts[fact].kind {
            FactKind::Value { shape, .. } => (Some(shape), [].as_slice()),
            FactKind::List { .. } => (None, [].as_slice()),
        },
        Operand::FactRows(_) => return vec![None, Some(json!({ "r1": {} }))],
        Operand::Question(q) | Operand::SameRow(q) | Operand::AnyRow(q, None) | Operand::AllRows(q, None) => {
            of(&model.questions[q])
        }
        Operand::Field(q, f)
        | Operand::GroupField(q, f)
        | Operand::AnyRow(q, Some(f))
        | Operand::AllRows(q, Some(f)) => of(&model.questions[q].fields[f]),
    };
    let mut values: Vec<Value> = can_say.iter().map(|said| json!({ NON_RESPONSE_KEY: said.word() })).collect();
    values.extend(values_of(shape, atoms));
    if !over_rows {
        states.extend(values.into_iter().map(Some));
    } else if values.len() > 11 {
        // There are too many sets of rows to try.
        states.resize(LIMIT + 1, None);
    } else {
        // Rows may differ, so they can hold any set of values together.
        states.extend((1u32..1 << values.len()).map(|bits| {
            let rows = values.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1);
            Some(rows.map(|(index, value)| (format!("r{index}"), row(value))).collect::<serde_json::Map<_, _>>().into())
        }));
    }
    states
}

fn of(question: &Question) -> (Option<&AnswerShape>, &[canevas_syntax::definition::NonResponse]) {
    (Some(&question.shape), &question.can_say)
}

fn values_of(shape: Option<&AnswerShape>, atoms: &[&Atom]) -> Vec<Value> {
    match shape {
        Some(AnswerShape::YesNo) => vec!["yes".into(), "no".into()],
        Some(AnswerShape::One { choices, .. }) => {
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
        Some(AnswerShape::Many { choices, .. }) => {
            let named: Vec<&str> = atoms
                .iter()
                .filter_map(|atom| match &atom.test {
                    Test::Has(code) => Some(code.as_str()),
                    _ => None,
                })
                .collect();
            let mut relevant: Vec<&str> =
                choices.iter().map(|c| c.code.as_str()).filter(|code| named.contains(code)).collect();
            relevant.extend(
                choices.iter().filter(|c| !c.exclusive).map(|c| c.code.as_str()).find(|code| !named.contains(code)),
            );
            if relevant.len() > 12 {
                return vec![Value::Null; LIMIT + 1];
            }
            let exclusive = |code: &str| choices.iter().any(|choice| choice.exclusive && choice.code == code);
            let mut values: Vec<Value> = (1u32..1 << relevant.len())
                .map(|bits| (0..relevant.len()).filter(|i| bits >> i & 1 == 1).map(|i| relevant[i]).collect::<Vec<_>>())
                .filter(|set| set.len() == 1 || !set.iter().any(|code| exclusive(code)))
                .map(Value::from)
                .collect();
            values.extend(
                choices.iter().find(|c| c.exclusive && !named.contains(&c.code.as_str())).map(|c| json!([c.code])),
            );
            values
        }
        Some(AnswerShape::Number(_) | AnswerShape::Year { .. }) => {
            let Some(number) = shape.and_then(AnswerShape::number) else { return Vec::new() };
            let mut points: Vec<f64> =
                atoms.iter().flat_map(|atom| literals(atom)).filter_map(|l| number_of(&l)).collect();
            let step = if number.whole { 1.0 } else { 0.5 };
            points.extend(points.clone().iter().flat_map(|p| [p - step, p + step]));
            points.extend(number.min);
            points.extend(number.max);
            if points.is_empty() {
                points.push(0.0);
            }
            points.retain(|p| number.min.is_none_or(|min| *p >= min) && number.max.is_none_or(|max| *p <= max));
            points.sort_by(f64::total_cmp);
            points.dedup();
            points.into_iter().map(super::number_json).collect()
        }
        Some(AnswerShape::Date { from, to } | AnswerShape::Month { from, to }) => {
            let mut points: Vec<String> = atoms
                .iter()
                .flat_map(|atom| literals(atom))
                .filter_map(|literal| match literal {
                    Literal::Date(date) => Some(date),
                    _ => None,
                })
                .collect();
            points.extend(points.clone().iter().flat_map(|p| [before(p), after(p)]));
            points.extend(from.clone());
            points.extend(to.clone());
            if points.is_empty() {
                points.push("2000-01-01".to_owned());
            }
            points.retain(|p| from.as_ref().is_none_or(|from| p >= from) && to.as_ref().is_none_or(|to| p <= to));
            points.sort();
            points.dedup();
            points.into_iter().map(Value::from).collect()
        }
        Some(AnswerShape::Group) => vec![json!({ "field": "x" })],
        Some(AnswerShape::Rows { .. } | AnswerShape::NamesAndRoles { .. }) => vec![json!([{}])],
        _ => vec!["x".into()],
    }
}

fn literals(atom: &Atom) -> Vec<Literal> {
    match &atom.test {
        Test::Compare(_, literal) => vec![literal.clone()],
        Test::In(literals) => literals.clone(),
        _ => Vec::new(),
    }
}

fn number_of(literal: &Literal) -> Option<f64> {
    match literal {
        Literal::Number(number) => Some(*number),
        _ => None,
    }
}

/// A text that sorts just before a date. It need not be a day of the calendar.
fn before(date: &str) -> String {
    shift(date, -1)
}

/// A text that sorts just after a date.
fn after(date: &str) -> String {
    shift(date, 1)
}

fn shift(date: &str, by: i32) -> String {
    let (head, last) = date.rsplit_once('-').unwrap_or(("0000", date));
    let last = last.parse::<i32>().unwrap_or(0) + by;
    format!("{head}-{:02}", last.max(0))
}
