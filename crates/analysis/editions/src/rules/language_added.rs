//! The form is in a language more.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E030", "language-added", Info, since "0.1.0",
    "The form is in a language more.",
    explain "All texts have to be translated into it; until then it prints the source.",
    bad pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]; new "languages: { source: en, translations: [fr, es] }\n"; old "languages: { source: en, translations: [fr] }\n"),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]; new "languages: { source: en, translations: [fr] }\n"; old "languages: { source: en, translations: [fr] }\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Clear, Breaks, Clear),
    mirror: Mirror::Of("language-dropped"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Language { now: true } = &change.kind else { continue };
        let message = format!("the language `{}` is new", change.at.trim_start_matches("languages."));
        out.push(ChangeFinding::of(change, message).from(None, Some(change.at.clone())));
    }
}
