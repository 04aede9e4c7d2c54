//! A search as a formula over the tests of some subjects. The search tries, subject by subject, the states that tests can tell apart.
//! It simplifies the rest of the formula after each step, and tries each rest only once.

use super::evaluate::{evaluate_atom, operand_exclusive};
use super::search::{Known, Search, Space};
use super::states::states;
use super::subject::Subject;
use super::{Atom, Condition, Kleene, NegationNormalForm, Operand, polar};
use crate::ids::OptionCode;
use crate::types::Model;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The most substitutions of one search.
const LIMIT: usize = 20_000;

/// A subject with its states.
pub(super) struct Candidate {
    subject: Subject,
    pub(super) at: Option<Operand>,
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
pub(super) enum Formula {
    Is(bool),
    All(Vec<Self>),
    Any(Vec<Self>),
    Leaf(usize),
}

pub(super) struct Problem<'s, 'a> {
    space: &'s Space<'a>,
    pub(super) subjects: Vec<Candidate>,
    index: HashMap<Subject, usize>,
    leaves: Vec<(usize, Truths)>,
    leaf_of: HashMap<(usize, Truths), usize>,
    failed: HashSet<Formula>,
    left: usize,
}

impl<'s, 'a> Problem<'s, 'a> {
    pub(super) fn new(space: &'s Space<'a>) -> Self {
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
    pub(super) fn read(&mut self, model: &Model, condition: &Condition) {
        for atom in condition.atoms() {
            let subject = Subject::of(atom.operand, model);
            let index = *self.index.entry(subject.clone()).or_insert_with(|| {
                let is_own = std::ptr::eq(model, self.space.model());
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

    pub(super) fn list_states(&mut self) -> bool {
        for subject in &mut self.subjects {
            if let Some(known) = self.space.known_fact(&subject.subject) {
                subject.states = vec![Some(known.clone())];
                continue;
            }
            let atoms: Vec<&Atom> = subject.atoms.iter().collect();
            let found = match subject.at {
                Some(at) => states(&subject.subject, at, &atoms, &subject.exclusive, self.space.model()),
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

    pub(super) fn formula(&mut self, model: &Model, polar: &NegationNormalForm<'_>, negated: bool) -> Formula {
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
    pub(super) fn rules(&mut self, shown: &[(usize, Condition)], known: Known, out: &mut Vec<Formula>) {
        let model = self.space.model();
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
            if known == Known::Complete && self.is_demanded(subject) {
                let mut parts = vec![present(self, subject, true)];
                if let Some((_, condition)) = shown.iter().find(|(of, _)| *of == subject) {
                    parts.push(self.formula(model, &polar(condition, true), true));
                }
                out.push(Formula::Any(parts));
            }
        }
    }

    /// Whether a complete return has a value wherever the form asks for one.
    fn is_demanded(&self, subject: usize) -> bool {
        let model = self.space.model();
        match self.subjects[subject].at {
            Some(Operand::Fact(_)) => true,
            Some(Operand::Question(index)) => {
                model.questions[index].required && model.questions[index].for_each.is_none()
            }
            // Where a neighbour is answered, the row is there.
            Some(Operand::Field(index, field) | Operand::RowField(index, field)) => {
                model.questions[index].fields[field].required
            }
            _ => false,
        }
    }

    pub(super) fn solve(&mut self, formula: Formula) -> Search {
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
