//! A question moved to another section.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Review, Clear), Direction::Moves);

rule! {
    RULE: "E006", "section-moved", (SEVERITY.level()), since "0.1.0",
    "A question moved to another section.",
    explain "Its answers keep their place under its id. In the new section, people read it after other questions and may answer differently.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: a
        type: text
        ask: What is it?
  - id: rest
    title: The rest
    questions:
      - id: c
        type: text
        ask: What is left?
      - id: b
            ^
        type: text
        ask: How is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: a
        type: text
        ask: What is it?
      - id: b
        type: text
        ask: How is it?
  - id: rest
    title: The rest
    questions:
      - id: c
        type: text
        ask: What is left?
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
      - id: detail
        type: long_text
        ask: How did it come about?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
      - id: detail
        type: long_text
        ask: How did it come about?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["section.id"],
    mirror: Mirror::None("a move has no opposite: moving back is also a move"),
    detectors: &[Detector::Changes(&[Aspect::Section], detect)],
};

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Section { before, after } = &change.kind else { return None };
    let message = format!("`{}` moved from the section `{before}` to `{after}`", change.at);
    Some(ChangeFinding::of(change, message).from(Some(before.into()), Some(after.into())))
}
