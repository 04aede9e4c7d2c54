//! Whether a rule can be broken, and whether it can be kept: from the bounds of what it reads. A comparison of sums is one sum on one
//! side, so that `a - a` is nothing, whatever `a` is. Where products of answers stand, or no bounds are given, nothing is decided.

use super::{Exact, Expression, RowsOf, Rule};
use crate::condition::Operand;
use crate::facts::FactKind;
use crate::shape::AnswerShape;
use crate::types::Model;
use canevas_syntax::condition::CompareOp;
use canevas_syntax::expression::Arithmetic;
use std::cmp::Ordering;

/// For which answers a rule holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleDecision {
    /// For none within their bounds.
    Never,
    /// For all.
    Always,
    /// For some, as far as can be decided.
    Either,
}

/// The least and the most of something; none where there is no bound.
type Range = [Option<Exact>; 2];

/// Decides whether a rule holds for no answers, or for all.
pub fn decide(rule: &Rule, model: &Model) -> RuleDecision {
    let (parts, decisive, neutral) = match rule {
        Rule::And(parts) => (parts, RuleDecision::Never, RuleDecision::Always),
        Rule::Or(parts) => (parts, RuleDecision::Always, RuleDecision::Never),
        Rule::Compare(sign, left, right) => return compared(*sign, left, right, model),
    };
    let decisions: Vec<RuleDecision> = parts.iter().map(|part| decide(part, model)).collect();
    if decisions.contains(&decisive) {
        decisive
    } else if decisions.iter().all(|decision| *decision == neutral) {
        neutral
    } else {
        RuleDecision::Either
    }
}

fn compared(sign: CompareOp, left: &Expression, right: &Expression, model: &Model) -> RuleDecision {
    let order = if left == right { [Some(Ordering::Equal); 2] } else { orders(left, right, model) };
    let [least, most] = order;
    let never = |is: fn(Ordering) -> bool| most.is_some_and(is);
    let at_least = |is: fn(Ordering) -> bool| least.is_some_and(is);
    let (always, no) = match sign {
        CompareOp::Less => (never(Ordering::is_lt), at_least(Ordering::is_ge)),
        CompareOp::LessOrEqual => (never(Ordering::is_le), at_least(Ordering::is_gt)),
        CompareOp::Greater => (at_least(Ordering::is_gt), never(Ordering::is_le)),
        CompareOp::GreaterOrEqual => (at_least(Ordering::is_ge), never(Ordering::is_lt)),
        CompareOp::Equal => (order == [Some(Ordering::Equal); 2], at_least(Ordering::is_gt) || never(Ordering::is_lt)),
        CompareOp::Unequal => {
            (at_least(Ordering::is_gt) || never(Ordering::is_lt), order == [Some(Ordering::Equal); 2])
        }
    };
    match (always, no) {
        (true, _) => RuleDecision::Always,
        (_, true) => RuleDecision::Never,
        _ => RuleDecision::Either,
    }
}

/// How the left side stands to the right one, at least and at most.
fn orders(left: &Expression, right: &Expression, model: &Model) -> [Option<Ordering>; 2] {
    if let (Some([from, to]), Some([earliest, latest])) = (dates(left, model), dates(right, model)) {
        let order = |one: &Option<String>, two: &Option<String>| Some(one.as_ref()?.cmp(two.as_ref()?));
        return [order(&from, &latest), order(&to, &earliest)];
    }
    let mut sum = Sum::default();
    let added = sum.add(left, Exact::of_count(1)).and_then(|()| sum.add(right, Exact::of_count(1).negated()));
    let range = match added {
        Some(()) => sum.range(model),
        None => [None, None],
    };
    range.map(|bound| bound.and_then(|bound| bound.order(Exact::ZERO)))
}

/// A sum of answers, each with a factor, and a number.
#[derive(Default)]
struct Sum {
    terms: Vec<(Expression, Exact)>,
    number: Option<Exact>,
}

