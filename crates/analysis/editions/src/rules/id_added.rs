//! A question, field or text box is new.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Clear, Look};
use crate::declared::Declared;
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E002", "id-added", Info, since "0.1.0",
    "A question, field or text box is new.",
    explain "Old returns have no answer to it, and need none. It has to be translated. One that is required is told by required-added.",
    bad pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?", "detail\n        type: long_text\n        ask: How did it come about?"]),
    good pair!(["answer\n        type: text\n        ask: What is it?", "detail\n        type: long_text\n        ask: How did it come about?"] => ["answer\n        type: text\n        ask: What is it?", "detail\n        type: long_text\n        ask: How did it come about?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Clear, Look, Clear),
    mirror: Mirror::Of("id-removed"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        match &change.kind {
            Kind::Added { required: false } => {
                let message = format!("`{}` is new", change.at);
                out.push(ChangeFinding::of(change, message).from(None, Some(change.at.clone())));
            }
            Kind::Renamed { from } => {
                let message = format!("`{}` was `{from}`, says the change file", change.at);
                let mut hit = ChangeFinding::of(change, message).from(Some(from.clone()), Some(change.at.clone()));
                hit.declared = Some("renamed".to_owned());
                hit.comparable = ctx.declared.by_new.get(change.at.as_str()).map(|was| Declared::comparable(was));
                out.push(hit);
            }
            _ => {}
        }
    }
}
