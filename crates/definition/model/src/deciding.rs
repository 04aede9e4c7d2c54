//! Which answers decide whether a question is asked.

use crate::canonical::full_outer;
use crate::condition::{Condition, Operand};
use crate::{FactIx, Model, Question, QuestionIx};
use std::collections::BTreeSet;

/// What the conditions of a question and of its fields read, with those of its heading and section.
pub fn operands(model: &Model, asked: &Question) -> Vec<Operand> {
    let full = full_outer(model, asked);
    let of_fields = asked.fields.iter().flat_map(|field| [&field.show_if.outer, &field.show_if.row]);
    let comments = std::iter::once(asked).chain(&asked.fields).map(|asked| &asked.comment_box.show_if);
    let of_comments = comments.flat_map(|show_if| [&show_if.outer, &show_if.row]);
    let all = std::iter::once(&full).chain([&asked.show_if.row]).chain(of_fields).chain(of_comments);
    all.flatten().flat_map(Condition::atoms).map(|atom| atom.operand).collect()
}

/// The question that an operand reads. None for a field of the same row, and for a fact.
pub fn question_read(operand: &Operand) -> Option<QuestionIx> {
    match *operand {
        Operand::Question(question)
        | Operand::SameRow(question)
        | Operand::GroupField(question, _)
        | Operand::RowField(question, _)
        | Operand::AnyRow(question, _)
        | Operand::AllRows(question, _) => Some(question),
        Operand::Field(..) | Operand::Fact(_) | Operand::FactRows(_) => None,
    }
}

/// The questions that decide whether a question is asked.
pub fn deciding(model: &Model, index: QuestionIx) -> BTreeSet<QuestionIx> {
    let of = operands(model, &model.questions[index]);
    of.iter().filter_map(question_read).filter(|decides| *decides != index).collect()
}

/// The facts of the country that decide whether a question is asked, in the order of the form.
pub fn deciding_facts(model: &Model, index: QuestionIx) -> BTreeSet<FactIx> {
    let fact = |operand: &Operand| match *operand {
        Operand::Fact(fact) | Operand::FactRows(fact) => Some(fact),
        Operand::Question(_)
        | Operand::SameRow(_)
        | Operand::GroupField(..)
        | Operand::RowField(..)
        | Operand::AnyRow(..)
        | Operand::AllRows(..)
        | Operand::Field(..) => None,
    };
    operands(model, &model.questions[index]).iter().filter_map(fact).collect()
}
