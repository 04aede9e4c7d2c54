//! The change file no longer lists a retirement that the earlier edition listed.

use crate::change_file::retirements;
use crate::classify::base::Effect::{Breaks, Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::ChangePlace;
use canevas_diagnostics::rule;
use canevas_syntax::changes::Retired;

const SEVERITY: Severity = Severity::of(impact(Clear, Breaks, Clear, Review), Direction::Removes);

rule! {
    RULE: "E005", "retirement-dropped", (SEVERITY.level()), since "0.1.0",
    "The change file no longer lists a retirement that the earlier edition listed.",
    explain "Every later edition lists what was retired, so that nobody uses the id again and old returns can still be read. Copy the entry back from the earlier change file.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- changes.yaml --
from: { edition: "2024" }
-- old/changes.yaml --
from: { edition: "2023" }
retired:
  - id: detail
    ^^^^^^^^^^
    last_edition: "2023"
    reason: nobody used it
    ^^^^^^^^^^^^^^^^^^^^^^
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
-- changes.yaml --
from: { edition: "2024" }
retired:
  - id: detail
    last_edition: "2023"
    reason: nobody used it
-- old/changes.yaml --
from: { edition: "2023" }
retired:
  - id: detail
    last_edition: "2023"
    reason: nobody used it
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
    mirror: Mirror::None("a retirement is added by declaring it"),
    detectors: &[Detector::Editions(detect)],
};

fn detect(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    let (old, new) = (retirements(ctx.old.changes), retirements(ctx.new.changes));
    let mut dropped: Vec<(String, &Retired)> = old.into_iter().filter(|(at, _)| !new.contains_key(at)).collect();
    dropped.sort_by(|a, b| a.0.cmp(&b.0));
    dropped
        .into_iter()
        .map(|(at, retired)| {
            let message = format!("the change file no longer lists the retirement of `{at}`");
            ChangeFinding { old: retired.span, ..ChangeFinding::at(ChangePlace::Named(at), message) }
                .help("copy the entry back from the earlier change file")
                .from(Some("retired".to_owned()), None)
        })
        .collect()
}
