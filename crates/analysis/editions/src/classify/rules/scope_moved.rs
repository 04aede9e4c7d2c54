//! A question is repeated for other rows, or it moved into or out of a group.

use crate::classify::base::Effect::{Breaks, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Review, Breaks), Direction::Alters);

rule! {
    RULE: "E007", "scope-moved", (SEVERITY.level()), since "0.1.0",
    "A question is repeated for other rows, or it moved into or out of a group.",
    explain "An answer that was one text becomes one per row, or the other way round: old answers do not fit. Ask the new question under an id of its own, and retire the old one.",
    bad r#"
edition: "2025"
lists:
  areas: { north: North, south: South }
sections:
  - id: work
    title: Work
    questions:
      - id: area
            ^^^^
        for_each: areas
        type: text
        ask: What about it?
-- old/form.yaml --
lists:
  areas: { north: North, south: South }
sections:
  - id: work
    title: Work
    questions:
      - id: area
        type: text
        ask: What about it?
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
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
    keys: &["question.for_each", "question.fields"],
    mirror: Mirror::None("a move has no opposite: moving back is also a move"),
    detectors: &[Detector::Changes(&[Aspect::Scope], detect)],
};

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Scope { before, after } = &change.kind else { return None };
    let message =
        format!("the scope of `{}` changed from “{before}” to “{after}”, so old answers do not fit", change.at);
    let found = ChangeFinding::of(change, message).from(Some(before.clone()), Some(after.clone()));
    Some(found.help("give it an id of its own, and retire the old one"))
}
