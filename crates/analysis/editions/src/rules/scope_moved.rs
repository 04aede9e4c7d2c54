//! A question is asked for other rows, or in or out of a group.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E007", "scope-moved", Deny, since "0.1.0",
    "A question is asked for other rows, or in or out of a group.",
    explain "An answer that was one text becomes one per row, or the other way round: old answers do not fit. Ask the new question under an id of its own, and retire the old one.",
    bad pair!(["area\n        type: text\n        ask: What about it?"] => ["area\n        for_each: areas\n        type: text\n        ask: What about it?"]; new "lists:\n  areas: { north: North, south: South }\n"; old "lists:\n  areas: { north: North, south: South }\n"),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Look, Breaks),
    mirror: Mirror::None("a move has no contrary: back is a move as well"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Scope { before, after } = &change.kind else { continue };
        let message = format!("`{}` was asked {before}, and is asked {after}: old answers do not fit", change.at);
        let hit = ChangeFinding::of(change, message).from(Some(before.clone()), Some(after.clone()));
        out.push(hit.help("give it an id of its own, and retire the old one"));
    }
}
