//! A question that was required is now optional.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Clear, Clear), Direction::Widens);

rule! {
    RULE: "E015", "required-removed", (SEVERITY.level()), since "0.1.0",
    "A question that was required is now optional.",
    explain "Old answers pass. Some countries will leave it out from now on, so that sums and shares cover fewer countries.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
            ^^^^^^
        type: text
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        required: true
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
        required: true
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        required: true
        ask: What is it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.required", "comment.required", "specify.required", "sign_off.required"],
    mirror: Mirror::Of("required-added"),
    detectors: &[Detector::Changes(&[Aspect::Required], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Required { now: false, .. } = &change.kind else { return None };
    let message = format!("{} is now optional; it was required before", ctx.words.called(&change.at));
    Some(ChangeFinding::of(change, message).from(Some("required".to_owned()), Some("optional".to_owned())))
}
