//! The third phase: witnesses. A witness is a small return that is valid in the old edition and invalid in the new one.
//!
//! The search fills in the required questions, and those that a condition needs so that the form asks the question of the
//! finding. It then varies the answers to that question, and to those that conditions read. It validates every return with
//! both schemas, so a witness is proof. Without a witness, the report says “unsure”.

mod example;
mod fill;
mod given;
mod reason;
mod replay;
mod samples;
mod verdicts;

pub use example::example_return;
pub use replay::Replay;
pub(crate) use verdicts::Verdicts;

use crate::classify::{Cause, ChangeFinding};
use crate::diff::{ChangePlace, EditionPair, QuestionPlace, RESPONDENTS, Refused};
use canevas_model::condition::{Assignment, Condition, Goal, Known, Operand, Search, Subject};
use canevas_model::{AnswerShape, Fact, FactIx, FactKind, FieldIx, Model, Question, QuestionId, QuestionIx, canonical};
use canevas_responses::CompanionField;
use fill::{Filler, Override};
use reason::{Fit, Reason};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// The most returns that are tried for one finding.
const PER_FINDING: usize = 300;
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

    /// A witness for a finding: an old return that fails for the reason of the finding, and for no other.
    pub fn find(&self, found: &ChangeFinding) -> Option<Value> {
        let old = self.pair.old;
        let target = found.question.as_deref().and_then(|id| self.pair.old_index(self.replay.new_id(id)));
        let reason = Reason { pair: self.pair, replay: self.replay, cause: &found.cause, at: &found.at, target };
        let attempts = Attempts { search: self, reason, tried: Cell::new(0), second_best: RefCell::default() };
        let searched = || {
            if let Cause::Fact(id) = &found.cause
                && let Some(fact) = old.facts.position(|fact| fact.id == *id)
            {
                return self.of_fact(&attempts, fact);
            }
            if let (Cause::Option(code), None) = (&found.cause, target) {
                return self.of_facts_with(&attempts, code.as_str());
            }
            let hinted = found.refused.iter().find_map(|refused| self.hinted(&attempts, refused));
            hinted.or_else(|| {
                let mut base = Filler::new(self.pair);
                if found.at == RESPONDENTS {
                    base.answer_as_one_who_is_gone();
                }
                let read = self.read_by_rule(found);
                for (question, field) in &read {
                    base.ask(*question);
                    base.answer(*question, *field);
                }
                if let Some(target) = target {
                    base.ask(target);
                    // A question that is asked in both editions can only fail for what else changed.
                    base.give(&self.asked_in_both(target), Some(target));
                }
                let both = [false, true].into_iter();
                both.clone().find_map(|is_answered| attempts.try_one(&base, target, None, is_answered)).or_else(|| {
                    let target = target?;
                    let now = self.pair.counterpart(target);
                    let lacks_field = self.lacks_field(&attempts, target, found);
                    if lacks_field.is_some() {
                        return lacks_field;
                    }
                    let varied = read.iter().find_map(|(question, field)| {
                        let of =
                            field.map_or(&old.questions[*question], |field| &old.questions[*question].fields[field]);
                        samples::samples(of, None).into_iter().find_map(|value| {
                            let value =
                                field.map_or(Override::Whole(value.clone()), |field| Override::Field(field, value));
                            attempts.try_one(&base, Some(target), Some(&(*question, value)), true)
                        })
                    });
                    if varied.is_some() {
                        return varied;
                    }
                    variants(&old.questions[target], now)
                        .into_iter()
                        .find_map(|value| attempts.try_one(&base, Some(target), Some(&(target, value)), true))
                        .or_else(|| self.vary_conditions(&attempts, target, now))
                })
            })
        };
        searched().or_else(|| attempts.second_best.take())
    }

    /// The questions that the conditions of a question read in one of the editions. All are named as in the old one.
    pub fn read_by(&self, id: &QuestionId) -> BTreeSet<QuestionId> {
        let mut out = BTreeSet::new();
        let Some(old) = self.pair.old_index(self.replay.new_id(id)) else { return out };
        let mut read = |model: &Model, question: &Question| {
            let whole = canonical::full_outer(model, question);
            let own = std::iter::once(question).chain(&question.fields);
            let own = own.flat_map(|question| {
                let comment = &question.comment_box.show_if;
                let of_question = question.show_if.outer.iter().chain(&question.show_if.row);
                of_question.chain(&comment.outer).chain(&comment.row)
            });
            for atom in whole.iter().chain(own).flat_map(Condition::atoms) {
                let subject = Subject::of(atom.operand, model);
                out.extend(subject.question().map(|id| QuestionId::from(self.pair.old_id(id))));
            }
        };
        read(self.pair.old_with_new_ids, &self.pair.old_with_new_ids.questions[old]);
        if let Some(new) = self.pair.counterpart(old) {
            read(self.pair.new, new);
        }
        out
    }

    /// The questions and fields of the old edition that a new rule reads.
    fn read_by_rule(&self, found: &ChangeFinding) -> Vec<(QuestionIx, Option<FieldIx>)> {
        let (Cause::Rule(rule), Some(id)) = (&found.cause, &found.question) else { return Vec::new() };
        let new = self.pair.new;
        let asked = self.pair.old_index(self.replay.new_id(id)).and_then(|old| self.pair.counterpart(old));
        let must = asked.and_then(|asked| asked.must.iter().find(|must| must.rule.canonical(new) == *rule));
        let operands = must.map(|must| must.rule.operands()).unwrap_or_default();
        let as_old = |operand: Operand| {
            let (question, field) = place(operand)?;
            let index = self.pair.old_index(&new.questions[question].id)?;
            let id = field.map(|field| &new.questions[question].fields[field].id);
            let at = id.map(|id| self.pair.old.questions[index].fields.position(|old| old.id == *id));
            match at {
                Some(None) => None,
                at => Some((index, at.flatten())),
            }
        };
        operands.into_iter().filter_map(as_old).collect()
    }

    /// Answers with which both editions ask a question, if their conditions differ.
    fn asked_in_both(&self, target: QuestionIx) -> Assignment {
        let whole = |model: &Model, question: &Question| {
            Condition::and(canonical::full_outer(model, question), question.show_if.row.clone())
        };
        let Some(now) = self.pair.counterpart(target) else { return Assignment::new() };
        let (was, is) = (whole(self.pair.old, &self.pair.old.questions[target]), whole(self.pair.new, now));
        let both = [(self.pair.old_with_new_ids, &was), (self.pair.new, &is)];
        let goals: Vec<Goal<'_>> = both
            .into_iter()
            .filter_map(|(model, condition)| Some(Goal { model, condition: condition.as_ref()?, truth: true }))
            .collect();
        match self.pair.old_space.search(&goals, Known::Hidden) {
            Search::Found(answers) => answers,
            Search::Nothing | Search::TooMany => Assignment::new(),
        }
    }

    /// A witness with an answer that lacks the field of the finding, and has another field.
    fn lacks_field(&self, attempts: &Attempts<'_, '_>, target: QuestionIx, found: &ChangeFinding) -> Option<Value> {
        let ChangePlace::Question(QuestionPlace { field: Some(id), .. }) = &found.at else { return None };
        let fields = &self.pair.old.questions[target].fields;
        let field = fields.position(|field| field.id == *id).filter(|_| found.cause == Cause::Missing)?;
        fields.keys().filter(|other| *other != field).find_map(|other| {
            let mut filler = Filler::new(self.pair);
            filler.ask(target);
            filler.give(&self.asked_in_both(target), Some(target));
            filler.answer_field(target, field, false);
            filler.answer_field(target, other, true);
            attempts.try_one(&filler, Some(target), None, true)
        })
    }

    /// A witness with an option that a fact offered.
    fn of_facts_with(&self, attempts: &Attempts<'_, '_>, code: &str) -> Option<Value> {
        let offers = |shape: &AnswerShape| shape.choices().iter().any(|choice| choice.code == *code);
        // A row with the option in one field, as an old return may have it.
        let in_rows = |(index, fact): (FactIx, &Fact)| {
            let field = fact.fields().iter().find(|field| offers(&field.shape))?;
            let mut filler = Filler::new(self.pair);
            filler.give_fact(index, json!({ "r1": { field.id.as_str(): code } }));
            attempts.try_one(&filler, None, None, false)
        };
        if let Some(found) = self.pair.old.facts.iter_enumerated().find_map(in_rows) {
            return Some(found);
        }
        let offers = |fact: &Fact| matches!(&fact.kind, FactKind::Value { shape, .. } if offers(shape));
        self.pair.old.facts.iter_enumerated().filter(|(_, fact)| offers(fact)).find_map(|(index, _)| {
            let mut filler = Filler::new(self.pair);
            filler.give_fact(index, code.into());
            attempts.try_one(&filler, None, None, false)
        })
    }

    /// A witness with another value of a fact.
    fn of_fact(&self, attempts: &Attempts<'_, '_>, fact: FactIx) -> Option<Value> {
        let values = Filler::new(self.pair).fact_values(fact);
        let with = |value: Option<Value>| {
            let mut filler = Filler::new(self.pair);
            if let Some(value) = value {
                filler.give_fact(fact, value);
            }
            attempts.try_one(&filler, None, None, false)
        };
        with(None).or_else(|| values.into_iter().find_map(|value| with(Some(value))))
    }

    /// A witness with the answers that make a condition differ.
    fn hinted(&self, attempts: &Attempts<'_, '_>, refused: &Refused) -> Option<Value> {
        let mut filler = Filler::new(self.pair);
        if let Some(question) = refused.question.filter(|_| refused.is_answered || refused.field.is_some()) {
            filler.ask(question);
        }
        filler.give(&refused.answers, refused.question);
        if let (Some(question), Some(field)) = (refused.question, refused.field) {
            filler.answer_field(question, field, refused.is_answered);
        }
        attempts.try_one(&filler, refused.question, None, refused.is_answered || refused.field.is_some())
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
            let mut filler = Filler::new(self.pair);
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
                [true, false]
                    .into_iter()
                    .find_map(|is_answered| attempts.try_one(filler, Some(target), value, is_answered))
            };
            values
                .into_iter()
                .find_map(|value| with_and_without(&filler, Some(&(read, value))))
                .or_else(|| with_and_without(&Filler::new(self.pair), None))
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
                let Some(index) = self.pair.old_index(&new.questions[question].id) else { return };
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

