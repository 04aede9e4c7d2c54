//! A question is asked exactly where it was not.

use super::{EditionRule, Mirror, impact};
use crate::Mark::Breaks;
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E032", "condition-inverted", Deny, since "0.1.0",
    "A question is asked exactly where it was not.",
    explain "Almost always a slip: `not` was added or lost. Those who were asked are asked no more, and the others are.",
    bad pair!(["gate\n        type: yes_no\n        ask: Is it so?", "detail\n        type: text\n        show_if: gate\n        ask: Why is that?"] => ["gate\n        type: yes_no\n        ask: Is it so?", "detail\n        type: text\n        show_if: not gate\n        ask: Why is that?"]),
    good pair!(["gate\n        type: yes_no\n        ask: Is it so?", "detail\n        type: text\n        show_if: gate\n        ask: Why is that?"] => ["gate\n        type: yes_no\n        ask: Is it so?", "detail\n        type: text\n        show_if: gate = yes\n        ask: Why is that?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Breaks, Breaks),
    mirror: Mirror::None("a condition has no side: any change is told here or beside"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Condition { before, after, inverted: true } = &change.kind else { continue };
        let always = || "always".to_owned();
        let (before, after) = (before.clone().unwrap_or_else(always), after.clone().unwrap_or_else(always));
        let message = format!("`{}` is asked exactly where it was not: {after}; it was: {before}", change.at);
        out.push(ChangeFinding::of(change, message).from(Some(before), Some(after)));
    }
}
