//! The form has a new fact, which country files can supply.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Review, Clear, Review, Review), Direction::Adds);

rule! {
    RULE: "E037", "fact-added", (SEVERITY.level()), since "0.1.0",
    "The form has a new fact, which country files can supply.",
    explain "The form asks for the fact if the country file does not supply it. Returns of last year do not contain it.",
    bad r#"
edition: "2025"
about:
  facts:
    first_report:
    ^^^^^^^^^^^^
      type: yes_no
      ask: Is it the first report?
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
    good r#"
edition: "2025"
about:
  facts:
    first_report:
      type: yes_no
      ask: Is it the first report?
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
about:
  facts:
    first_report:
      type: yes_no
      ask: Is it the first report?
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
    keys: &["about.facts"],
    mirror: Mirror::Of("country-orphan"),
    detectors: &[Detector::Changes(&[Aspect::FactAdded, Aspect::FactChanged], detect)],
};

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    if let ChangeKind::FactChanged { before, after, lost: false } = &change.kind {
        let message = format!("the fact `{}` has more fields: country files can supply {after}", change.at.subject());
        let mut found = ChangeFinding::of(change, message).from(Some(before.clone()), Some(after.clone()));
        // No return must fill a field of a fact.
        found.safe = true;
        return Some(found);
    }
    let ChangeKind::FactAdded = &change.kind else { return None };
    let message = format!("the fact `{}` is new: country files can supply it", change.at.subject());
    Some(ChangeFinding::of(change, message).from(None, Some(change.at.to_string())))
}
