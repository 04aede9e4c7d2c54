//! A retirement that the earlier edition listed is gone.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear, Look};
use crate::declared::retirements;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E005", "retirement-dropped", Deny, since "0.1.0",
    "A retirement that the earlier edition listed is gone.",
    explain "What is retired stays listed in every later edition, so that its id is never used again and old returns are still read. Copy the entry back from the earlier change file.",
    bad pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]; files "-- changes.yaml --\nfrom: { edition: \"2024\" }\n-- old/changes.yaml --\nfrom: { edition: \"2023\" }\nretired:\n  - id: detail\n    last_edition: \"2023\"\n    reason: nobody used it\n"),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]; files "-- changes.yaml --\nfrom: { edition: \"2024\" }\nretired:\n  - id: detail\n    last_edition: \"2023\"\n    reason: nobody used it\n-- old/changes.yaml --\nfrom: { edition: \"2023\" }\nretired:\n  - id: detail\n    last_edition: \"2023\"\n    reason: nobody used it\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Breaks, Clear, Look),
    mirror: Mirror::None("a retirement is added by declaring it"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    let (old, new) = (retirements(ctx.old.changes), retirements(ctx.new.changes));
    let mut dropped: Vec<&String> = old.keys().filter(|at| !new.contains_key(*at)).collect();
    dropped.sort();
    for at in dropped {
        let message = format!("`{at}` is retired, and the change file lists it no more");
        out.push(ChangeFinding {
            at: at.clone(),
            message,
            help: Some("copy the entry back from the earlier change file".to_owned()),
            before: Some("retired".to_owned()),
            old: old.get(at).and_then(|retired| retired.span),
            ..ChangeFinding::default()
        });
    }
}