/// The attempts for one finding.
struct Attempts<'s, 'a> {
    search: &'s WitnessSearch<'a>,
    reason: Reason<'s, 'a>,
    tried: Cell<usize>,
    /// A return that fails for the reason of the finding, and also lacks what every old return lacks.
    second_best: RefCell<Option<Value>>,
}

impl Attempts<'_, '_> {
    /// Fills in a return, with or without an answer to the target. `None` if it is no witness, or after too many attempts.
    fn try_one(
        &self,
        filler: &Filler<'_>,
        target: Option<QuestionIx>,
        value: Option<&(QuestionIx, Override)>,
        is_answered: bool,
    ) -> Option<Value> {
        let WitnessSearch { replay, left, .. } = self.search;
        if self.tried.get() >= PER_FINDING || left.get() == 0 {
            return None;
        }
        let json = replay.with_rules_kept(filler.fill(target.filter(|_| is_answered), value), target);
        self.tried.set(self.tried.get() + 1);
        left.set(left.get().saturating_sub(1));
        if !replay.was_valid(&json) || replay.is_valid(&json) {
            return None;
        }
        match self.reason.fit(&json) {
            Fit::Exactly => Some(json),
            Fit::Lacks => {
                self.second_best.borrow_mut().get_or_insert(json);
                None
            }
            Fit::Not => None,
        }
    }
}

