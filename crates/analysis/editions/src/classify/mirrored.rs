//! What two rules share that report one kind of change in its two directions.

use super::base::{ChangeFinding, RuleContext, or_none};
use super::words;
use crate::diff::{Audience, BoundName, Change};
use canevas_model::Model;
use canevas_model::condition::{Atom, Condition, Subject};

/// The keys that bound an answer.
pub(super) const BOUND_KEYS: &[&str] = &[
    "question.max_length",
    "question.at_least",
    "question.at_most",
    "question.min",
    "question.max",
    "question.decimals",
    "question.from",
    "question.to",
    "question.within",
    "fact.max_length",
    "fact.min",
    "fact.max",
    "fact.decimals",
    "fact.from",
    "fact.to",
];

/// The keys that hold a condition.
pub(super) const CONDITION_KEYS: &[&str] =
    &["question.show_if", "section.show_if", "heading.show_if", "comment.show_if"];

/// A bound with another value.
pub(super) fn bound_changed(
    ctx: &RuleContext<'_>,
    change: &Change,
    bound: BoundName,
    before: Option<&str>,
    after: Option<&str>,
) -> ChangeFinding {
    let (before, after) = (or_none(before), or_none(after));
    let (called, name) = (ctx.words.called(&change.at), words::bound(bound));
    let message = format!("{called}: {name} changed from {} to {}", in_words(before), in_words(after));
    ChangeFinding::of(change, message).from(Some(format!("{bound} {before}")), Some(format!("{bound} {after}")))
}

/// A bound in a message: the ends of the period are no dates.
fn in_words(bound: &str) -> &str {
    match bound {
        "period.from" => "the start of the period",
        "period.to" => "the end of the period",
        bound => bound,
    }
}

/// The two conditions of a change: as findings print them, and as the form has them.
pub(super) struct ChangedCondition {
    pub words: [String; 2],
    pub written: [String; 2],
    /// Whether each of the two reads dates that move with the period, where the period moved.
    is_moved: [bool; 2],
    /// Whether it reads a question that takes a non-response.
    reads_said: bool,
}

impl ChangedCondition {
    pub fn of(ctx: &RuleContext<'_>, old: Option<&Condition>, new: Option<&Condition>) -> Self {
        let written = |condition: Option<&Condition>, model: &Model| {
            condition.map_or_else(|| "always".to_owned(), |condition| condition.as_written(model))
        };
        let atoms = |condition: Option<&Condition>, test: &dyn Fn(&Atom) -> bool| {
            condition.is_some_and(|condition| condition.atoms().into_iter().any(test))
        };
        let is_of_period = |atom: &Atom| atom.of_period != 0;
        let takes_said = |model: &Model, atom: &Atom| {
            let subject = Subject::of(atom.operand, model);
            let question = subject.question().and_then(|id| model.question(id));
            let field = subject.field().and_then(|id| question?.fields.iter().find(|field| field.id == *id));
            field.or(question).is_some_and(|asked| !asked.can_say.is_empty())
        };
        Self {
            is_moved: [old, new]
                .map(|condition| ctx.old.model.period != ctx.new.model.period && atoms(condition, &is_of_period)),
            reads_said: atoms(old, &|atom| takes_said(ctx.old.model, atom))
                || atoms(new, &|atom| takes_said(ctx.new.model, atom)),
            words: [ctx.words.old_condition(old), ctx.words.new_condition(new)],
            written: [written(old, ctx.old.model), written(new, ctx.new.model)],
        }
    }

    /// What it was and what it is, after a colon.
    pub fn in_words(&self, audience: Audience) -> String {
        let [before, after] = &self.words;
        let [was, is] = &self.written;
        if before != after {
            format!("before, {before}; now, {after}")
        } else if was != is && self.is_moved != [false; 2] {
            let moves = match self.is_moved {
                [true, false] => "before, its dates moved with the period of the form, and now they stay",
                [false, true] => "before, its dates stayed, and now they move with the period of the form",
                _ => "its dates now move with the period of the form in another way",
            };
            format!("{after}; {moves}")
        } else if was != is && self.reads_said {
            let asked = match audience {
                Audience::Wider => "now also asks it",
                Audience::Narrower => "no longer asks it",
                Audience::Other | Audience::Inverted => "asks it in other cases than before",
            };
            format!("{after}; the form {asked} where that question has a non-response instead of an answer")
        } else if was != is {
            format!("before, `{was}`; now, `{is}`")
        } else {
            format!("{after}, but what that means changed with the options that it reads")
        }
    }
}
