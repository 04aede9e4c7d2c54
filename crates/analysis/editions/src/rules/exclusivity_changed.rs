//! An option excludes the others that did not, or the other way round.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E022", "exclusivity-changed", Deny, since "0.1.0",
    "An option excludes the others that did not, or the other way round.",
    explain "“None of these” beside another option was allowed and is not, or the other way round. Old answers that hold both do not pass, and shares compare no more.",
    bad pair!(["partners\n        type: multiple_choice\n        ask: Who took part?\n        choices:\n          workers: Workers\n          employers: Employers\n          none: None of these"] => ["partners\n        type: multiple_choice\n        ask: Who took part?\n        choices:\n          workers: Workers\n          employers: Employers\n          none:\n            label: None of these\n            exclusive: yes"]),
    good pair!(["partners\n        type: multiple_choice\n        ask: Who took part?\n        choices:\n          workers: Workers\n          employers: Employers\n          none:\n            label: None of these\n            exclusive: yes"] => ["partners\n        type: multiple_choice\n        ask: Who took part?\n        choices:\n          workers: Workers\n          employers: Employers\n          none:\n            label: None of these\n            exclusive: yes"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Clear, Clear),
    mirror: Mirror::None("both ways are told here"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Exclusive { now } = &change.kind else { continue };
        let words = |exclusive| if exclusive { "excludes the others" } else { "stands beside others" };
        let message = format!("the option `{}` {}, and did not before", change.at, words(*now));
        out.push(ChangeFinding::of(change, message).from(Some(words(!now).to_owned()), Some(words(*now).to_owned())));
    }
}
