//! A help, an example or a title says something else.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear, Look};
use crate::diff::{Kind, Part};
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;
use canevas_syntax::changes::{Comparable, Verdict};

rule! {
    RULE: "E026", "help-changed", Warn, since "0.1.0",
    "A help, an example or a title says something else.",
    formerly ["hint-changed"],
    explain "People answer what the help says as much as what the question says. If it is a correction, declare it under `errata`.",
    bad pair!(["answer\n        type: text\n        hint: A few words.\n        ask: What is it?"] => ["answer\n        type: text\n        hint: Name all of them.\n        ask: What is it?"]),
    good pair!(["answer\n        type: text\n        hint: A few words.\n        ask: What is it?"] => ["answer\n        type: text\n        hint: A few words.\n        ask: What is it?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Look, Breaks, Clear),
    mirror: Mirror::None("there is no side to it: any change is told here"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Text { part: Part::Help, before, after } = &change.kind else { continue };
        if ctx.declared.erratum(&change.at, None, ctx.new.model.source_language.tag()).is_some() {
            continue;
        }
        let what = match (before, after) {
            (None, _) => "is new",
            (_, None) => "is gone",
            _ => "says something else",
        };
        let mut hit = ChangeFinding::of(change, format!("`{}` {what}", change.at)).from(before.clone(), after.clone());
        if ctx.declared.meaning(&change.at) == Some(Verdict::Same) {
            hit.declared = Some("same meaning, says the change file".to_owned());
            hit.comparable = Some(Comparable::Full);
        }
        out.push(hit);
    }
}
