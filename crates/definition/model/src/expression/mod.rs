//! Expressions: what is computed from answers, and rules that must hold between them. An expression is one tree of known types. The
//! evaluator and the form's script both read this tree.
//!
//! An answer that is absent, hidden or said to be missing has no value, and neither has what is computed from it. `sum` adds what the
//! rows give, and has no value where none of them gives any. `count` counts the rows of an answer, and has no value without one.

mod decide;
mod evaluate;
mod exact;
mod written;

pub use decide::{RuleDecision, decide};
pub use evaluate::{Value, evaluate, holds};
pub use exact::Exact;

use crate::condition::Operand;
use crate::ids::ComputedId;
use crate::indices::{FactIx, FieldIx, QuestionIx};
use crate::shape::AnswerShape;
use crate::types::{Model, Question};
use canevas_diagnostics::Span;
use canevas_syntax::condition::CompareOp;
use canevas_syntax::expression::Arithmetic;

/// A number or a date that answers give.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A number that the form says.
    Number(Exact),
    /// A day or month that the form says: fixed width, so that it orders as a text.
    Date(String),
    /// The value of one question, field or fact. It never reads rows.
    One(Operand),
    /// The sum over rows.
    Sum(RowsOf),
    /// How many rows there are.
    Count(RowsOf),
    /// The number with the other sign.
    Negated(Box<Self>),
    /// Two numbers and what is done with them.
    Arithmetic(Arithmetic, Box<Self>, Box<Self>),
}

/// What is summed or counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsOf {
    /// The rows of a question, or a field of each.
    Question(QuestionIx, Option<FieldIx>),
    /// The rows of a list of facts, or a field of each.
    Fact(FactIx, Option<FieldIx>),
}

impl RowsOf {
    /// What holds the rows.
    pub fn operand(self) -> Operand {
        match self {
            Self::Question(question, field) => Operand::AnyRow(question, field),
            Self::Fact(fact, _) => Operand::FactRows(fact),
        }
    }

    /// The id of the field that is read in each row.
    pub fn field(self, model: &Model) -> Option<&str> {
        match self {
            Self::Question(question, field) => Some(model.questions[question].fields[field?].id.as_str()),
            Self::Fact(fact, field) => Some(model.facts[fact].fields()[field?].id.as_str()),
        }
    }
}

/// What must hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// All must hold.
    And(Vec<Self>),
    /// One must hold.
    Or(Vec<Self>),
    /// A comparison of two numbers, or of two dates of one kind.
    Compare(CompareOp, Box<Expression>, Box<Expression>),
}

/// What an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpressionKind {
    /// A number.
    Number,
    /// A day.
    Day,
    /// A month.
    Month,
}

/// A number that the form computes from answers. It is shown, printed and exported, and no return holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    /// Its name, as texts write it.
    pub id: ComputedId,
    /// What is computed.
    pub expression: Expression,
    /// Where its name stands.
    pub span: Span,
}

impl Expression {
    /// What it reads, from left to right. Rows that are summed or counted are read as `any(…)` reads them.
    pub fn operands(&self) -> Vec<Operand> {
        match self {
            Self::Number(_) | Self::Date(_) => Vec::new(),
            Self::One(operand) => vec![*operand],
            Self::Sum(rows) | Self::Count(rows) => vec![rows.operand()],
            Self::Negated(inner) => inner.operands(),
            Self::Arithmetic(_, left, right) => [left.operands(), right.operands()].concat(),
        }
    }
}

impl Expression {
    /// Whether it comes to a whole number, whatever the answers are.
    pub fn is_whole(&self, model: &Model) -> bool {
        match self {
            Self::Number(number) => number.places() == 0,
            Self::Date(_) => false,
            Self::One(operand) => reads_whole(*operand, None, model),
            Self::Sum(rows) => {
                let field = match rows {
                    RowsOf::Fact(_, field) => *field,
                    RowsOf::Question(..) => None,
                };
                reads_whole(rows.operand(), field, model)
            }
            Self::Count(_) => true,
            Self::Negated(inner) => inner.is_whole(model),
            Self::Arithmetic(_, left, right) => left.is_whole(model) && right.is_whole(model),
        }
    }
}

/// Whether an operand gives whole numbers; `field` is that of a row of facts.
fn reads_whole(operand: Operand, field: Option<FieldIx>, model: &Model) -> bool {
    let shape = match operand {
        Operand::Fact(fact) | Operand::FactRows(fact) => match field {
            Some(field) => model.facts[fact].fields().get(field).map(|field| &field.shape),
            None => model.facts[fact].shapes().next(),
        },
        Operand::Question(index)
        | Operand::SameRow(index)
        | Operand::AnyRow(index, None)
        | Operand::AllRows(index, None) => Some(&model.questions[index].shape),
        Operand::Field(index, field)
        | Operand::RowField(index, field)
        | Operand::GroupField(index, field)
        | Operand::AnyRow(index, Some(field))
        | Operand::AllRows(index, Some(field)) => Some(&model.questions[index].fields[field].shape),
    };
    shape.and_then(AnswerShape::number).is_some_and(|number| number.whole)
}

impl Computed {
    /// Whether everything that it is computed from may be published.
    pub fn may_be_published(&self, model: &Model) -> bool {
        self.reads(model).all(|question| model.may_be_published(question))
    }

    /// The questions and fields whose answers it is computed from.
    pub fn reads<'m>(&self, model: &'m Model) -> impl Iterator<Item = &'m Question> {
        self.expression.operands().into_iter().flat_map(|operand| {
            let (question, field) = match operand {
                Operand::Fact(_) | Operand::FactRows(_) => (None, None),
                Operand::Question(index)
                | Operand::SameRow(index)
                | Operand::AnyRow(index, None)
                | Operand::AllRows(index, None) => (Some(index), None),
                Operand::Field(index, field)
                | Operand::RowField(index, field)
                | Operand::GroupField(index, field)
                | Operand::AnyRow(index, Some(field))
                | Operand::AllRows(index, Some(field)) => (Some(index), Some(field)),
            };
            let question = question.map(|index| &model.questions[index]);
            let field = question.zip(field).map(|(question, field)| &question.fields[field]);
            question.into_iter().chain(field)
        })
    }
}

impl Rule {
    /// What it reads, from left to right.
    pub fn operands(&self) -> Vec<Operand> {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::operands).collect(),
            Self::Compare(_, left, right) => [left.operands(), right.operands()].concat(),
        }
    }

    /// Calls `put` with every date that the form says.
    pub fn for_each_date(&mut self, put: &mut dyn FnMut(&mut String)) {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter_mut().for_each(|part| part.for_each_date(put)),
            Self::Compare(_, left, right) => {
                for side in [left, right] {
                    if let Expression::Date(date) = &mut **side {
                        put(date);
                    }
                }
            }
        }
    }
}
