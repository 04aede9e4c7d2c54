//! A question is of another type.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use crate::types::{Relation, relation};
use canevas_diagnostics::rule;

rule! {
    RULE: "E009", "type-changed", Deny, since "0.1.0",
    "A question is of another type.",
    explain "Old answers are of the old type and do not pass. Ask the new question under an id of its own, and retire the old one.",
    bad pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: integer\n        ask: What is it?"]),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Look, Breaks),
    mirror: Mirror::Of("type-widened"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Type { before, after } = &change.kind else { continue };
        if relation(before, after) != Relation::Other {
            continue;
        }
        let message = format!("`{}` was of type {before}, and is of type {after}", change.at);
        let hit = ChangeFinding::of(change, message).from(Some((*before).to_owned()), Some((*after).to_owned()));
        out.push(hit.help("give it an id of its own, and retire the old one"));
    }
}
