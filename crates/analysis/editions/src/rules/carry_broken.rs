//! Rows that were to become facts of the next edition have no place in it, or are carried no more.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;
use canevas_model::{Fact, FactKind};

rule! {
    RULE: "E035", "carry-broken", Deny, since "0.1.0",
    "Rows that were to become facts of the next edition have no place in it, or are carried no more.",
    explain "With `feeds_next_edition`, what a country enters this year is asked about next year, in its own words. Where the fact is gone, that is lost; where the question feeds nothing any more, next year starts empty.",
    bad pair!(["progress\n        for_each: steps\n        type: text\n        ask: |\n          How far is {item.title}?", "next_steps\n        type: repeat\n        ask: What are the next steps?\n        feeds_next_edition: steps\n        fields:\n          - id: title\n            type: text\n            ask: What is the step?"] => ["progress\n        for_each: steps\n        type: text\n        ask: |\n          How far is {item.title}?", "next_steps\n        type: repeat\n        ask: What are the next steps?\n        fields:\n          - id: title\n            type: text\n            ask: What is the step?"]; new "about:\n  facts:\n    steps:\n      list_of:\n        title:\n          type: text\n          ask: Title of the step\n"; old "about:\n  facts:\n    steps:\n      list_of:\n        title:\n          type: text\n          ask: Title of the step\n"),
    good pair!(["progress\n        for_each: steps\n        type: text\n        ask: |\n          How far is {item.title}?", "next_steps\n        type: repeat\n        ask: What are the next steps?\n        feeds_next_edition: steps\n        fields:\n          - id: title\n            type: text\n            ask: What is the step?"] => ["progress\n        for_each: steps\n        type: text\n        ask: |\n          How far is {item.title}?", "next_steps\n        type: repeat\n        ask: What are the next steps?\n        feeds_next_edition: steps\n        fields:\n          - id: title\n            type: text\n            ask: What is the step?"]; new "about:\n  facts:\n    steps:\n      list_of:\n        title:\n          type: text\n          ask: Title of the step\n"; old "about:\n  facts:\n    steps:\n      list_of:\n        title:\n          type: text\n          ask: Title of the step\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Clear, Clear, Breaks),
    mirror: Mirror::None("what begins to be carried costs nothing"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for question in &ctx.old.model.questions {
        let Some(feeds) = &question.feeds else { continue };
        let is_list = |fact: &&Fact| fact.id == feeds.fact && matches!(fact.kind, FactKind::List { .. });
        if ctx.new.model.facts.iter().find(is_list).is_none() {
            out.push(ChangeFinding {
                at: question.id.clone(),
                message: format!(
                    "rows of `{}` were to become `{}`, which this edition does not have",
                    question.id, feeds.fact
                ),
                before: Some(feeds.fact.clone()),
                old: Some(feeds.span),
                ..ChangeFinding::default()
            });
        }
    }
    for change in ctx.changes {
        let Kind::Feed { before: Some(before), after } = &change.kind else { continue };
        let message = match after {
            Some(after) => format!("rows of `{}` become `{after}` next year, and became `{before}`", change.at),
            None => format!("rows of `{}` became `{before}` next year, and are carried no more", change.at),
        };
        out.push(ChangeFinding::of(change, message).from(Some(before.clone()), after.clone()));
    }
}
