//! A bound lets fewer answers pass.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use crate::types::words;
use canevas_diagnostics::rule;

rule! {
    RULE: "E012", "bound-tightened", Deny, since "0.1.0",
    "A bound lets fewer answers pass.",
    explain "Old answers that were right are refused, and numbers of the two years compare less well. Keep the bound, or accept it with a reason: `canevas accept bound-tightened ID --because …`.",
    bad pair!(["answer\n        type: text\n        max_length: 200\n        ask: What is it?"] => ["answer\n        type: text\n        max_length: 100\n        ask: What is it?"]),
    good pair!(["answer\n        type: text\n        max_length: 100\n        ask: What is it?"] => ["answer\n        type: text\n        max_length: 100\n        ask: What is it?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Look, Look, Look),
    mirror: Mirror::Of("bound-relaxed"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Bound { bound, before, after, tighter: true } = &change.kind else { continue };
        let message =
            format!("`{}`: {bound} is {}, and was {}", change.at, words(after.as_deref()), words(before.as_deref()));
        out.push(ChangeFinding::of(change, message).from(
            Some(format!("{bound} {}", words(before.as_deref()))),
            Some(format!("{bound} {}", words(after.as_deref()))),
        ));
    }
}
