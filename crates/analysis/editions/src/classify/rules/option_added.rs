//! An option is new.

use crate::classify::base::Effect::{Breaks, Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Breaks, Clear), Direction::Adds);

rule! {
    RULE: "E019", "option-added", (SEVERITY.level()), since "0.1.0",
    "An option is new.",
    explain "Old answers pass. Some people who chose another option last year would have chosen this one, so shares can change although nothing else did.",
    bad r#"
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
          ^^^^
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
    keys: &["question.choices", "form.lists", "fact.choices"],
    mirror: Mirror::Of("option-removed"),
    detectors: &[Detector::Changes(&[Aspect::OptionAdded], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::OptionAdded { label } = &change.kind else { return None };
    let message = format!("the option {} is new", ctx.words.called(&change.at));
    Some(ChangeFinding::of(change, message).from(None, Some(label.clone())))
}
