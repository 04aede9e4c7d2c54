//! Which questions belong together on a sheet: an answer there can make other questions relevant.

use canevas_model::canonical::full_outer;
use canevas_model::condition::{Condition, Operand};
use canevas_model::{FactIx, Model, Question, QuestionIx};
use std::collections::BTreeSet;

/// The questions of a sheet that asks these: they, the questions whose conditions read them, and those of the same rows that
/// decide whether they are asked.
pub(crate) fn with_dependants(model: &Model, asked: BTreeSet<QuestionIx>) -> BTreeSet<QuestionIx> {
    let read: Vec<(QuestionIx, Vec<Operand>)> =
        model.questions.iter_enumerated().map(|(index, question)| (index, operands(model, question))).collect();
    let mut all = asked;
    loop {
        let mut more = BTreeSet::new();
        for (index, operands) in &read {
            if all.contains(index) {
                more.extend(operands.iter().filter_map(|operand| match operand {
                    Operand::SameRow(decides) => Some(*decides),
                    _ => None,
                }));
            } else if operands.iter().filter_map(question).any(|decides| all.contains(&decides)) {
                more.insert(*index);
            }
        }
        let before = all.len();
        all.extend(more);
        if all.len() == before {
            return all;
        }
    }
}

/// The questions that decide whether a question is asked.
pub(crate) fn deciding(model: &Model, index: QuestionIx) -> BTreeSet<QuestionIx> {
    let of = operands(model, &model.questions[index]);
    of.iter().filter_map(question).filter(|decides| *decides != index).collect()
}

/// The facts of the country that decide whether a question is asked, in the order of the form.
pub fn deciding_facts(model: &Model, index: QuestionIx) -> BTreeSet<FactIx> {
    let fact = |operand: &Operand| match *operand {
        Operand::Fact(fact) | Operand::FactRows(fact) => Some(fact),
        Operand::Question(_)
        | Operand::SameRow(_)
        | Operand::GroupField(..)
        | Operand::AnyRow(..)
        | Operand::AllRows(..)
        | Operand::Field(..) => None,
    };
    operands(model, &model.questions[index]).iter().filter_map(fact).collect()
}

/// What the conditions of a question and of its fields read.
fn operands(model: &Model, asked: &Question) -> Vec<Operand> {
    let full = full_outer(model, asked);
    let of_fields = asked.fields.iter().flat_map(|field| [&field.show_if.outer, &field.show_if.row]);
    let all = std::iter::once(&full).chain([&asked.show_if.row]).chain(of_fields);
    all.flatten().flat_map(Condition::atoms).map(|atom| atom.operand).collect()
}

/// The question that an operand reads, unless it is a field of the same row.
fn question(operand: &Operand) -> Option<QuestionIx> {
    match *operand {
        Operand::Question(question)
        | Operand::SameRow(question)
        | Operand::GroupField(question, _)
        | Operand::AnyRow(question, _)
        | Operand::AllRows(question, _) => Some(question),
        Operand::Field(..) | Operand::Fact(_) | Operand::FactRows(_) => None,
    }
}
