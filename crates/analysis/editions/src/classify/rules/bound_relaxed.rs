//! A bound lets more answers pass.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::classify::mirrored::{BOUND_KEYS, bound_changed};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Clear, Clear), Direction::Widens)
    .but(canevas_diagnostics::Level::Info, "Bounds are often widened, and both old and new numbers stay right.");

rule! {
    RULE: "E013", "bound-relaxed", (SEVERITY.level()), since "0.1.0",
    "A bound lets more answers pass.",
    explain "Old answers pass. New answers may be longer, larger or later than any answer of last year.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
            ^^^^^^
        type: text
        max_length: 200
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        max_length: 100
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
        max_length: 100
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        max_length: 100
        ask: What is it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: BOUND_KEYS,
    mirror: Mirror::Of("bound-tightened"),
    detectors: &[Detector::Changes(&[Aspect::Bound], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Bound { bound, before, after, tighter: false } = &change.kind else { return None };
    Some(bound_changed(ctx, change, *bound, before.as_deref(), after.as_deref()))
}