/// The question and field that an operand reads; `None` for facts.
fn place(operand: Operand) -> Option<(QuestionIx, Option<FieldIx>)> {
    match operand {
        Operand::Question(question) | Operand::SameRow(question) => Some((question, None)),
        Operand::Field(question, field) | Operand::RowField(question, field) | Operand::GroupField(question, field) => {
            Some((question, Some(field)))
        }
        Operand::AnyRow(question, field) | Operand::AllRows(question, field) => Some((question, field)),
        Operand::Fact(_) | Operand::FactRows(_) => None,
    }
}

fn collect(model: &Model, question: &Question, visit: &mut dyn FnMut(Operand)) {
    let whole = canonical::full_outer(model, question);
    let fields = question.fields.iter().flat_map(|field| [&field.show_if.outer, &field.show_if.row]);
    let comments = std::iter::once(question).chain(&question.fields).map(|asked| &asked.comment_box.show_if);
    let comments = comments.flat_map(|show_if| show_if.outer.iter().chain(&show_if.row));
    let all: Vec<&Condition> =
        whole.iter().chain(&question.show_if.row).chain(fields.flatten()).chain(comments).collect();
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
    out.extend(was.units.iter().flat_map(AnswerShape::choices).map(|unit| Override::Unit(unit.code.clone())));
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
