//! A question asks in other words, and nothing says what that means.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear};
use crate::diff::{Kind, Part};
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;
use canevas_syntax::changes::{Comparable, Verdict};

rule! {
    RULE: "E024", "wording-changed", Deny, since "0.1.0",
    "A question asks in other words, and nothing says what that means.",
    explain "Whoever reads other words may answer another question, and no schema sees it. Say in the change file that it is a correction (`errata`), or whether it means the same (`meaning`).",
    bad pair!(["answer\n        type: text\n        ask: How many people work here?"] => ["answer\n        type: text\n        ask: How many people are employed here?"]),
    good pair!(["answer\n        type: text\n        ask: How many people work here?"] => ["answer\n        type: text\n        ask: How many people are employed here?"]; files "-- changes.yaml --\nfrom: { edition: \"2024\" }\nmeaning:\n  - part: question.answer.ask\n    verdict: same\n    reviewed_by: the statistics office\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Breaks, Breaks, Clear),
    mirror: Mirror::None("there is no side to it: any change is told here"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Text { part: Part::Wording, before, after } = &change.kind else { continue };
        if ctx.declared.erratum(&change.at, None, ctx.new.model.source_language.tag()).is_some() {
            continue;
        }
        let message = format!("`{}` asks in other words", change.at);
        let mut hit = ChangeFinding::of(change, message).from(before.clone(), after.clone()).help(format!(
            "say in the change file that it is a correction (errata), or whether it means the same (meaning): part: {}",
            change.at
        ));
        if let Some(verdict) = ctx.declared.meaning(&change.at) {
            hit.declared = Some(format!("{} meaning, says the change file", verdict.word()));
            hit.comparable = Some(if verdict == Verdict::Same { Comparable::Full } else { Comparable::Broken });
        }
        out.push(hit);
    }
}
