//! A question is of a type that takes more.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use crate::types::{Relation, relation};
use canevas_diagnostics::rule;

rule! {
    RULE: "E010", "type-widened", Warn, since "0.1.0",
    "A question is of a type that takes more.",
    explain "Old answers pass. New ones may hold what the old type refused, so that tables and totals made for it have to be looked at.",
    bad pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: long_text\n        ask: What is it?"]),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Look, Look, Clear),
    mirror: Mirror::Of("type-changed"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Type { before, after } = &change.kind else { continue };
        if relation(before, after) != Relation::Wider {
            continue;
        }
        let message = format!("`{}` was of type {before}, and is of type {after}, which takes more", change.at);
        out.push(ChangeFinding::of(change, message).from(Some((*before).to_owned()), Some((*after).to_owned())));
    }
}
