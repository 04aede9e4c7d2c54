//! Answers need no longer fit together in a way.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Clear, Clear), Direction::Widens)
    .but(canevas_diagnostics::Level::Info, "Rules are often given up, and both old and new answers stay right.");

rule! {
    RULE: "E062", "rule-removed", (SEVERITY.level()), since "0.1.0",
    "A rule between answers, or a bound that names another answer, is gone.",
    explain "Old answers pass. New answers may disagree where those of last year could not.",
    bad r#"
edition: "2025"
sections:
  - id: people
    title: People
    questions:
      - id: men
        type: integer
        ask: How many men came?
      - id: total
            ^^^^^
        type: integer
        ask: How many people came?
-- old/form.yaml --
sections:
  - id: people
    title: People
    questions:
      - id: men
        type: integer
        ask: How many men came?
      - id: total
        type: integer
        ask: How many people came?
        must:
          - that: men <= total
            say: There cannot be more men than people.
"#,
    good r#"
edition: "2025"
sections:
  - id: people
    title: People
    questions:
      - id: men
        type: integer
        ask: How many men came?
      - id: total
        type: integer
        ask: How many people came?
        must:
          - that: men <= total
            say: There cannot be more men than people.
-- old/form.yaml --
sections:
  - id: people
    title: People
    questions:
      - id: men
        type: integer
        ask: How many men came?
      - id: total
        type: integer
        ask: How many people came?
        must:
          - that: men <= total
            say: There cannot be more men than people.
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.must"],
    mirror: Mirror::Of("rule-added"),
    detectors: &[Detector::Changes(&[Aspect::Rule], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Rule { before: Some(rule), .. } = &change.kind else { return None };
    let message = format!("{}: `{rule}` need not hold any more", ctx.words.called(&change.at));
    Some(ChangeFinding::of(change, message).from(Some(rule.clone()), None))
}
