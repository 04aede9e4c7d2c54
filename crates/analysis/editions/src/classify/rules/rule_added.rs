//! Answers must fit together in a new way.

use crate::classify::base::Effect::{Breaks, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Review, Review, Review), Direction::Narrows);

rule! {
    RULE: "E061", "rule-added", (SEVERITY.level()), since "0.1.0",
    "A rule between answers, or a bound that names another answer, is new.",
    explain "The new form refuses old answers that do not fit together in this way. Keep the rule out, or accept it with a reason: `canevas accept rule-added ID --because …`.",
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
    mirror: Mirror::Of("rule-removed"),
    detectors: &[Detector::Changes(&[Aspect::Rule], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Rule { after: Some(rule), .. } = &change.kind else { return None };
    let message = format!("{}: from now on, `{rule}` must hold", ctx.words.called(&change.at));
    let mut found = ChangeFinding::of(change, message).from(None, Some(rule.clone()));
    let meaning =
        "old answers that do not keep it do not pass, and the answers of the two editions are harder to compare";
    found.help = Some(format!("{meaning}: {}", ctx.accept(&RULE, &change.at)));
    Some(found)
}
