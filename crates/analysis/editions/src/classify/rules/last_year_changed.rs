//! The use of last year's answer changed.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Clear, Review), Direction::Alters);

rule! {
    RULE: "E041", "last-year-changed", (SEVERITY.level()), since "0.1.0",
    "A question uses last year's answer in another way.",
    explain "Old answers pass. People who see last year's answer tend to keep it, so numbers move less than without it. Copies that show it need each country's earlier return.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
            ^^^^^^
        type: text
        last_year: copy
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        last_year: never
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.last_year"],
    mirror: Mirror::None("this rule reports both directions"),
    detectors: &[Detector::Changes(&[Aspect::LastYear], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::LastYear { before, after } = &change.kind else { return None };
    let called = ctx.words.called(&change.at);
    let message = format!("{called}: `last_year` was `{}`, and is `{}` now", before.word(), after.word());
    Some(ChangeFinding::of(change, message).from(Some(before.word().to_owned()), Some(after.word().to_owned())))
}
