//! A question was removed, and a new one asks the same in the same words.

use crate::classify::base::Effect::{Breaks, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Review, Breaks), Direction::Alters);

rule! {
    RULE: "E003", "rename-undeclared", (SEVERITY.level()), since "0.1.0",
    "A question was removed, and a new one asks the same in the same words.",
    explain "Answers are stored by id, so a new id starts a new series and old answers belong to no question. If it is the same question, keep the old id, or run `canevas rename OLD NEW` so that the series goes on.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: reply
            ^^^^^
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
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: reply
        type: text
        ask: What is it?
-- changes.yaml --
from: { edition: "2024" }
was:
  - { new: reply, old: answer, relation: renamed }
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
    keys: &["question.id"],
    mirror: Mirror::None("id-reused reports an id that comes back in the same words"),
    detectors: &[Detector::Changes(&[Aspect::LooksRenamed], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::LooksRenamed { from } = &change.kind else { return None };
    let message = format!("`{from}` was removed, and `{}` asks the same question", change.at);
    let found = ChangeFinding::of(change, message).from(Some(from.to_string()), Some(change.at.to_string()));
    if from.field.is_some() {
        return Some(found.help("keep the old id of the field"));
    }
    let help = ctx.editions().map_or_else(
        |instead| instead,
        |editions| format!("run `canevas rename {from} {} {editions}`, or keep the old id", change.at),
    );
    Some(found.help(help))
}
