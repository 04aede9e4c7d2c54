//! Other special answers are offered, such as “nothing to report”.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E017", "nothing-to-report-changed", Deny, since "0.1.0",
    "Other special answers are offered, such as “nothing to report”.",
    explain "Where “nothing to report” is taken away, old answers do not pass; where it is added, empty answers of last year may have meant it. Either way the count of answers is another.",
    bad pair!(["answer\n        type: text\n        can_say: [nothing_to_report]\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Look, Clear),
    mirror: Mirror::None("added and taken away are both told here"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::CanSay { before, after } = &change.kind else { continue };
        let list = |said: &[&str]| if said.is_empty() { "none".to_owned() } else { said.join(", ") };
        let message = format!("`{}` offers {}, and offered {}", change.at, list(after), list(before));
        let mut hit = ChangeFinding::of(change, message).from(Some(list(before)), Some(list(after)));
        hit.safe = before.iter().all(|said| after.contains(said));
        out.push(hit);
    }
}
