//! A question must be answered that could be left out, or that is new.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E014", "required-added", Deny, since "0.1.0",
    "A question must be answered that could be left out, or that is new.",
    explain "Returns without an answer to it were complete, and are not any more. Countries have to find the answer, and those who left it out last year are missing from the comparison.",
    bad pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        required: true\n        ask: What is it?"]),
    good pair!(["answer\n        type: text\n        required: true\n        ask: What is it?"] => ["answer\n        type: text\n        required: true\n        ask: What is it?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Look, Clear, Look),
    mirror: Mirror::Of("required-removed"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let (before, message) = match &change.kind {
            Kind::Required { now: true } => {
                ("optional", format!("`{}` must be answered, and could be left out", change.at))
            }
            Kind::Added { required: true } => ("not asked", format!("`{}` is new, and must be answered", change.at)),
            _ => continue,
        };
        out.push(ChangeFinding::of(change, message).from(Some(before.to_owned()), Some("required".to_owned())));
    }
}
