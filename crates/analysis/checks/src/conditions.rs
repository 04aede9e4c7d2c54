//! Decisions about the conditions of an edition. They are made once, because several checks ask for the same ones.

use canevas_diagnostics::Span;
use canevas_model::Model;
use canevas_model::condition::{Condition, Decision, Goal, Known, Operand, Search, Space, decide};
use canevas_reach::conditions_read;
use std::collections::HashMap;

/// The parts joined by `and`.
pub(crate) fn conjuncts(condition: &Condition) -> Vec<&Condition> {
    match condition {
        Condition::And(all) => all.iter().flat_map(conjuncts).collect(),
        other => vec![other],
    }
}

/// Decides conditions, and remembers the decisions.
pub(crate) struct Decider<'a> {
    space: Space<'a>,
    known: HashMap<String, Decision>,
    never: HashMap<String, bool>,
}

impl<'a> Decider<'a> {
    /// A decider over a form.
    pub fn new(model: &'a Model) -> Self {
        Self { space: Space::new(model), known: HashMap::new(), never: HashMap::new() }
    }

    /// The key includes the operands, because two fields can have the same name.
    fn key(&self, condition: &Condition) -> String {
        let operands: Vec<Operand> = condition.atoms().iter().map(|atom| atom.operand).collect();
        format!("{}{operands:?}", condition.canonical(self.space.model()))
    }

    /// Whether a condition, taken alone, is never or always true.
    pub fn decide(&mut self, condition: &Condition) -> Decision {
        let key = self.key(condition);
        *self.known.entry(key).or_insert_with(|| decide(condition, self.space.model()))
    }

    /// Whether a condition is never true because of the conditions of the answers that it reads, and of those that these read: a
    /// hidden question has no answer.
    pub fn is_never_true(&mut self, condition: &Condition) -> bool {
        if self.decide(condition) == Decision::NeverTrue {
            return true;
        }
        let (key, space) = (self.key(condition), &self.space);
        *self.never.entry(key).or_insert_with(|| {
            let goal = Goal { model: space.model(), condition, truth: true };
            space.search(&[goal], Known::Hidden) == Search::Nothing
        })
    }

    /// The places of the conditions of the answers that a condition reads.
    pub fn read(&self, condition: &Condition) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for span in conditions_read(self.space.model(), condition).into_iter().flat_map(|read| read.spans) {
            if !spans.contains(&span) {
                spans.push(span);
            }
        }
        spans
    }
}
