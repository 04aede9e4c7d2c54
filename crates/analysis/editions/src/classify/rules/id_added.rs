//! A question, field or text box is new.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Review, Clear), Direction::Adds);

rule! {
    RULE: "E002", "id-added", (SEVERITY.level()), since "0.1.0",
    "A question, field or text box is new.",
    explain "Old returns have no answer to it and need none. Translators have to translate it. The rule required-added reports a new question that is required.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
      - id: detail
            ^^^^^^
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
    keys: &[
        "question.id",
        "question.ask",
        "question.comment",
        "question.comment_on",
        "question.fields",
        "section.questions",
        "heading.questions",
        "form.sign_off",
    ],
    mirror: Mirror::Of("id-removed"),
    detectors: &[Detector::Changes(&[Aspect::Added, Aspect::Renamed], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let id = change.at.to_string();
    // The rule id-reused reports it.
    if ctx.never_again.contains(&id) {
        return None;
    }
    match &change.kind {
        ChangeKind::Added { required, refused } if !required || refused.is_empty() => {
            let mut found = ChangeFinding::of(change, format!("`{id}` is new"));
            // What a question became goes on as the change file says.
            if let Some(was) = ctx.declared.by_new.get(id.as_str()) {
                found.declared = was.relation.as_ref().map(|relation| relation.value.word().to_owned());
                found.comparable = Some(was.comparability());
            }
            Some(found.from(None, Some(id)))
        }
        ChangeKind::Renamed { from } => {
            let message = format!("`{from}` is now `{id}`, as the change file declares");
            let mut found = ChangeFinding::of(change, message);
            found.declared = Some("renamed".to_owned());
            found.comparable = ctx.declared.by_new.get(id.as_str()).map(|was| was.comparability());
            Some(found.from(Some(from.to_string()), Some(id)))
        }
        _ => None,
    }
}
