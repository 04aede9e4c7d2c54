//! Expressions as a form writes them, with no more parentheses than they need.

use super::{Expression, RowsOf, Rule};
use crate::types::Model;
use canevas_syntax::expression::Arithmetic;

impl Expression {
    /// The canonical text, which names ids. Spaces and superfluous parentheses do not change it.
    pub fn canonical(&self, model: &Model) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Date(text) => text.clone(),
            Self::One(operand) => operand.name(model),
            Self::Sum(rows) => format!("sum({})", rows.name(model)),
            Self::Count(rows) => format!("count({})", rows.name(model)),
            Self::Negated(inner) => format!("-{}", inner.inside(model, 3)),
            Self::Arithmetic(sign, left, right) => {
                let (first, second) = match sign {
                    Arithmetic::Plus => (1, 1),
                    Arithmetic::Minus => (1, 2),
                    Arithmetic::Times => (2, 2),
                };
                format!("{} {} {}", left.inside(model, first), sign.sign(), right.inside(model, second))
            }
        }
    }

    /// The text as a part of another expression, in parentheses where its own sign binds less than its place needs.
    fn inside(&self, model: &Model, needed: u8) -> String {
        let binds = match self {
            Self::Arithmetic(Arithmetic::Plus | Arithmetic::Minus, ..) => 1,
            Self::Arithmetic(Arithmetic::Times, ..) => 2,
            _ => 3,
        };
        let text = self.canonical(model);
        if binds < needed { format!("({text})") } else { text }
    }
}

impl RowsOf {
    /// The name as an expression writes it.
    fn name(self, model: &Model) -> String {
        let of = self.operand().name(model);
        match self {
            Self::Fact(_, Some(_)) => format!("{of}.{}", self.field(model).unwrap_or_default()),
            _ => of,
        }
    }
}

impl Rule {
    /// The canonical text.
    pub fn canonical(&self, model: &Model) -> String {
        let joined = |parts: &[Self], word: &str| {
            let inner = |part: &Self| match part {
                Self::Compare(..) => part.canonical(model),
                _ => format!("({})", part.canonical(model)),
            };
            parts.iter().map(inner).collect::<Vec<_>>().join(word)
        };
        match self {
            Self::And(parts) => joined(parts, " and "),
            Self::Or(parts) => joined(parts, " or "),
            Self::Compare(sign, left, right) => {
                format!("{} {} {}", left.canonical(model), sign.sign(), right.canonical(model))
            }
        }
    }
}
