//! Questions or options stand in another order.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E023", "order-changed", Info, since "0.1.0",
    "Questions or options stand in another order.",
    explain "Answers are stored by id and code, and stay right. The first options of a list are chosen more often, and a question is read in the light of those before it.",
    bad pair!(["answer\n        type: text\n        ask: What is it?", "detail\n        type: long_text\n        ask: How did it come about?"] => ["detail\n        type: long_text\n        ask: How did it come about?", "answer\n        type: text\n        ask: What is it?"]),
    good pair!(["answer\n        type: text\n        ask: What is it?", "detail\n        type: long_text\n        ask: How did it come about?"] => ["answer\n        type: text\n        ask: What is it?", "detail\n        type: long_text\n        ask: How did it come about?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Look, Clear, Clear),
    mirror: Mirror::None("an order has no contrary"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Order { what, before, after } = &change.kind else { continue };
        let message = format!("`{}`: {what} stand in another order", change.at);
        out.push(ChangeFinding::of(change, message).from(Some(before.join(", ")), Some(after.join(", "))));
    }
}
