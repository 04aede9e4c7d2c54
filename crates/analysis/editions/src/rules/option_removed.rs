//! An option is no longer offered.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E018", "option-removed", Deny, since "0.1.0",
    "An option is no longer offered.",
    explain "Old answers that chose it do not pass, and its series ends. Run `canevas retire OWNER.OPTION`: it stays known and is offered no more.",
    bad pair!(["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"] => ["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way"]),
    good pair!(["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"] => ["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way"]; files "-- changes.yaml --\nfrom: { edition: \"2024\" }\nretired:\n  - id: status\n    option: done\n    last_edition: \"2024\"\n    reason: said twice\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Clear, Breaks),
    mirror: Mirror::Of("option-added"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::OptionRemoved { label } = &change.kind else { continue };
        let message = format!("the option `{}` (“{label}”) is no longer offered", change.at);
        let mut hit = ChangeFinding::of(change, message).from(Some(label.clone()), None);
        hit.help = Some(format!("`canevas retire {}` keeps it known, so that old answers are still read", change.at));
        if let Some(retired) = ctx.declared.retired.get(&change.at) {
            hit.declared = Some(retired.reason.as_ref().map_or_else(String::new, |reason| reason.value.clone()));
            hit.safe = true;
        }
        out.push(hit);
    }
}
