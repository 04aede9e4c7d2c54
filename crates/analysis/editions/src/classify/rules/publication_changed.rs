//! Answers that were published no longer are, or the other way round.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Clear, Review), Direction::Alters)
    .but(canevas_diagnostics::Level::Warn, "Who publishes the answers must know which of them are kept back.");

rule! {
    RULE: "E053", "publication-changed", (SEVERITY.level()), since "0.1.0",
    "Answers that were published no longer are, or the other way round.",
    explain "`not_published` keeps the answers to a question or a section out of reports and exports. Old answers pass. An answer that was given under the promise that it is not published must not be published later, and a series stops in the report where its answers are kept back. Tell the countries about the change. `personal-changed` (E039) reports answers that are about a person.",
    bad r#"
edition: "2025"
sections:
  - id: work
        ^^^^
    title: Work
    not_published: yes
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
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    not_published: yes
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    not_published: yes
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["question.not_published", "section.not_published"],
    mirror: Mirror::None("this rule reports both directions"),
    detectors: &[Detector::Changes(&[Aspect::NotPublished], detect)],
};

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::NotPublished { now } = &change.kind else { return None };
    let words = |now: bool| if now { "not published" } else { "published" };
    let message = if *now {
        format!("the answers in `{}` are no longer published", change.at)
    } else {
        format!("the answers in `{}` are published now; they were not before", change.at)
    };
    Some(ChangeFinding::of(change, message).from(Some(words(!now).to_owned()), Some(words(*now).to_owned())))
}
