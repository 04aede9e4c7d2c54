//! Searches for an answer under which some conditions are true and others are not. Operand by operand, the states that tests
//! can tell apart are tried; what is left of the conditions is simplified, and tried only once.
//!
//! The conditions may belong to two editions. The values are those of one of them: its [`Space`].

use super::evaluate::{evaluate_atom, operand_exclusive};
use super::states::states;
use super::subject::Subject;
use super::{Atom, Condition, Kleene, NegationNormalForm, Operand, polar};
use crate::canonical::shown_when;
use crate::ids::OptionCode;
use crate::indices::QuestionIx;
use crate::types::{FactKind, Model};
use serde_json::Value;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap, HashSet};

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
    /// The same, and a required question that is asked has one.
    Complete,
}

/// The returns of a form.
#[derive(Debug)]
pub struct Space<'a> {
    model: &'a Model,
    by_id: OnceCell<HashMap<&'a str, QuestionIx>>,
}

/// The most substitutions of one search.
const LIMIT: usize = 20_000;
/// The most subjects of one search.
const MOST_SUBJECTS: usize = 40;

impl<'a> Space<'a> {
    /// The returns of a form.
    pub fn new(model: &'a Model) -> Self {
        Self { model, by_id: OnceCell::new() }
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

/// A subject with its states.
struct Candidate {
    subject: Subject,
    at: Option<Operand>,
    atoms: Vec<Atom>,
    /// Options that exclude the others in one of the forms: alone they may count as no answer.
    exclusive: BTreeSet<OptionCode>,
    states: Vec<Option<Value>>,
    /// One state for each way in which the tests come out.
    distinct: Vec<usize>,
}

/// A test of one subject: whether it holds in each of the states.
type Truths = Vec<bool>;

/// What is left of the goals.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Formula {
    Is(bool),
    All(Vec<Self>),
    Any(Vec<Self>),
    Leaf(usize),
}

struct Problem<'s, 'a> {
    space: &'s Space<'a>,
    subjects: Vec<Candidate>,
    index: HashMap<Subject, usize>,
    leaves: Vec<(usize, Truths)>,
    leaf_of: HashMap<(usize, Truths), usize>,
    failed: HashSet<Formula>,
    left: usize,
}

impl<'s, 'a> Problem<'s, 'a> {
    fn new(space: &'s Space<'a>) -> Self {
        Self {
            space,
            subjects: Vec::new(),
            index: HashMap::new(),
            leaves: Vec::new(),
            leaf_of: HashMap::new(),
            failed: HashSet::new(),
            left: LIMIT,
        }
    }

    /// Notes what a condition reads.
    fn read(&mut self, model: &Model, condition: &Condition) {
        for atom in condition.atoms() {
            let subject = Subject::of(atom.operand, model);
            let index = *self.index.entry(subject.clone()).or_insert_with(|| {
                let is_own = std::ptr::eq(model, self.space.model);
                let at = if is_own { Some(atom.operand) } else { self.space.operand(&subject) };
                self.subjects.push(Candidate {
                    subject,
                    at,
                    atoms: Vec::new(),
                    exclusive: BTreeSet::new(),
                    states: Vec::new(),
                    distinct: Vec::new(),
                });
                self.subjects.len() - 1
            });
            self.subjects[index].exclusive.extend(operand_exclusive(atom.operand, model));
            self.subjects[index].atoms.push(atom.clone());
        }
    }

    fn list_states(&mut self) -> bool {
        for subject in &mut self.subjects {
            let atoms: Vec<&Atom> = subject.atoms.iter().collect();
            let found = match subject.at {
                Some(at) => states(&subject.subject, at, &atoms, &subject.exclusive, self.space.model),
                None => Some(vec![None]),
            };
            let Some(found) = found else { return false };
            subject.states = found;
        }
        true
    }

    fn leaf(&mut self, subject: usize, truths: Truths) -> Formula {
        if let Some(always) = truths.first().filter(|first| truths.iter().all(|truth| truth == *first)) {
            return Formula::Is(*always);
        }
        let leaves = &mut self.leaves;
        let key = (subject, truths);
        let leaf = *self.leaf_of.entry(key.clone()).or_insert_with(|| {
            leaves.push(key);
            leaves.len() - 1
        });
        Formula::Leaf(leaf)
    }

    fn formula(&mut self, model: &Model, polar: &NegationNormalForm<'_>, negated: bool) -> Formula {
        match polar {
            NegationNormalForm::All(parts) | NegationNormalForm::Any(parts) => {
                let parts = parts.iter().map(|part| self.formula(model, part, negated)).collect();
                let is_all = matches!(polar, NegationNormalForm::All(_)) != negated;
                if is_all { Formula::All(parts) } else { Formula::Any(parts) }
            }
            NegationNormalForm::Atom(atom, truth) => {
                let subject = self.index[&Subject::of(atom.operand, model)];
                let wanted = if *truth { Kleene::True } else { Kleene::False };
                let holds = |state: &Option<Value>| (evaluate_atom(atom, model, state.as_ref()) == wanted) != negated;
                let truths = self.subjects[subject].states.iter().map(holds).collect();
                self.leaf(subject, truths)
            }
        }
    }

