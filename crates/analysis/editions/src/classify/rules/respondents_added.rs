//! More respondents may answer, or one has another name.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Review, Clear), Direction::Adds);

rule! {
    RULE: "E064", "respondents-added", (SEVERITY.level()), since "0.1.0",
    "More respondents may answer, or one has another name.",
    explain "Earlier returns keep their place, because they say who answers by a code. Totals over all respondents now have more to add up. A name may change as often as it likes, as long as the code stays and still means the same.",
    bad r#"
edition: "2025"
respondents: { kind: region, called: Region, list: regions }
                                                   ^^^^^^^
lists:
  regions:
    north: North
    south: South
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
respondents: { kind: region, called: Region, list: regions }
lists:
  regions:
    north: North
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
respondents: { kind: region, called: Region, list: regions }
lists:
  regions:
    south: South
    north: North
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
respondents: { kind: region, called: Region, list: regions }
lists:
  regions:
    north: North
    south: South
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
    keys: &["respondents.list", "respondents.called"],
    mirror: Mirror::Of("respondents-changed"),
    detectors: &[Detector::Changes(&[Aspect::Respondents], detect)],
};

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Respondents { was, is, more, renamed, .. } = &change.kind else { return None };
    if was != is || more.is_empty() && renamed.is_empty() {
        return None;
    }
    let added = (!more.is_empty()).then(|| format!("{} can answer too", more.join(", ")));
    let parts: Vec<String> = added.into_iter().chain(renamed.iter().cloned()).collect();
    let found = ChangeFinding::of(change, parts.join("; ")).from(None, Some(more.join(", ")));
    Some(ChangeFinding { safe: true, ..found })
}
