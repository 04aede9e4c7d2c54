//! Answers that could be published are now personal, or the other way round.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Clear, Review), Direction::Alters)
    .but(canevas_diagnostics::Level::Warn, "Who publishes the answers must know which of them are personal.");

rule! {
    RULE: "E039", "personal-changed", (SEVERITY.level()), since "0.1.0",
    "Answers that could be published are now personal, or the other way round.",
    explain "Old answers pass. People answer differently when they know that their answer is published, and an answer that was given as personal must not be published later. Tell the countries about the change.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: informant
            ^^^^^^^^^
        type: text
        personal: yes
        ask: Who can answer further questions?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: informant
        type: text
        ask: Who can answer further questions?
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: informant
        type: text
        personal: yes
        ask: Who can answer further questions?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: informant
        type: text
        personal: yes
        ask: Who can answer further questions?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.personal"],
    mirror: Mirror::None("this rule reports both directions"),
    detectors: &[Detector::Changes(&[Aspect::Personal], detect)],
};

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Personal { now } = &change.kind else { return None };
    let words = |personal: bool| if personal { "personal" } else { "may be published" };
    let message = if *now {
        format!("answers to `{}` are now personal; they could be published before", change.at)
    } else {
        format!("answers to `{}` may now be published; they were personal before", change.at)
    };
    Some(ChangeFinding::of(change, message).from(Some(words(!now).to_owned()), Some(words(*now).to_owned())))
}
