//! A question that took one answer now takes several, or the other way round.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind, TypeRelation};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Clear, Breaks), Direction::Alters);

rule! {
    RULE: "E011", "cardinality-changed", (SEVERITY.level()), since "0.1.0",
    "A question that took one answer now takes several, or the other way round.",
    explain "One option is stored as a word, several options as a list. Old answers do not pass, and shares no longer add up. Ask the new question under an id of its own, and retire the old one.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: status
            ^^^^^^
        type: multiple_choice
        ask: How far is it?
        choices:
          planned: Planned
          under_way: Under way
          done: Done
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: status
        type: single_choice
        ask: How far is it?
        choices:
          planned: Planned
          under_way: Under way
          done: Done
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: status
        type: single_choice
        ask: How far is it?
        choices:
          planned: Planned
          under_way: Under way
          done: Done
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: status
        type: single_choice
        ask: How far is it?
        choices:
          planned: Planned
          under_way: Under way
          done: Done
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.type"],
    mirror: Mirror::None("this rule reports both directions"),
    detectors: &[Detector::Changes(&[Aspect::Type], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Type { before, after, relation: TypeRelation::Cardinality, .. } = &change.kind else { return None };
    let message = format!(
        "the type of {} changed from {before} to {after}, which allows a different number of answers",
        ctx.words.called(&change.at)
    );
    let found = ChangeFinding::of(change, message).from(Some((*before).to_owned()), Some((*after).to_owned()));
    Some(found.help("give it an id of its own, and retire the old one"))
}
