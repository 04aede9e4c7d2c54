//! A question, field or text box is gone, and nothing says why.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Look};
use crate::declared::Declared;
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E001", "id-removed", Deny, since "0.1.0",
    "A question, field or text box is gone, and nothing says why.",
    explain "Old returns hold answers to it, and its series ends. If it is asked no more, run `canevas retire ID`: its id stays listed, and old returns stay valid. If it is asked under another id, run `canevas rename OLD NEW`. If others stand in its place, say which in the change file, under `was`.",
    bad pair!(["answer\n        type: text\n        ask: What is it?", "detail\n        type: long_text\n        ask: How did it come about?"] => ["answer\n        type: text\n        ask: What is it?"]),
    good pair!(["answer\n        type: text\n        ask: What is it?", "detail\n        type: long_text\n        ask: How did it come about?"] => ["answer\n        type: text\n        ask: What is it?"]; files "-- changes.yaml --\nfrom: { edition: \"2024\" }\nretired:\n  - id: detail\n    last_edition: \"2024\"\n    reason: nobody used it\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Breaks, Breaks, Look, Breaks),
    mirror: Mirror::Of("id-added"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        if change.kind != Kind::Removed {
            continue;
        }
        let top = change.at.split('.').next().unwrap_or_default();
        let mut hit =
            ChangeFinding::of(change, format!("`{}` is gone: answers to it, and its series, end here", change.at))
                .from(Some(change.at.clone()), None)
                .help(format!(
                    "asked no more: `canevas retire {top}`; asked under another id: `canevas rename {top} NEW`"
                ));
        let is_whole = change.at == top;
        if let Some(retired) = ctx.declared.retired.get(&change.at) {
            hit.declared = Some(retired.reason.as_ref().map_or_else(String::new, |reason| reason.value.clone()));
            hit.safe = is_whole;
        } else if let Some(was) = ctx.declared.by_old.get(top).filter(|_| is_whole) {
            let relation = was.relation.as_ref().map_or("replaced", |relation| relation.value.word());
            hit.declared = Some(format!("{relation}, says the change file"));
            hit.comparable = Some(Declared::comparable(was));
            hit.safe = true;
        }
        out.push(hit);
    }
}
