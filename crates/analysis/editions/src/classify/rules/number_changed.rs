//! An official number is another one.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Clear, Review), Direction::Moves);

rule! {
    RULE: "E052", "number-changed", (SEVERITY.level()), since "0.1.0",
    "A question, section or heading has another official number.",
    explain "Answers keep the id of a question, so they and the series go on whatever its number is. People and decisions cite the number: what they wrote about 3.1.2 last time now stands under another number. Say so where the change is announced.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
            ^^^^^^
        number: 3.2
        type: text
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        number: 3.1
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
        number: 3.1
        type: text
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        number: 3.1
        type: text
        ask: What is it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.number", "section.number", "heading.number"],
    mirror: Mirror::None("this rule reports every new number"),
    detectors: &[Detector::Changes(&[Aspect::Number], detect)],
};

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Number { before, after } = &change.kind else { return None };
    let message = match (before, after) {
        (Some(was), Some(is)) => format!("the official number of `{}` changed from {was} to {is}", change.at),
        (None, Some(is)) => format!("`{}` now has the official number {is}", change.at),
        (was, _) => {
            format!("`{}` no longer has the official number {}", change.at, was.as_deref().unwrap_or_default())
        }
    };
    Some(ChangeFinding::of(change, message).from(before.clone(), after.clone()))
}
