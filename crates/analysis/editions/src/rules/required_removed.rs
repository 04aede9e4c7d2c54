//! A question may be left out that had to be answered.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E015", "required-removed", Warn, since "0.1.0",
    "A question may be left out that had to be answered.",
    explain "Old answers pass. From now on some countries will leave it out, so that sums and shares are over fewer.",
    bad pair!(["answer\n        type: text\n        required: true\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]),
    good pair!(["answer\n        type: text\n        required: true\n        ask: What is it?"] => ["answer\n        type: text\n        required: true\n        ask: What is it?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Look, Clear, Clear),
    mirror: Mirror::Of("required-added"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Required { now: false } = &change.kind else { continue };
        let message = format!("`{}` may be left out, and had to be answered", change.at);
        out.push(ChangeFinding::of(change, message).from(Some("required".to_owned()), Some("optional".to_owned())));
    }
}