impl Sum {
    /// Adds an expression some times. None where it is no sum, or a number is too long.
    fn add(&mut self, expression: &Expression, times: Exact) -> Option<()> {
        match expression {
            Expression::Number(number) => {
                let number = number.times(times)?;
                self.number = Some(self.number.unwrap_or(Exact::ZERO).plus(number)?);
                Some(())
            }
            Expression::Negated(inner) => self.add(inner, times.negated()),
            Expression::Arithmetic(Arithmetic::Plus, left, right) => {
                self.add(left, times)?;
                self.add(right, times)
            }
            Expression::Arithmetic(Arithmetic::Minus, left, right) => {
                self.add(left, times)?;
                self.add(right, times.negated())
            }
            Expression::Arithmetic(Arithmetic::Times, left, right) => match (&**left, &**right) {
                (Expression::Number(number), other) | (other, Expression::Number(number)) => {
                    self.add(other, times.times(*number)?)
                }
                _ => None,
            },
            Expression::Date(_) => None,
            Expression::One(_) | Expression::Sum(_) | Expression::Count(_) => {
                match self.terms.iter_mut().find(|(known, _)| known == expression) {
                    Some((_, factor)) => *factor = factor.plus(times)?,
                    None => self.terms.push((expression.clone(), times)),
                }
                Some(())
            }
        }
    }

    fn range(&self, model: &Model) -> Range {
        let number = self.number.unwrap_or(Exact::ZERO);
        let mut range = [Some(number); 2];
        for (term, factor) in self.terms.iter().filter(|(_, factor)| *factor != Exact::ZERO) {
            let [least, most] = range_of(term, model);
            let scaled = |bound: Option<Exact>| bound.and_then(|bound| bound.times(*factor));
            let is_negative = factor.order(Exact::ZERO) == Some(Ordering::Less);
            let term = if is_negative { [scaled(most), scaled(least)] } else { [scaled(least), scaled(most)] };
            let plus = |one: Option<Exact>, two: Option<Exact>| one?.plus(two?);
            range = [plus(range[0], term[0]), plus(range[1], term[1])];
        }
        range
    }
}

fn range_of(term: &Expression, model: &Model) -> Range {
    let number = |shape: Option<&AnswerShape>| -> Range {
        let shape = shape.and_then(AnswerShape::number);
        let bound = |bound: Option<f64>| Exact::parse(&bound?.to_string());
        [bound(shape.and_then(|shape| shape.min)), bound(shape.and_then(|shape| shape.max))]
    };
    match term {
        Expression::One(operand) => number(shape_of(*operand, model)),
        Expression::Count(RowsOf::Question(question, _)) => match model.questions[*question].shape {
            AnswerShape::Rows { at_least, at_most } => {
                let count = |count: u32| Exact::of_count(count as usize);
                [Some(count(at_least.unwrap_or(0))), at_most.map(count)]
            }
            _ => [Some(Exact::ZERO), None],
        },
        Expression::Count(RowsOf::Fact(..)) => [Some(Exact::ZERO), None],
        Expression::Sum(rows) => {
            let shape = match rows {
                RowsOf::Question(question, Some(field)) => Some(&model.questions[*question].fields[*field].shape),
                RowsOf::Question(question, None) => Some(&model.questions[*question].shape),
                RowsOf::Fact(fact, field) => field.map(|field| &model.facts[*fact].fields()[field].shape),
            };
            // There is one row at least, and there may be more.
            let [least, most] = number(shape);
            let is = |bound: &Exact, wanted: fn(Ordering) -> bool| bound.order(Exact::ZERO).is_some_and(wanted);
            [least.filter(|least| is(least, Ordering::is_ge)), most.filter(|most| is(most, Ordering::is_le))]
        }
        _ => [None, None],
    }
}

/// The earliest and the latest date that an expression gives; none where it gives no date.
fn dates(expression: &Expression, model: &Model) -> Option<[Option<String>; 2]> {
    match expression {
        Expression::Date(date) => Some([Some(date.clone()), Some(date.clone())]),
        Expression::One(operand) => match shape_of(*operand, model)? {
            AnswerShape::Date { from, to } | AnswerShape::Month { from, to } => Some([from.clone(), to.clone()]),
            _ => None,
        },
        _ => None,
    }
}

fn shape_of(operand: Operand, model: &Model) -> Option<&AnswerShape> {
    match operand {
        Operand::Fact(fact) => match &model.facts[fact].kind {
            FactKind::Value { shape, .. } => Some(shape),
            FactKind::List { .. } => None,
        },
        Operand::Question(question) | Operand::SameRow(question) => Some(&model.questions[question].shape),
        Operand::Field(question, field) | Operand::GroupField(question, field) | Operand::RowField(question, field) => {
            Some(&model.questions[question].fields[field].shape)
        }
        Operand::FactRows(_) | Operand::AnyRow(..) | Operand::AllRows(..) => None,
    }
}
