//! The form is no longer in a language.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E029", "language-dropped", Deny, since "0.1.0",
    "The form is no longer in a language.",
    explain "Countries that answered in it have to answer in another. Old returns in it are still read.",
    bad pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]; new "languages: { source: en, translations: [fr] }\n"; old "languages: { source: en, translations: [fr, es] }\n"),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]; new "languages: { source: en, translations: [fr] }\n"; old "languages: { source: en, translations: [fr] }\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Look, Breaks, Breaks),
    mirror: Mirror::Of("language-added"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Language { now: false } = &change.kind else { continue };
        let message = format!("the language `{}` is dropped", change.at.trim_start_matches("languages."));
        out.push(ChangeFinding::of(change, message).from(Some(change.at.clone()), None));
    }
}
