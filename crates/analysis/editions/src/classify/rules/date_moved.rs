//! A date with a name moved otherwise than the period.

use crate::classify::base::Effect::Clear;
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::classify::context::printed_by;
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Clear, Clear), Direction::Moves);

rule! {
    RULE: "E045", "date-moved", (SEVERITY.level()), since "0.1.0",
    "A date with a name moved otherwise than the period, and help, titles or introductions print it.",
    explain "Texts print a date of `dates` by its name, so a new day changes all of them at once. A deadline may fall on another day of the year, and nobody answers otherwise for that. The message names every text that prints the date, so that somebody can read whether it still fits. Where the words of a question, its help or its unit print the date, `frame-changed` (E016) reports it, because the answers are about another day.",
    bad r#"
edition: "2025"
period: { from: 2025-01, to: 2025-12 }
dates: { deadline: "2026-04-15" }
introduction: Send the form before {dates.deadline}.
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
period: { from: 2024-01, to: 2024-12 }
dates: { deadline: "2025-03-31" }
introduction: Send the form before {dates.deadline}.
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
period: { from: 2025-01, to: 2025-12 }
dates: { deadline: "2026-03-31" }
introduction: Send the form before {dates.deadline}.
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
period: { from: 2024-01, to: 2024-12 }
dates: { deadline: "2025-03-31" }
introduction: Send the form before {dates.deadline}.
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
    keys: &["form.dates", "date.on", "date.moves"],
    mirror: Mirror::None("this rule reports a date that moves in either direction"),
    detectors: &[Detector::Changes(&[Aspect::Date], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Date { before, after, texts } = &change.kind else { return None };
    if ctx.are_corrected(texts) {
        return None;
    }
    let message = format!("`{}` moved from {before} to {after}: {}", change.at, printed_by(texts));
    Some(ChangeFinding::of(change, message).from(Some(before.clone()), Some(after.clone())))
}
