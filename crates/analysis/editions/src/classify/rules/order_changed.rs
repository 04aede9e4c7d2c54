//! The order of questions or options changed.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Clear, Clear), Direction::Moves);

rule! {
    RULE: "E023", "order-changed", (SEVERITY.level()), since "0.1.0",
    "The order of questions or options changed.",
    explain "Answers are stored by id and code, so they stay valid. People choose the first options of a list more often, and the questions before a question influence how they read it.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: detail
            ^^^^^^
        type: long_text
        ask: How did it come about?
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
      - id: detail
        type: long_text
        ask: How did it come about?
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
      - id: detail
        type: long_text
        ask: How did it come about?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
      - id: detail
        type: long_text
        ask: How did it come about?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.choices", "section.questions", "form.lists", "form.sections"],
    mirror: Mirror::None("an order has no opposite direction"),
    detectors: &[Detector::Changes(&[Aspect::Order], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Order { what, before, after } = &change.kind else { return None };
    let message = format!("{}: the order of the {what} changed", ctx.words.called(&change.at));
    Some(ChangeFinding::of(change, message).from(Some(before.join(", ")), Some(after.join(", "))))
}
