//! An option is new.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E019", "option-added", Warn, since "0.1.0",
    "An option is new.",
    explain "Old answers pass. Some of those who chose another option last year would have chosen this one, so shares move without anything having moved.",
    bad pair!(["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way"] => ["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"]),
    good pair!(["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"] => ["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Look, Breaks, Clear),
    mirror: Mirror::Of("option-removed"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::OptionAdded { label } = &change.kind else { continue };
        let message = format!("the option `{}` (“{label}”) is new", change.at);
        out.push(ChangeFinding::of(change, message).from(None, Some(label.clone())));
    }
}
