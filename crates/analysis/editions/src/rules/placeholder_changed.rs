//! A text has other placeholders.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E028", "placeholder-changed", Deny, since "0.1.0",
    "A text has other placeholders.",
    explain "What a placeholder puts in differs from copy to copy, so every copy reads otherwise, and translations that still have the old ones are refused.",
    bad pair!(["answer\n        type: text\n        ask: |\n          What was done in {edition}?"] => ["answer\n        type: text\n        ask: |\n          What was done in {period.to.year}?"]; new "period: { from: 2025-01, to: 2025-12 }\n"; old "period: { from: 2024-01, to: 2024-12 }\n"),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Clear, Breaks, Breaks),
    mirror: Mirror::None("there is no side to it: any change is told here"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Placeholders { before, after } = &change.kind else { continue };
        let list = |names: &[String]| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let message = format!("`{}` has the placeholders {}, and had {}", change.at, list(after), list(before));
        out.push(ChangeFinding::of(change, message).from(Some(list(before)), Some(list(after))));
    }
}
