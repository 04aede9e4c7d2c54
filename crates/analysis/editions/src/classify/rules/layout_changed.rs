//! The layout of a question's rows changed.

use crate::classify::base::Effect::Clear;
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Clear, Clear), Direction::Moves);

rule! {
    RULE: "E040", "layout-changed", (SEVERITY.level()), since "0.1.0",
    "The layout of a question's rows changed.",
    explain "Answers are the same. The page looks different: rows of a table stand side by side, and stacked rows follow one another. Totals come or go. A blank copy has another number of blank rows for a fact.",
    bad r#"
edition: "2025"
lists:
  areas: { north: North, south: South }
sections:
  - id: work
    title: Work
    questions:
      - id: area
            ^^^^
        for_each: areas
        layout: table
        type: group
        ask: What about it?
        fields:
          - id: note
            type: text
            ask: What is to note?
-- old/form.yaml --
lists:
  areas: { north: North, south: South }
sections:
  - id: work
    title: Work
    questions:
      - id: area
        for_each: areas
        type: group
        ask: What about it?
        fields:
          - id: note
            type: text
            ask: What is to note?
"#,
    good r#"
edition: "2025"
lists:
  areas: { north: North, south: South }
sections:
  - id: work
    title: Work
    questions:
      - id: area
        for_each: areas
        layout: stacked
        type: group
        ask: What about it?
        fields:
          - id: note
            type: text
            ask: What is to note?
-- old/form.yaml --
lists:
  areas: { north: North, south: South }
sections:
  - id: work
    title: Work
    questions:
      - id: area
        for_each: areas
        type: group
        ask: What about it?
        fields:
          - id: note
            type: text
            ask: What is to note?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.layout", "question.total", "fact.blank_rows"],
    mirror: Mirror::None("this rule reports both directions"),
    detectors: &[Detector::Changes(&[Aspect::Layout], detect)],
};

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Layout { before, after } = &change.kind else { return None };
    let message = format!("the layout of `{}` changed from {} to {}", change.at, before, after);
    Some(ChangeFinding::of(change, message).from(Some(before.clone()), Some(after.clone())))
}
