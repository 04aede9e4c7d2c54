//! What two rules share that report one kind of change in its two directions.

use super::base::{ChangeFinding, RuleContext, or_none};
use super::words;
use crate::diff::{BoundName, Change};
use canevas_model::Model;
use canevas_model::condition::Condition;

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
pub(super) const CONDITION_KEYS: &[&str] = &["question.show_if", "section.show_if", "heading.show_if"];

/// A bound with another value.
pub(super) fn bound_changed(
    ctx: &RuleContext<'_>,
    change: &Change,
    bound: BoundName,
    before: Option<&str>,
    after: Option<&str>,
) -> ChangeFinding {
    let (before, after) = (or_none(before), or_none(after));
    let message = format!("{}: {} changed from {before} to {after}", ctx.words.called(&change.at), words::bound(bound));
    ChangeFinding::of(change, message).from(Some(format!("{bound} {before}")), Some(format!("{bound} {after}")))
}

/// The two conditions of a change: as findings print them, and as the form has them.
pub(super) struct ChangedCondition {
    pub words: [String; 2],
    pub written: [String; 2],
}

impl ChangedCondition {
    pub fn of(ctx: &RuleContext<'_>, old: Option<&Condition>, new: Option<&Condition>) -> Self {
        let written = |condition: Option<&Condition>, model: &Model| {
            condition.map_or_else(|| "always".to_owned(), |condition| condition.as_written(model))
        };
        Self {
            words: [ctx.words.old_condition(old), ctx.words.new_condition(new)],
            written: [written(old, ctx.old.model), written(new, ctx.new.model)],
        }
    }

    /// What it was and what it is, after a colon.
    pub fn in_words(&self) -> String {
        let [before, after] = &self.words;
        let [was, is] = &self.written;
        if before != after {
            format!("before, {before}; now, {after}")
        } else if was != is {
            format!("before, `{was}`; now, `{is}`; the period has moved since")
        } else {
            format!("{after}, but what that means changed with the options that it reads")
        }
    }
}