    /// What is known of every return: hidden questions have no value, and so on.
    fn rules(&mut self, shown: &[(usize, Condition)], known: Known, out: &mut Vec<Formula>) {
        let model = self.space.model;
        let present = |own: &mut Self, subject: usize, present: bool| {
            let truths = own.subjects[subject].states.iter().map(|state| state.is_some() == present).collect();
            own.leaf(subject, truths)
        };
        for (subject, condition) in shown {
            let absent = present(self, *subject, false);
            let is_shown = self.formula(model, &polar(condition, true), false);
            out.push(Formula::Any(vec![absent, is_shown]));
        }
        for subject in 0..self.subjects.len() {
            // A field has a value only where its question has one.
            let of = match &self.subjects[subject].subject {
                Subject::GroupField(id, _) | Subject::Rows(id, Some(_)) => {
                    let whole = [Subject::Question(id.clone()), Subject::Rows(id.clone(), None)];
                    whole.iter().find_map(|whole| self.index.get(whole)).copied()
                }
                _ => None,
            };
            if let Some(whole) = of {
                let parts = vec![present(self, subject, false), present(self, whole, true)];
                out.push(Formula::Any(parts));
            }
            if known == Known::Complete
                && let Some(Operand::Question(index)) = self.subjects[subject].at
                && model.questions[index].required
                && model.questions[index].for_each.is_none()
            {
                let mut parts = vec![present(self, subject, true)];
                if let Some((_, condition)) = shown.iter().find(|(of, _)| *of == subject) {
                    parts.push(self.formula(model, &polar(condition, true), true));
                }
                out.push(Formula::Any(parts));
            }
        }
    }

    fn solve(&mut self, formula: Formula) -> Search {
        for index in 0..self.subjects.len() {
            let own: Vec<&Truths> =
                self.leaves.iter().filter(|(subject, _)| *subject == index).map(|(_, truths)| truths).collect();
            let mut seen: HashSet<Vec<bool>> = HashSet::new();
            let distinct = (0..self.subjects[index].states.len())
                .filter(|state| seen.insert(own.iter().map(|truths| truths[*state]).collect()))
                .collect();
            self.subjects[index].distinct = distinct;
        }
        let mut chosen = Vec::new();
        match self.attempt(simplified(formula), &mut chosen) {
            Some(true) => {
                let of = |(subject, state): (usize, usize)| {
                    let found = &self.subjects[subject];
                    (found.subject.clone(), found.states[state].clone())
                };
                Search::Found(chosen.into_iter().map(of).collect())
            }
            Some(false) => Search::Nothing,
            None => Search::TooMany,
        }
    }

    /// Whether values fit. `None` after too many steps.
    fn attempt(&mut self, formula: Formula, chosen: &mut Vec<(usize, usize)>) -> Option<bool> {
        let Some(leaf) = first_leaf(&formula) else { return Some(formula == Formula::Is(true)) };
        if self.failed.contains(&formula) {
            return Some(false);
        }
        let subject = self.leaves[leaf].0;
        for state in self.subjects[subject].distinct.clone() {
            self.left = self.left.checked_sub(1)?;
            let rest = self.with(&formula, subject, state);
            chosen.push((subject, state));
            if self.attempt(rest, chosen)? {
                return Some(true);
            }
            chosen.pop();
        }
        self.failed.insert(formula);
        Some(false)
    }

    /// What is left of a formula once a subject has a state.
    fn with(&self, formula: &Formula, subject: usize, state: usize) -> Formula {
        match formula {
            Formula::Is(is) => Formula::Is(*is),
            Formula::Leaf(leaf) => match &self.leaves[*leaf] {
                (of, truths) if *of == subject => Formula::Is(truths[state]),
                _ => formula.clone(),
            },
            Formula::All(parts) => joined(parts.iter().map(|part| self.with(part, subject, state)), true),
            Formula::Any(parts) => joined(parts.iter().map(|part| self.with(part, subject, state)), false),
        }
    }
}

fn simplified(formula: Formula) -> Formula {
    match formula {
        Formula::All(parts) => joined(parts.into_iter().map(simplified), true),
        Formula::Any(parts) => joined(parts.into_iter().map(simplified), false),
        other => other,
    }
}

/// Joins parts by `and` or by `or`.
fn joined(parts: impl Iterator<Item = Formula>, is_all: bool) -> Formula {
    let mut out = Vec::new();
    for part in parts {
        match part {
            Formula::Is(is) if is == is_all => {}
            Formula::Is(is) => return Formula::Is(is),
            Formula::All(inner) if is_all => out.extend(inner),
            Formula::Any(inner) if !is_all => out.extend(inner),
            other => out.push(other),
        }
    }
    match out.len() {
        0 => Formula::Is(is_all),
        1 => out.remove(0),
        _ if is_all => Formula::All(out),
        _ => Formula::Any(out),
    }
}

fn first_leaf(formula: &Formula) -> Option<usize> {
    match formula {
        Formula::Is(_) => None,
        Formula::Leaf(leaf) => Some(*leaf),
        Formula::All(parts) | Formula::Any(parts) => parts.iter().find_map(first_leaf),
    }
}
