//! Which questions belong together on a sheet: an answer there can make other questions relevant.

use canevas_model::condition::Operand;
use canevas_model::deciding::{operands, question_read};
use canevas_model::{Model, QuestionIx};
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
            } else if operands.iter().filter_map(question_read).any(|decides| all.contains(&decides)) {
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
