//! Expressions as trees of arrays: `["+", a, b]`, `["one", operand]`, `["sum", operand, field]` and so on.

use super::condition::operand;
use canevas_model::Model;
use canevas_model::expression::Expression;
use serde_json::{Value, json};

pub fn expression(tree: &Expression, model: &Model) -> Value {
    match tree {
        Expression::Number(number) => json!(["number", number.to_string()]),
        Expression::Date(text) => json!(["date", text]),
        Expression::One(one) => json!(["one", operand(*one, model)]),
        Expression::Sum(rows) => match rows.field(model) {
            Some(field) => json!(["sum", operand(rows.operand(), model), field]),
            None => json!(["sum", operand(rows.operand(), model)]),
        },
        Expression::Count(rows) => json!(["count", operand(rows.operand(), model)]),
        // The number below zero.
        Expression::Negated(inner) => json!(["-", ["number", "0"], expression(inner, model)]),
        Expression::Arithmetic(sign, left, right) => {
            json!([sign.sign(), expression(left, model), expression(right, model)])
        }
    }
}
