//! The third phase: witnesses. A witness is a small return that is valid in the old edition and invalid in the new one.
//!
//! The search fills in the required questions, and those that a condition needs so that the form asks the question of the
//! finding. It then varies the answers to that question, and to those that conditions read. It validates every return with
//! both schemas, so a witness is proof. Without a witness, the report says “unsure”.

mod fill;
mod replay;
mod samples;
mod verdicts;

pub use replay::Replay;
pub(crate) use verdicts::Verdicts;

use crate::diff::EditionPair;
use canevas_model::condition::{Condition, Operand};
use canevas_model::{AnswerShape, FieldIx, Model, Question, QuestionIx, canonical};
use canevas_responses::CompanionField;
use fill::{Filler, Override};
use serde_json::Value;
use std::cell::Cell;
use std::collections::BTreeSet;

/// The most returns that are tried for one question.
const PER_QUESTION: usize = 300;
/// The most returns that are tried in one comparison.
const IN_ALL: usize = 6000;

/// Searches for witnesses.
pub(crate) struct WitnessSearch<'a> {
    pair: EditionPair<'a>,
    replay: &'a Replay,
    left: Cell<usize>,
}

impl<'a> WitnessSearch<'a> {
    pub fn new(pair: EditionPair<'a>, replay: &'a Replay) -> Self {
        Self { pair, replay, left: Cell::new(IN_ALL) }
    }

    /// A witness for a question of the old edition, or for the whole form.
    pub fn find(&self, question: Option<&str>) -> Option<Value> {
        let old = self.pair.old;
        let target = question.and_then(|id| old.questions.position(|question| question.id == id));
        let mut base = Filler::new(old);
        if let Some(target) = target {
            base.ask(target);
        }
        let attempts = Attempts { search: self, target, tried: Cell::new(0) };
        let smallest = [false, true].into_iter().find_map(|is_answered| attempts.try_one(&base, None, is_answered));
        smallest.or_else(|| {
            let target = target?;
            let was = &old.questions[target];
            let new_id = self.replay.new_id(&was.id);
            let now = self.pair.new.question(new_id);
            variants(was, now)
                .into_iter()
                .find_map(|value| attempts.try_one(&base, Some(&(target, value)), true))
                .or_else(|| self.vary_conditions(&attempts, target, now))
        })
    }

    /// Varies the questions that the conditions of both editions read, if the old edition asks them.
    fn vary_conditions(
        &self,
        attempts: &Attempts<'_, '_>,
        target: QuestionIx,
        now: Option<&Question>,
    ) -> Option<Value> {
        let old = self.pair.old;
        self.reads(target, now).into_iter().find_map(|(read, field)| {
            let mut filler = Filler::new(old);
            filler.ask(read);
            let asked = &old.questions[read];
            let values: Vec<Override> = match field {
                None if asked.fields.is_empty() => {
                    samples::samples(asked, None).into_iter().map(Override::Whole).collect()
                }
                None => variants(asked, None),
                Some(field) => samples::samples(&asked.fields[field], None)
                    .into_iter()
                    .map(|value| Override::Field(field, value))
                    .collect(),
            };
            let with_and_without = |filler: &Filler<'_>, value: Option<&(QuestionIx, Override)>| {
                [true, false].into_iter().find_map(|is_answered| attempts.try_one(filler, value, is_answered))
            };
            values
                .into_iter()
                .find_map(|value| with_and_without(&filler, Some(&(read, value))))
                .or_else(|| with_and_without(&Filler::new(old), None))
        })
    }

    fn reads(&self, target: QuestionIx, now: Option<&Question>) -> Vec<(QuestionIx, Option<FieldIx>)> {
        let mut out = BTreeSet::new();
        collect(self.pair.old, &self.pair.old.questions[target], &mut |operand| {
            out.extend(place(operand));
        });
        if let Some(now) = now {
            let new = self.pair.new;
            collect(new, now, &mut |operand| {
                let Some((question, field)) = place(operand) else { return };
                let id = self.pair.old_id(&new.questions[question].id);
                let Some(index) = self.pair.old.questions.position(|old| old.id == id) else { return };
                let field = field.and_then(|field| {
                    let id = &new.questions[question].fields[field].id;
                    self.pair.old.questions[index].fields.position(|old| old.id == *id)
                });
                out.insert((index, field));
            });
        }
        out.into_iter().collect()
    }
}

/// The attempts for one question.
struct Attempts<'s, 'a> {
    search: &'s WitnessSearch<'a>,
    target: Option<QuestionIx>,
    tried: Cell<usize>,
}

impl Attempts<'_, '_> {
    /// Fills in a return, with or without an answer to the target. `None` if it is no witness, or after too many attempts.
    fn try_one(&self, filler: &Filler<'_>, value: Option<&(QuestionIx, Override)>, is_answered: bool) -> Option<Value> {
        let WitnessSearch { replay, left, .. } = self.search;
        if self.tried.get() >= PER_QUESTION || left.get() == 0 {
            return None;
        }
        let json = filler.fill(self.target.filter(|_| is_answered), value);
        self.tried.set(self.tried.get() + 1);
        left.set(left.get().saturating_sub(1));
        (replay.was_valid(&json) && !replay.is_valid(&json)).then_some(json)
    }
}

/// The question and field that an operand reads; `None` for facts.
fn place(operand: Operand) -> Option<(QuestionIx, Option<FieldIx>)> {
    match operand {
        Operand::Question(question) | Operand::SameRow(question) => Some((question, None)),
        Operand::Field(question, field) | Operand::GroupField(question, field) => Some((question, Some(field))),
        Operand::AnyRow(question, field) | Operand::AllRows(question, field) => Some((question, field)),
        Operand::Fact(_) | Operand::FactRows(_) => None,
    }
}

fn collect(model: &Model, question: &Question, visit: &mut dyn FnMut(Operand)) {
    let whole = canonical::full_outer(model, question);
    let fields = question.fields.iter().flat_map(|field| [&field.show_if.outer, &field.show_if.row]);
    let all: Vec<&Condition> = whole.iter().chain(&question.show_if.row).chain(fields.flatten()).collect();
    for condition in all {
        for atom in condition.atoms() {
            visit(atom.operand);
        }
    }
}

/// The answers to try in place of the smallest one.
fn variants(was: &Question, now: Option<&Question>) -> Vec<Override> {
    let mut out: Vec<Override> = samples::samples(was, now).into_iter().map(Override::Whole).collect();
    if was.comment.is_some() {
        out.push(Override::Comment);
    }
    out.extend(was.choices().iter().filter(|c| c.specify.is_some()).map(|c| Override::Specify(c.code.clone())));
    out.extend(samples::row_counts(&was.shape, now.map(|now| &now.shape)).into_iter().map(Override::Rows));
    for (index, field) in was.fields.iter_enumerated() {
        let now = now.and_then(|now| now.fields.iter().find(|new| new.id == field.id));
        out.extend(samples::samples(field, now).into_iter().map(|value| Override::Field(index, value)));
        if field.comment.is_some() {
            out.push(Override::CompanionOfField(index, CompanionField::Comment, None));
        }
        for choice in field.choices().iter().filter(|choice| choice.specify.is_some()) {
            let several = matches!(field.shape, AnswerShape::Many { .. });
            let value = if several { serde_json::json!([choice.code]) } else { choice.code.as_str().into() };
            out.push(Override::CompanionOfField(index, CompanionField::other(&choice.code), Some(value)));
        }
    }
    out
}
