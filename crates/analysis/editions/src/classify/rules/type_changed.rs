//! The type of a question changed.

use crate::classify::base::Effect::{Breaks, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind, TypeRelation};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Review, Breaks), Direction::Alters);

rule! {
    RULE: "E009", "type-changed", (SEVERITY.level()), since "0.1.0",
    "The type of a question changed.",
    explain "Old answers have the old type and do not pass. Ask the new question under an id of its own, and retire the old one.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
            ^^^^^^
        type: integer
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
    mirror: Mirror::Of("type-widened"),
    detectors: &[Detector::Changes(&[Aspect::Type], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Type { before, after, relation: TypeRelation::Other, accepts_all } = &change.kind else {
        return None;
    };
    let message = format!("the type of {} changed from {before} to {after}", ctx.words.called(&change.at));
    let mut found = ChangeFinding::of(change, message).from(Some((*before).to_owned()), Some((*after).to_owned()));
    found.safe = *accepts_all;
    Some(found.help("give it an id of its own, and retire the old one"))
}
