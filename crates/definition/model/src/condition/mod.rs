//! Conditions. A condition is one tree, of known types and with three truth values. The evaluator, the JSON Schema, the
//! form's script and the words on paper all read this tree.

mod decide;
mod evaluate;
mod polarity;
mod problem;
mod search;
mod states;
mod subject;

pub use decide::{Decision, decide};
pub(crate) use evaluate::rows_of;
pub use evaluate::{Facts, Kleene, NON_RESPONSE_KEY, Outcome, evaluate, evaluate_atom, evaluate_with, reduce, said};
pub use polarity::{NegationNormalForm, polar};
pub use search::{Assignment, Goal, Known, Search, Space};
pub use subject::Subject;

use crate::ids::{NonResponseCode, OptionCode};
use crate::indices::{FactIx, FieldIx, QuestionIx};
use crate::period::Period;
use crate::types::Model;
use canevas_syntax::condition::CompareOp;
use std::fmt::Write as _;

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// All must be true.
    And(Vec<Self>),
    /// One must be true.
    Or(Vec<Self>),
    /// Must be false.
    Not(Box<Self>),
    /// One test.
    Atom(Atom),
}

/// One test of one operand.
#[derive(Debug, Clone, PartialEq)]
pub struct Atom {
    /// What is tested.
    pub operand: Operand,
    /// How.
    pub test: Test,
    /// Which of its literals the period gives: a bit for each, the first one lowest.
    pub of_period: u64,
}

impl Atom {
    /// Whether the period gives a literal.
    pub fn is_of_period(&self, literal: usize) -> bool {
        literal < 64 && self.of_period >> literal & 1 == 1
    }
}

/// What is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operand {
    /// A fact with one value.
    Fact(FactIx),
    /// The rows of a list fact; only `answered`.
    FactRows(FactIx),
    /// A question without rows (or, for `answered` and `said`, with them: any row).
    Question(QuestionIx),
    /// This row's copy of a question over the same rows.
    SameRow(QuestionIx),
    /// A field of the same row or group.
    Field(QuestionIx, FieldIx),
    /// A field of the row that a question is about: one that people entered at an earlier question.
    RowField(QuestionIx, FieldIx),
    /// A field of a group without rows, from outside.
    GroupField(QuestionIx, FieldIx),
    /// The rows of a question, or a field of each. One must pass.
    AnyRow(QuestionIx, Option<FieldIx>),
    /// The rows of a question, or a field of each. All that are answered must pass.
    AllRows(QuestionIx, Option<FieldIx>),
}

/// A literal, of the operand's type.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `yes`, `no` or an option's code.
    Code(OptionCode),
    /// A number.
    Number(f64),
    /// A date or month, fixed width.
    Date(String),
}

