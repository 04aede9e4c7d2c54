//! More units can be chosen.

use super::units_changed::lacks;
use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Clear, Clear), Direction::Widens);

rule! {
    RULE: "E055", "units-added", (SEVERITY.level()), since "0.1.0",
    "A respondent can choose from more units.",
    explain "Old answers pass. Whoever adds up the figures does so unit by unit, and now has one unit more to convert.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: weight
            ^^^^^^
        type: decimal
        units: [t, kg, lb]
        ask: How much was it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: weight
        type: decimal
        units: [t, kg]
        ask: How much was it?
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: weight
        type: decimal
        units: [kg, t]
        ask: How much was it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: weight
        type: decimal
        units: [t, kg]
        ask: How much was it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.units"],
    mirror: Mirror::Of("units-changed"),
    detectors: &[Detector::Changes(&[Aspect::Units], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Units { before, after } = &change.kind else { return None };
    let is_more = !before.is_empty() && lacks(before, after).is_empty();
    let message = format!("{}: {} can be chosen too", ctx.words.called(&change.at), lacks(after, before).join(", "));
    is_more.then(|| {
        let found = ChangeFinding::of(change, message).from(Some(before.join(", ")), Some(after.join(", ")));
        ChangeFinding { safe: true, ..found }
    })
}
