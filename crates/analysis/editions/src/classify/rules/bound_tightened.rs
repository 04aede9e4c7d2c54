//! A bound lets fewer answers pass.

use crate::classify::base::Effect::{Breaks, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::classify::mirrored::{BOUND_KEYS, bound_changed};
use crate::diff::{Aspect, BoundName, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Review, Review, Review), Direction::Narrows);

rule! {
    RULE: "E012", "bound-tightened", (SEVERITY.level()), since "0.1.0",
    "A bound lets fewer answers pass.",
    explain "The new form refuses some answers that were valid, and the numbers of the two years are harder to compare. Keep the bound, or accept it with a reason: `canevas accept bound-tightened ID --because …`.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
            ^^^^^^
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
        max_length: 200
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
    mirror: Mirror::Of("bound-relaxed"),
    detectors: &[Detector::Changes(&[Aspect::Bound], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Bound { bound, before, after, tighter: true } = &change.kind else { return None };
    let mut found = bound_changed(ctx, change, *bound, before.as_deref(), after.as_deref());
    // No schema counts the decimals of a number.
    found.safe = *bound == BoundName::Decimals;
    let meaning = if found.safe {
        "old numbers may have more decimals than the new edition takes"
    } else if matches!(bound, BoundName::Min | BoundName::Max) {
        "old answers outside of it do not pass, and the numbers of the two editions are harder to compare"
    } else {
        "old answers outside of it do not pass, and the answers of the two editions are harder to compare"
    };
    found.help = Some(format!("{meaning}: {}", ctx.accept(&RULE, &change.at)));
    Some(found)
}