impl Literal {
    /// As in a return.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Code(code) => code.into(),
            Self::Date(text) => text.clone().into(),
            Self::Number(number) => number_json(*number),
        }
    }

    /// Which end of the period it is.
    fn end_of(&self, period: Period) -> &'static str {
        let is_start = match self {
            Self::Date(text) => *text == period.from.first_day().to_string() || *text == period.from.to_string(),
            Self::Number(number) => number.total_cmp(&f64::from(period.from.year)).is_eq(),
            Self::Code(_) => false,
        };
        if is_start { "period.from" } else { "period.to" }
    }

    fn canonical(&self) -> String {
        match self {
            Self::Code(code) => code.into(),
            Self::Date(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// A number as JSON, whole where it is whole.
pub fn number_json(number: f64) -> serde_json::Value {
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 { (number as i64).into() } else { number.into() }
}

/// How an operand is tested. Numbers, dates and the grades of a scale have an order.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// A comparison with a literal.
    Compare(CompareOp, Literal),
    /// A comparison with a grade of a scale: the sign, the grade, and the codes that pass, in order.
    Grades(CompareOp, OptionCode, Vec<OptionCode>),
    /// One of several.
    In(Vec<Literal>),
    /// Among the options chosen.
    Has(OptionCode),
    /// Has a value. An exclusive option alone is none.
    Answered,
    /// Says that there is no answer, by a word of this kind or by any.
    NonResponse(Option<NonResponseCode>),
}

impl Condition {
    /// The conjunction of two that may be absent.
    pub fn and(a: Option<Self>, b: Option<Self>) -> Option<Self> {
        match (a, b) {
            (Some(a), Some(b)) => {
                let mut all = Vec::new();
                for condition in [a, b] {
                    match condition {
                        Self::And(inner) => all.extend(inner),
                        other => all.push(other),
                    }
                }
                Some(Self::And(all))
            }
            (a, b) => a.or(b),
        }
    }

    /// Every atom, left to right.
    pub fn atoms(&self) -> Vec<&Atom> {
        match self {
            Self::And(all) | Self::Or(all) => all.iter().flat_map(Self::atoms).collect(),
            Self::Not(inner) => inner.atoms(),
            Self::Atom(atom) => vec![atom],
        }
    }

    /// The canonical text, which names ids. Spaces and superfluous parentheses do not change it.
    pub fn canonical(&self, model: &Model) -> String {
        let mut out = String::new();
        self.write(model, &mut out, false, false);
        out
    }

    /// The canonical text with the words of the period where the form has them, instead of their dates.
    pub fn as_written(&self, model: &Model) -> String {
        let mut out = String::new();
        self.write(model, &mut out, false, true);
        out
    }

    fn write(&self, model: &Model, out: &mut String, inner: bool, period: bool) {
        match self {
            Self::And(all) | Self::Or(all) => {
                let word = if matches!(self, Self::And(_)) { " and " } else { " or " };
                if inner {
                    out.push('(');
                }
                for (index, condition) in all.iter().enumerate() {
                    if index > 0 {
                        out.push_str(word);
                    }
                    condition.write(model, out, true, period);
                }
                if inner {
                    out.push(')');
                }
            }
            Self::Not(condition) => {
                out.push_str("not ");
                condition.write(model, out, true, period);
            }
            Self::Atom(atom) => atom.write(model, out, period),
        }
    }
}

impl Atom {
    fn write(&self, model: &Model, out: &mut String, period: bool) {
        let of_literal = |(index, literal): (usize, &Literal)| match model.period.filter(|_| self.is_of_period(index)) {
            Some(of) if period => literal.end_of(of).to_owned(),
            _ => literal.canonical(),
        };
        let name = self.operand.name(model);
        let name = match self.operand {
            Operand::AnyRow(..) => format!("any({name})"),
            Operand::AllRows(..) => format!("all({name})"),
            _ => name,
        };
        // Writing to a String cannot fail.
        let _ = match &self.test {
            Test::Compare(comparison, literal) => {
                write!(out, "{name} {} {}", comparison.sign(), of_literal((0, literal)))
            }
            Test::Grades(comparison, code, _) => write!(out, "{name} {} {code}", comparison.sign()),
            Test::In(literals) => {
                write!(
                    out,
                    "{name} in ({})",
                    literals.iter().enumerate().map(of_literal).collect::<Vec<_>>().join(", ")
                )
            }
            Test::Has(code) => write!(out, "{name} has {code}"),
            Test::Answered => write!(out, "answered({name})"),
            Test::NonResponse(None) => write!(out, "said({name})"),
            Test::NonResponse(Some(said)) => write!(out, "said({name}, {})", said.word()),
        };
    }
}

impl Operand {
    /// The name as written in a condition.
    pub fn name(self, model: &Model) -> String {
        match self {
            Self::Fact(fact) | Self::FactRows(fact) => model.facts[fact].id.to_string(),
            Self::Question(question)
            | Self::SameRow(question)
            | Self::AnyRow(question, None)
            | Self::AllRows(question, None) => model.questions[question].id.to_string(),
            Self::Field(question, field) => model.questions[question].fields[field].id.to_string(),
            Self::GroupField(question, field)
            | Self::RowField(question, field)
            | Self::AnyRow(question, Some(field))
            | Self::AllRows(question, Some(field)) => {
                let question = &model.questions[question];
                format!("{}.{}", question.id, question.fields[field].id)
            }
        }
    }

    /// Whether it has a value of its own in each row.
    pub fn is_row(self) -> bool {
        matches!(self, Self::SameRow(_) | Self::Field(..) | Self::RowField(..))
    }
}
