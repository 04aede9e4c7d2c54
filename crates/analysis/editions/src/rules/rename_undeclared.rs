//! A question is gone, and another asks the same in the same words.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E003", "rename-undeclared", Deny, since "0.1.0",
    "A question is gone, and another asks the same in the same words.",
    explain "Answers are stored by id, so a new id starts a new series and old answers find no question. If it is the same question, run `canevas rename OLD NEW`, and the series goes on; better, keep the old id.",
    bad pair!(["answer\n        type: text\n        ask: What is it?"] => ["reply\n        type: text\n        ask: What is it?"]),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["reply\n        type: text\n        ask: What is it?"]; files "-- changes.yaml --\nfrom: { edition: \"2024\" }\nwas:\n  - { new: reply, old: answer, relation: renamed }\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Look, Breaks),
    mirror: Mirror::None("an id that comes back in the same words is told by id-reused"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::LooksRenamed { from } = &change.kind else { continue };
        let message = format!("`{from}` is gone, and `{}` asks the same", change.at);
        let hit = ChangeFinding::of(change, message).from(Some(from.clone()), Some(change.at.clone()));
        out.push(hit.help(format!("`canevas rename {from} {}`, or keep the old id", change.at)));
    }
}
