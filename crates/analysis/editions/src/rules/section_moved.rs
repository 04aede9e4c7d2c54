//! A question stands in another section.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E006", "section-moved", Info, since "0.1.0",
    "A question stands in another section.",
    explain "Its answers stay where they are, under its id. Who reads the question there, after other questions, may answer otherwise.",
    bad concat!("edition: \"2025\"\nsections:\n  - id: work\n    title: Work\n    questions:\n      - id: a\n        type: text\n        ask: What is it?\n  - id: rest\n    title: The rest\n    questions:\n      - id: c\n        type: text\n        ask: What is left?\n      - id: b\n        type: text\n        ask: How is it?\n", "-- old/form.yaml --\nsections:\n  - id: work\n    title: Work\n    questions:\n      - id: a\n        type: text\n        ask: What is it?\n      - id: b\n        type: text\n        ask: How is it?\n  - id: rest\n    title: The rest\n    questions:\n      - id: c\n        type: text\n        ask: What is left?\n"),
    good pair!(["answer\n        type: text\n        ask: What is it?", "detail\n        type: long_text\n        ask: How did it come about?"] => ["answer\n        type: text\n        ask: What is it?", "detail\n        type: long_text\n        ask: How did it come about?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Look, Look, Clear),
    mirror: Mirror::None("a move has no contrary: back is a move as well"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Section { before, after } = &change.kind else { continue };
        let message = format!("`{}` stood in `{before}`, and stands in `{after}`", change.at);
        out.push(ChangeFinding::of(change, message).from(Some(before.clone()), Some(after.clone())));
    }
}
