//! A question that was optional is now required, or a new question or a text of an option is required.

use crate::classify::base::Effect::{Breaks, Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind, ChangePlace};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Review, Clear, Review), Direction::Narrows);

rule! {
    RULE: "E014", "required-added", (SEVERITY.level()), since "0.1.0",
    "A question that was optional is now required, or something new is required.",
    explain "Returns without an answer to it were complete and no longer are. The same is true where an option asks for a text now: a complete return that chose it must have the text. Countries have to find the answer, and those who left it out last year are missing from the comparison.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
            ^^^^^^
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
    keys: &["option.specify", "question.required", "comment.required", "specify.required", "sign_off.required"],
    mirror: Mirror::Of("required-removed"),
    detectors: &[Detector::Changes(&[Aspect::Required, Aspect::Added], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let (before, message) = match &change.kind {
        ChangeKind::Required { now: true, .. } => {
            ("optional", format!("{} is now required; it was optional before", ctx.words.called(&change.at)))
        }
        ChangeKind::Added { required: true, .. } if matches!(change.at, ChangePlace::OptionText(..)) => (
            "no text",
            format!("{} asks for a text now, which a complete return must have", ctx.words.called(&change.at)),
        ),
        // No old return can lack what only new questions open.
        ChangeKind::Added { required: true, refused } if !refused.is_empty() => {
            ("not asked", format!("{} is new and required", ctx.words.called(&change.at)))
        }
        _ => return None,
    };
    Some(ChangeFinding::of(change, message).from(Some(before.to_owned()), Some("required".to_owned())))
}
