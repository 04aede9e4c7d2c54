//! A unit can no longer be chosen, or there is a choice where there was none.

use crate::classify::base::Effect::{Breaks, Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Review, Clear, Clear), Direction::Alters);

rule! {
    RULE: "E054", "units-changed", (SEVERITY.level()), since "0.1.0",
    "A unit can no longer be chosen, or there is a choice where there was none.",
    explain "Old answers have a unit of the old list beside the number. If the new list lacks it, they no longer pass; if there was no list, they lack a unit; if there is none any more, their unit has no place. Figures of two editions can be added only unit by unit. Keep the unit in the list, or ask under a new id. A fixed unit that becomes another one is a `frame-changed` (E016).",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: weight
            ^^^^^^
        type: decimal
        units: [t, kg]
        ask: How much was it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: weight
        type: decimal
        units: [t, kg, lb]
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
        units: [t, kg]
        ask: How much was it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: weight
        type: decimal
        units: [kg, t]
        ask: How much was it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.units"],
    mirror: Mirror::Of("units-added"),
    detectors: &[Detector::Changes(&[Aspect::Units], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Units { before, after } = &change.kind else { return None };
    let (gone, new) = (lacks(before, after), lacks(after, before));
    let called = ctx.words.called(&change.at);
    let message = match (before.is_empty(), after.is_empty()) {
        (true, _) => format!("{called}: the respondent now chooses a unit: {}", new.join(", ")),
        (_, true) => format!("{called}: the respondent no longer chooses a unit"),
        // More units to choose from are `units-added`.
        _ if gone.is_empty() => return None,
        _ => format!("{called}: {} can no longer be chosen", gone.join(", ")),
    };
    Some(ChangeFinding::of(change, message).from(Some(before.join(", ")), Some(after.join(", "))))
}

/// The units of one list that another lacks.
pub(super) fn lacks(one: &[String], other: &[String]) -> Vec<String> {
    one.iter().filter(|unit| !other.contains(unit)).cloned().collect()
}
