//! A question that took one answer takes several, or the other way round.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use crate::types::{Relation, relation};
use canevas_diagnostics::rule;

rule! {
    RULE: "E011", "cardinality-changed", Deny, since "0.1.0",
    "A question that took one answer takes several, or the other way round.",
    explain "One option is stored as a word, several as a list: old answers do not pass, and shares no longer add up. Ask the new question under an id of its own, and retire the old one.",
    bad pair!(["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"] => ["status\n        type: multiple_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"]),
    good pair!(["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"] => ["status\n        type: single_choice\n        ask: How far is it?\n        choices:\n          planned: Planned\n          under_way: Under way\n          done: Done"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Clear, Breaks),
    mirror: Mirror::None("one to several and back are both told here"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Type { before, after } = &change.kind else { continue };
        if relation(before, after) != Relation::Cardinality {
            continue;
        }
        let message = format!("`{}` was a {before}, and is a {after}: how many answers it takes is other", change.at);
        let hit = ChangeFinding::of(change, message).from(Some((*before).to_owned()), Some((*after).to_owned()));
        out.push(hit.help("give it an id of its own, and retire the old one"));
    }
}
