//! A text was corrected, as the change file declares.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use crate::types::label_part;
use canevas_diagnostics::rule;

rule! {
    RULE: "E025", "wording-cosmetic", Info, since "0.1.0",
    "A text was corrected, as the change file declares.",
    explain "Declared under `errata`: a typo, punctuation, a clearer turn that asks the same. Listed so that translators see whether theirs needs it too.",
    bad pair!(["answer\n        type: text\n        ask: How many poeple work here?"] => ["answer\n        type: text\n        ask: How many people work here?"]; files "-- changes.yaml --\nfrom: { edition: \"2024\" }\nerrata:\n  - part: question.answer.ask\n    reason: a typo\n"),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Clear, Look, Clear),
    mirror: Mirror::None("there is no side to it: any change is told here"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    let source = ctx.new.model.source_language.tag();
    for change in ctx.changes {
        let (part, language, before, after) = match &change.kind {
            Kind::Text { before, after, .. } | Kind::Frame { before, after, .. } => {
                (change.at.clone(), None, before.clone(), after.clone())
            }
            Kind::OptionLabel { before, after, .. } => {
                (label_part(&change.at), None, Some(before.clone()), Some(after.clone()))
            }
            Kind::Translation { language, before, after } => {
                (change.at.clone(), Some(language.as_str()), Some(before.clone()), Some(after.clone()))
            }
            _ => continue,
        };
        let Some(reason) = ctx.declared.erratum(&part, language, source) else { continue };
        let message = format!("`{part}` was corrected ({}): {reason}", language.unwrap_or(source));
        let mut hit = ChangeFinding::of(change, message).from(before, after);
        hit.at = part;
        hit.declared = Some(reason.to_owned());
        out.push(hit);
    }
}
