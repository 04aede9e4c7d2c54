//! Other rows go on into the next edition, or they go on in another way.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Clear, Review), Direction::Alters);

rule! {
    RULE: "E047", "carry-changed", (SEVERITY.level()), since "0.1.0",
    "Other rows go on into the next edition, or they go on in another way.",
    explain "`feeds_next_edition` says which rows of this year become facts of the next edition, and whether they replace the rows that are there. With another condition, rows that went on before stay behind, or the other way round. Old answers pass.",
    bad r#"
edition: "2025"
about:
  facts:
    steps:
      list_of:
        title:
          type: text
          ask: Title of the step
sections:
  - id: work
    title: Work
    questions:
      - id: progress
        for_each: steps
        type: text
        ask: |
          How far is {item.title}?
      - id: next_steps
            ^^^^^^^^^^
        type: repeat
        ask: What are the next steps?
        feeds_next_edition:
          into: steps
          when: not done
        fields:
          - id: title
            type: text
            ask: What is the step?
          - id: done
            type: yes_no
            ask: Is it done?
-- old/form.yaml --
about:
  facts:
    steps:
      list_of:
        title:
          type: text
          ask: Title of the step
sections:
  - id: work
    title: Work
    questions:
      - id: progress
        for_each: steps
        type: text
        ask: |
          How far is {item.title}?
      - id: next_steps
        type: repeat
        ask: What are the next steps?
        feeds_next_edition:
          into: steps
        fields:
          - id: title
            type: text
            ask: What is the step?
          - id: done
            type: yes_no
            ask: Is it done?
"#,
    good r#"
edition: "2025"
about:
  facts:
    steps:
      list_of:
        title:
          type: text
          ask: Title of the step
sections:
  - id: work
    title: Work
    questions:
      - id: progress
        for_each: steps
        type: text
        ask: |
          How far is {item.title}?
      - id: next_steps
        type: repeat
        ask: What are the next steps?
        feeds_next_edition: { into: steps }
        fields:
          - id: title
            type: text
            ask: What is the step?
          - id: done
            type: yes_no
            ask: Is it done?
-- old/form.yaml --
about:
  facts:
    steps:
      list_of:
        title:
          type: text
          ask: Title of the step
sections:
  - id: work
    title: Work
    questions:
      - id: progress
        for_each: steps
        type: text
        ask: |
          How far is {item.title}?
      - id: next_steps
        type: repeat
        ask: What are the next steps?
        feeds_next_edition:
          into: steps
        fields:
          - id: title
            type: text
            ask: What is the step?
          - id: done
            type: yes_no
            ask: Is it done?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &[],
    mirror: Mirror::None("this rule reports both directions"),
    detectors: &[Detector::Changes(&[Aspect::Carry], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Carry { before, after } = &change.kind else { return None };
    let called = ctx.words.called(&change.at);
    let message = format!("{called}: until now, {before}; from now on, {after}");
    Some(ChangeFinding::of(change, message).from(Some(before.clone()), Some(after.clone())))
}
