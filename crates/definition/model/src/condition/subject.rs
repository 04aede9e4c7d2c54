//! What conditions read, known by ids. Two editions give one question different indices, and any row and all rows of a
//! question are the same rows.

use super::Operand;
use crate::ids::{FactId, QuestionId};
use crate::indices::{FieldIx, QuestionIx};
use crate::types::Model;

/// Something that has one value in a return, or in a row of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A fact.
    Fact(FactId),
    /// The rows of a list fact.
    FactRows(FactId),
    /// A question without rows.
    Question(QuestionId),
    /// The copy of a question in the same row.
    SameRow(QuestionId),
    /// A field of the same row or group.
    Field(QuestionId, QuestionId),
    /// A field of a group without rows, from outside.
    GroupField(QuestionId, QuestionId),
    /// The rows of a question, or a field of each.
    Rows(QuestionId, Option<QuestionId>),
}

impl Subject {
    /// What an operand of a form reads.
    pub fn of(operand: Operand, model: &Model) -> Self {
        let question = |index: QuestionIx| model.questions[index].id.clone();
        let field = |index: QuestionIx, field: FieldIx| model.questions[index].fields[field].id.clone();
        match operand {
            Operand::Fact(fact) => Self::Fact(model.facts[fact].id.clone()),
            Operand::FactRows(fact) => Self::FactRows(model.facts[fact].id.clone()),
            Operand::Question(index) if model.questions[index].for_each.is_some() => Self::Rows(question(index), None),
            Operand::Question(index) => Self::Question(question(index)),
            Operand::SameRow(index) => Self::SameRow(question(index)),
            Operand::Field(index, at) | Operand::RowField(index, at) => Self::Field(question(index), field(index, at)),
            Operand::GroupField(index, at) => Self::GroupField(question(index), field(index, at)),
            Operand::AnyRow(index, at) | Operand::AllRows(index, at) => {
                Self::Rows(question(index), at.map(|at| field(index, at)))
            }
        }
    }

    /// The question that it belongs to.
    pub fn question(&self) -> Option<&QuestionId> {
        match self {
            Self::Fact(_) | Self::FactRows(_) => None,
            Self::Question(id)
            | Self::SameRow(id)
            | Self::Field(id, _)
            | Self::GroupField(id, _)
            | Self::Rows(id, _) => Some(id),
        }
    }

    /// The field that it is.
    pub fn field(&self) -> Option<&QuestionId> {
        match self {
            Self::Field(_, field) | Self::GroupField(_, field) | Self::Rows(_, Some(field)) => Some(field),
            _ => None,
        }
    }
}
