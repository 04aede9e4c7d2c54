//! Searches for an answer under which some conditions are true and others are not.
//!
//! The conditions may belong to two editions. The values are those of one of them: its [`Space`].

use super::problem::{Formula, Problem};
use super::subject::Subject;
use super::{Condition, Operand, polar};
use crate::canonical::shown_when;
use crate::facts::FactKind;
use crate::ids::FactId;
use crate::indices::QuestionIx;
use crate::types::Model;
use serde_json::Value;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

/// A condition of a form, and whether it must be true. Otherwise it must be false or unknown.
#[derive(Debug, Clone, Copy)]
pub struct Goal<'a> {
    /// The form.
    pub model: &'a Model,
    /// The condition.
    pub condition: &'a Condition,
    /// Whether it must be true.
    pub truth: bool,
}

/// Values under which all goals hold. What is not listed may be anything.
pub type Assignment = Vec<(Subject, Option<Value>)>;

/// The result of a search.
#[derive(Debug, Clone, PartialEq)]
pub enum Search {
    /// No values fit.
    Nothing,
    /// These values fit.
    Found(Assignment),
    /// There are too many combinations.
    TooMany,
}

/// What is known of the returns that a search tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// Nothing: every subject may have any value.
    Nothing,
    /// A question that is not asked has no value.
    Hidden,
    /// The same, and a fact or required question has one where the form asks for it.
    Complete,
}

/// The returns of a form.
#[derive(Debug)]
pub struct Space<'a> {
    model: &'a Model,
    by_id: OnceCell<HashMap<&'a str, QuestionIx>>,
    facts: BTreeMap<FactId, Value>,
}

/// The most subjects of one search.
const MOST_SUBJECTS: usize = 40;

impl<'a> Space<'a> {
    /// The returns of a form.
    pub fn new(model: &'a Model) -> Self {
        Self { model, by_id: OnceCell::new(), facts: BTreeMap::new() }
    }

    /// The returns of one country, whose facts are known as a return holds them. A fact that is not among them may have any value.
    pub fn with_facts(model: &'a Model, facts: BTreeMap<FactId, Value>) -> Self {
        Self { model, by_id: OnceCell::new(), facts }
    }

    /// The known value of a fact.
    pub(super) fn known_fact(&self, subject: &Subject) -> Option<&Value> {
        match subject {
            Subject::Fact(id) | Subject::FactRows(id) => self.facts.get(id),
            _ => None,
        }
    }

    fn position(&self, id: &str) -> Option<QuestionIx> {
        let all = || self.model.questions.iter_enumerated().map(|(index, question)| (question.id.as_str(), index));
        self.by_id.get_or_init(|| all().collect()).get(id).copied()
    }

    /// The form.
    pub fn model(&self) -> &'a Model {
        self.model
    }

    /// A subject as an operand of this form. `None` if its returns never have it.
    pub fn operand(&self, subject: &Subject) -> Option<Operand> {
        let model = self.model;
        if let Subject::Fact(id) | Subject::FactRows(id) = subject {
            let (fact, found) = model.facts.iter_enumerated().find(|(_, fact)| fact.id == *id)?;
            let is_list = matches!(found.kind, FactKind::List { .. });
            return match subject {
                Subject::Fact(_) => (!is_list).then_some(Operand::Fact(fact)),
                _ => is_list.then_some(Operand::FactRows(fact)),
            };
        }
        let index = self.position(subject.question()?)?;
        let question = &model.questions[index];
        let field = match subject.field() {
            Some(id) => Some(question.fields.position(|field| field.id == *id)?),
            None => None,
        };
        let has_rows = question.for_each.is_some();
        match (subject, field) {
            (Subject::Question(_), _) => (!has_rows).then_some(Operand::Question(index)),
            (Subject::SameRow(_), _) => has_rows.then_some(Operand::SameRow(index)),
            (Subject::Field(..), Some(field)) => Some(Operand::Field(index, field)),
            (Subject::GroupField(..), Some(field)) => Some(Operand::GroupField(index, field)),
            (Subject::Rows(..), field) => Some(Operand::AnyRow(index, field)),
            _ => None,
        }
    }

    /// Searches for a return of this form under which all goals hold.
    pub fn search(&self, goals: &[Goal<'_>], known: Known) -> Search {
        let mut problem = Problem::new(self);
        for goal in goals {
            problem.read(goal.model, goal.condition);
        }
        let mut rules: Vec<(usize, Condition)> = Vec::new();
        let mut at = 0;
        while known != Known::Nothing && at < problem.subjects.len() {
            let shown = problem.subjects[at].at.and_then(|operand| shown_when(self.model, operand));
            if let Some((condition, _)) = shown {
                problem.read(self.model, &condition);
                rules.push((at, condition));
            }
            at += 1;
            if problem.subjects.len() > MOST_SUBJECTS {
                return Search::TooMany;
            }
        }
        if !problem.list_states() {
            return Search::TooMany;
        }
        let mut parts: Vec<Formula> =
            goals.iter().map(|goal| problem.formula(goal.model, &polar(goal.condition, true), !goal.truth)).collect();
        if known != Known::Nothing {
            problem.rules(&rules, known, &mut parts);
        }
        problem.solve(Formula::All(parts))
    }
}
