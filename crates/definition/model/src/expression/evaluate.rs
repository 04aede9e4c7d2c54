//! The value of an expression over answers as they stand in a return.

use super::{Exact, Expression, RowsOf, Rule};
use crate::condition::{Kleene, Operand, rows_of, said};
use crate::json_value::JsonValue;
use crate::types::Model;
use canevas_syntax::condition::CompareOp;
use canevas_syntax::expression::Arithmetic;
use std::cmp::Ordering;

/// What an expression comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(Exact),
    /// A day or month, fixed width.
    Date(String),
}

impl Value {
    /// What stands in a return. A word in place of an answer, and what fits no number or date, has no value.
    fn of<'v>(answer: impl JsonValue<'v>) -> Option<Self> {
        match answer.number() {
            Some(number) => Exact::of_answer(number).map(Self::Number),
            None => answer.text().map(|text| Self::Date(text.to_owned())),
        }
    }

    fn number(self) -> Option<Exact> {
        match self {
            Self::Number(number) => Some(number),
            Self::Date(_) => None,
        }
    }
}

/// The value of an expression; none where an answer is missing, or a number is too long to compute with. `value` gives what
/// [`Facts::value`](crate::condition::Facts::value) gives.
pub fn evaluate<'v, V: JsonValue<'v>>(
    expression: &Expression,
    model: &Model,
    value: &impl Fn(Operand) -> Option<V>,
) -> Option<Value> {
    let number = |inner: &Expression| evaluate(inner, model, value)?.number();
    match expression {
        Expression::Number(number) => Some(Value::Number(*number)),
        Expression::Date(text) => Some(Value::Date(text.clone())),
        Expression::One(operand) => Value::of(value(*operand)?),
        Expression::Sum(rows) => sum(*rows, model, value).map(Value::Number),
        Expression::Count(rows) => {
            let container = value(rows.operand()).filter(|container| said(*container).is_none())?;
            Some(Value::Number(Exact::of_count(rows_of(container).count())))
        }
        Expression::Negated(inner) => number(inner).map(|number| Value::Number(number.negated())),
        Expression::Arithmetic(sign, left, right) => {
            let (left, right) = (number(left)?, number(right)?);
            let number = match sign {
                Arithmetic::Plus => left.plus(right),
                Arithmetic::Minus => left.minus(right),
                Arithmetic::Times => left.times(right),
            };
            number.map(Value::Number)
        }
    }
}

/// What the rows give together; none where no row gives anything.
fn sum<'v, V: JsonValue<'v>>(rows: RowsOf, model: &Model, value: &impl Fn(Operand) -> Option<V>) -> Option<Exact> {
    let field = rows.field(model);
    let mut values = rows_of(value(rows.operand())?)
        .filter_map(|row| field.map_or(Some(row), |field| row.member(field)))
        .filter_map(Value::of)
        .filter_map(Value::number);
    let first = values.next()?;
    values.try_fold(first, Exact::plus)
}

/// Whether a rule holds. It is unknown while an answer is missing that it needs.
pub fn holds<'v, V: JsonValue<'v>>(rule: &Rule, model: &Model, value: &impl Fn(Operand) -> Option<V>) -> Kleene {
    match rule {
        Rule::And(parts) => joined(parts, model, value, Kleene::False, Kleene::True),
        Rule::Or(parts) => joined(parts, model, value, Kleene::True, Kleene::False),
        Rule::Compare(sign, left, right) => {
            let order = match (evaluate(left, model, value), evaluate(right, model, value)) {
                (Some(Value::Number(left)), Some(Value::Number(right))) => left.order(right),
                (Some(Value::Date(left)), Some(Value::Date(right))) => Some(left.cmp(&right)),
                _ => None,
            };
            order.map_or(Kleene::Unknown, |order| is_so(*sign, order).into())
        }
    }
}

fn joined<'v, V: JsonValue<'v>>(
    parts: &[Rule],
    model: &Model,
    value: &impl Fn(Operand) -> Option<V>,
    decisive: Kleene,
    neutral: Kleene,
) -> Kleene {
    let mut result = neutral;
    for part in parts {
        match holds(part, model, value) {
            found if found == decisive => return decisive,
            Kleene::Unknown => result = Kleene::Unknown,
            _ => {}
        }
    }
    result
}

fn is_so(sign: CompareOp, order: Ordering) -> bool {
    match sign {
        CompareOp::Equal => order.is_eq(),
        CompareOp::Unequal => order.is_ne(),
        CompareOp::Less => order.is_lt(),
        CompareOp::LessOrEqual => order.is_le(),
        CompareOp::Greater => order.is_gt(),
        CompareOp::GreaterOrEqual => order.is_ge(),
    }
}
