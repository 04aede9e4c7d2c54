//! The placeholders of a text changed.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;
use canevas_syntax::changes::Comparable;

const SEVERITY: Severity = Severity::of(impact(Clear, Breaks, Breaks, Breaks), Direction::Alters);

rule! {
    RULE: "E028", "placeholder-changed", (SEVERITY.level()), since "0.1.0",
    "The placeholders of a text changed.",
    explain "Each copy has its own value for a placeholder, so every copy changes. The checks refuse translations that still have the old placeholders.",
    bad r#"
edition: "2025"
period: { from: 2025-01, to: 2025-12 }
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: |
          What was done in {period.to.year}?
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
-- old/form.yaml --
period: { from: 2024-01, to: 2024-12 }
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: |
          What was done in {edition}?
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
    keys: &[],
    mirror: Mirror::None("this rule reports every such change"),
    detectors: &[Detector::Changes(&[Aspect::Placeholders], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Placeholders { before, after, is_wording } = &change.kind else { return None };
    let list = |names: &[String]| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    let braces = |names: &[String]| names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
    let gone: Vec<String> = before.iter().filter(|name| !after.contains(name)).cloned().collect();
    let new: Vec<String> = after.iter().filter(|name| !before.contains(name)).cloned().collect();
    let called = ctx.words.called(&change.at);
    let message = match (gone.as_slice(), new.as_slice()) {
        (gone, []) if !gone.is_empty() => format!("{called} no longer prints {}", braces(gone)),
        ([], new) if !new.is_empty() => format!("{called} now also prints {}", braces(new)),
        ([], []) => format!("{called} prints the same placeholders another number of times"),
        (gone, new) => format!("{called} now prints {} instead of {}", braces(new), braces(gone)),
    };
    let mut found = ChangeFinding::of(change, message).from(Some(list(before)), Some(list(after)));
    // A question that names another period or fact asks something else.
    found.comparable = (!is_wording).then_some(Comparable::WithBridge);
    Some(found)
}
