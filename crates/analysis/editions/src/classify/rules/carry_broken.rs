//! Rows cannot become facts of the next edition, or the form no longer carries them over.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind, ChangePlace};
use canevas_diagnostics::rule;
use canevas_model::{Fact, FactKind};

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Clear, Breaks), Direction::Removes);

rule! {
    RULE: "E035", "carry-broken", (SEVERITY.level()), since "0.1.0",
    "Rows cannot become facts of the next edition, or the form no longer carries them over.",
    explain "With `feeds_next_edition`, the rows that a country enters this year become facts of the next edition. Without the fact, the rows are lost. If the question no longer feeds the fact, next year starts empty.",
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
        fields:
          - id: title
            type: text
            ask: What is the step?
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
        feeds_next_edition: steps
        fields:
          - id: title
            type: text
            ask: What is the step?
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
        feeds_next_edition: steps
        fields:
          - id: title
            type: text
            ask: What is the step?
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
        feeds_next_edition: steps
        fields:
          - id: title
            type: text
            ask: What is the step?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.feeds_next_edition"],
    mirror: Mirror::None("new rows to carry over cost nothing"),
    detectors: &[Detector::Editions(lost), Detector::Changes(&[Aspect::Feed], detect)],
};

fn lost(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    let mut out = Vec::new();
    for question in &ctx.old.model.questions {
        let Some(feeds) = &question.feeds else { continue };
        let is_list = |fact: &&Fact| fact.id == feeds.fact && matches!(fact.kind, FactKind::List { .. });
        if ctx.new.model.facts.iter().find(is_list).is_none() {
            let (id, fact) = (&question.id, &feeds.fact);
            let message = format!("the rows of `{id}` feed the fact `{fact}`, which this edition does not have");
            let found =
                ChangeFinding { old: Some(feeds.span), ..ChangeFinding::at(ChangePlace::question(id), message) };
            out.push(found.from(Some(fact.to_string()), None));
        }
    }
    out
}

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Feed { before: Some(before), after } = &change.kind else { return None };
    let message = match after {
        Some(after) => format!("the rows of `{}` now feed the fact `{after}` instead of `{before}`", change.at),
        None => format!("the rows of `{}` no longer feed the fact `{before}`", change.at),
    };
    Some(ChangeFinding::of(change, message).from(Some(before.into()), after.as_ref().map(String::from)))
}
