//! Conditions with the conditions around them, and with those of the questions that they read. A condition can be right
//! alone and impossible together with these.

use canevas_diagnostics::Span;
use canevas_model::canonical::shown_when;
use canevas_model::condition::{Atom, Condition, Decision, Operand, Test, decide};
use canevas_model::{Model, Question};
use std::collections::{HashMap, HashSet};

/// A section, heading, question or field with its conditions.
pub(crate) struct ConditionSite<'a> {
    /// Its kind, for messages.
    pub what: &'static str,
    /// The question or field.
    pub question: Option<&'a Question>,
    /// Its own condition.
    pub own: Option<Condition>,
    /// The place of its own condition.
    pub span: Option<Span>,
    /// The conditions around it: kind of the owner, place and condition.
    pub around: Vec<(&'static str, Span, Condition)>,
}

impl ConditionSite<'_> {
    /// The conditions around it, joined.
    pub fn enclosing(&self) -> Option<Condition> {
        self.around.iter().fold(None, |all, (_, _, condition)| Condition::and(all, Some(condition.clone())))
    }

    /// The conditions around it and its own, joined.
    pub fn full(&self) -> Option<Condition> {
        Condition::and(self.enclosing(), self.own.clone())
    }
}

fn own_of(question: &Question) -> Option<Condition> {
    Condition::and(question.show_if.outer.clone(), question.show_if.row.clone())
}

/// The comment on an answer, where it has a condition of its own.
fn of_comment<'a>(question: &'a Question, around: &[(&'static str, Span, Condition)]) -> Option<ConditionSite<'a>> {
    let show_if = &question.comment_box.show_if;
    let own = Condition::and(show_if.outer.clone(), show_if.row.clone());
    own.is_some().then(|| ConditionSite {
        what: "comment",
        question: None,
        own,
        span: show_if.span,
        around: around.to_vec(),
    })
}

/// Every place with a condition, in the order of the form.
pub(crate) fn places(model: &Model) -> Vec<ConditionSite<'_>> {
    let mut places = Vec::new();
    for section in &model.sections {
        let own = section.show_if.clone();
        let mut around = Vec::new();
        around.extend(section.show_if_span.zip(own.clone()).map(|(span, own)| ("section", span, own)));
        places.push(ConditionSite {
            what: "section",
            question: None,
            own,
            span: section.show_if_span,
            around: Vec::new(),
        });
        for block in &section.blocks {
            let mut around = around.clone();
            if let Some(heading) = &block.heading {
                let (own, span) = (heading.show_if.clone(), heading.show_if_span);
                places.push(ConditionSite { what: "heading", question: None, own, span, around: around.clone() });
                around.extend(span.zip(heading.show_if.clone()).map(|(span, own)| ("heading", span, own)));
            }
            for question in block.questions.iter().filter_map(|index| model.questions.get(*index)) {
                let (own, span) = (own_of(question), question.show_if.span);
                let mut inner = around.clone();
                inner.extend(span.zip(own.clone()).map(|(span, own)| ("question", span, own)));
                places.push(ConditionSite {
                    what: "question",
                    question: Some(question),
                    own,
                    span,
                    around: around.clone(),
                });
                places.extend(of_comment(question, &inner));
                for field in &question.fields {
                    let (own, span) = (own_of(field), field.show_if.span);
                    let mut around = inner.clone();
                    around.extend(span.zip(own.clone()).map(|(span, own)| ("field", span, own)));
                    places.push(ConditionSite {
                        what: "field",
                        question: Some(field),
                        own,
                        span,
                        around: inner.clone(),
                    });
                    places.extend(of_comment(field, &around));
                }
            }
        }
    }
    places
}

/// The parts joined by `and`.
pub(crate) fn conjuncts(condition: &Condition) -> Vec<&Condition> {
    match condition {
        Condition::And(all) => all.iter().flat_map(conjuncts).collect(),
        other => vec![other],
    }
}

/// The most parts of a condition. No decision is possible for longer ones.
const MOST: usize = 24;

/// Decides conditions, and remembers the decisions.
pub(crate) struct Decider<'a> {
    model: &'a Model,
    known: HashMap<String, Decision>,
}

impl<'a> Decider<'a> {
    /// A decider over a form.
    pub fn new(model: &'a Model) -> Self {
        Self { model, known: HashMap::new() }
    }

    /// Whether a condition is never or always true.
    pub fn decide(&mut self, condition: &Condition) -> Decision {
        // The key includes the operands, because two fields can have the same name.
        let operands: Vec<Operand> = condition.atoms().iter().map(|atom| atom.operand).collect();
        let key = format!("{}{operands:?}", condition.canonical(self.model));
        *self.known.entry(key).or_insert_with(|| decide(condition, self.model))
    }

    /// A condition joined with those of the questions that it reads, because a hidden question has no value.
    pub fn with_what_it_reads(&self, condition: &Condition) -> (Condition, Vec<Span>) {
        let mut parts: Vec<Condition> = conjuncts(condition).into_iter().cloned().collect();
        let (mut seen, mut spans) = (HashSet::new(), Vec::new());
        let mut at = 0;
        while at < parts.len() && parts.len() < MOST {
            if let Some(atom) = value_read(&parts[at])
                && seen.insert(atom.operand)
                && let Some((condition, places)) = shown_when(self.model, atom.operand)
            {
                parts.extend(conjuncts(&condition).into_iter().cloned());
                spans.extend(places);
            }
            at += 1;
        }
        (Condition::And(parts), spans)
    }
}

/// The test of a condition that is true only where its operand has a value.
fn value_read(condition: &Condition) -> Option<&Atom> {
    match condition {
        Condition::Atom(atom) => Some(atom),
        // "not (x = v)" is unknown, and so not true, while x has no value; "not answered(x)" is true then.
        Condition::Not(inner) => match &**inner {
            Condition::Atom(atom) => (!matches!(atom.test, Test::Answered | Test::NonResponse(_))).then_some(atom),
            _ => None,
        },
        _ => None,
    }
}
