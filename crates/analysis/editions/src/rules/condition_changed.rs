//! A question, heading or section is asked in other cases.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E031", "condition-changed", Warn, since "0.1.0",
    "A question, heading or section is asked in other cases.",
    explain "Old answers to a question that is no longer asked do not pass, and counts are over other countries.",
    bad pair!(["gate\n        type: yes_no\n        ask: Is it so?", "detail\n        type: text\n        show_if: gate\n        ask: Why is that?"] => ["gate\n        type: yes_no\n        ask: Is it so?", "detail\n        type: text\n        show_if: answered(gate)\n        ask: Why is that?"]),
    good pair!(["gate\n        type: yes_no\n        ask: Is it so?", "detail\n        type: text\n        show_if: gate\n        ask: Why is that?"] => ["gate\n        type: yes_no\n        ask: Is it so?", "detail\n        type: text\n        show_if: gate = yes\n        ask: Why is that?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Clear, Look),
    mirror: Mirror::None("a condition has no side: any change is told here or beside"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Condition { before, after, inverted: false } = &change.kind else { continue };
        let always = || "always".to_owned();
        let (before, after) = (before.clone().unwrap_or_else(always), after.clone().unwrap_or_else(always));
        let message = format!("`{}` is asked in other cases: {after}; it was: {before}", change.at);
        out.push(ChangeFinding::of(change, message).from(Some(before), Some(after)));
    }
}
