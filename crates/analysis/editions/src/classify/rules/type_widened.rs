//! The new type of a question accepts more answers.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind, TypeRelation};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Review, Clear), Direction::Widens);

rule! {
    RULE: "E010", "type-widened", (SEVERITY.level()), since "0.1.0",
    "The new type of a question accepts more answers.",
    explain "Old answers pass. New answers may hold what the old type refused. Check the tables and totals that use them.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
            ^^^^^^
        type: long_text
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
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
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.type"],
    mirror: Mirror::Of("type-changed"),
    detectors: &[Detector::Changes(&[Aspect::Type], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Type { before, after, relation: TypeRelation::Wider, .. } = &change.kind else { return None };
    let message = format!(
        "the type of {} changed from {before} to {after}, which accepts more answers",
        ctx.words.called(&change.at)
    );
    Some(ChangeFinding::of(change, message).from(Some((*before).to_owned()), Some((*after).to_owned())))
}
