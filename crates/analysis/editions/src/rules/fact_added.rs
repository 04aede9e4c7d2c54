//! Country files are to supply one more fact.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E037", "fact-added", Info, since "0.1.0",
    "Country files are to supply one more fact.",
    explain "A copy that does not know it asks for it. A return of last year does not carry it.",
    bad pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]; new "about:\n  facts:\n    first_report:\n      type: yes_no\n      ask: Is it the first report?\n"),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]; new "about:\n  facts:\n    first_report:\n      type: yes_no\n      ask: Is it the first report?\n"; old "about:\n  facts:\n    first_report:\n      type: yes_no\n      ask: Is it the first report?\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Look, Clear, Look, Look),
    mirror: Mirror::Of("country-orphan"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes.iter().filter(|change| change.kind == Kind::FactAdded) {
        let id = change.at.trim_start_matches("facts.");
        let message = format!("the fact `{id}` is new: country files may supply it");
        out.push(ChangeFinding::of(change, message).from(None, Some(change.at.clone())));
    }
}
