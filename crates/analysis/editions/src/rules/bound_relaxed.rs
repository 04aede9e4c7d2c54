//! A bound lets more answers pass.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use crate::types::words;
use canevas_diagnostics::rule;

rule! {
    RULE: "E013", "bound-relaxed", Info, since "0.1.0",
    "A bound lets more answers pass.",
    explain "Old answers pass. New ones may be longer, larger or later than any of last year.",
    bad pair!(["answer\n        type: text\n        max_length: 100\n        ask: What is it?"] => ["answer\n        type: text\n        max_length: 200\n        ask: What is it?"]),
    good pair!(["answer\n        type: text\n        max_length: 100\n        ask: What is it?"] => ["answer\n        type: text\n        max_length: 100\n        ask: What is it?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Look, Clear, Clear),
    mirror: Mirror::Of("bound-tightened"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Bound { bound, before, after, tighter: false } = &change.kind else { continue };
        let message =
            format!("`{}`: {bound} is {}, and was {}", change.at, words(after.as_deref()), words(before.as_deref()));
        out.push(ChangeFinding::of(change, message).from(
            Some(format!("{bound} {}", words(before.as_deref()))),
            Some(format!("{bound} {}", words(after.as_deref()))),
        ));
    }
}
