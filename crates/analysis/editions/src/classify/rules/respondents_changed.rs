//! Somebody who answered no longer may, or others answer.

use crate::classify::base::Effect::{Breaks, Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Review, Clear, Review), Direction::Removes);

rule! {
    RULE: "E063", "respondents-changed", (SEVERITY.level()), since "0.1.0",
    "Somebody who answered no longer may, or others answer.",
    explain "A return says who answers, by a code. If the code is gone from the list, the return of the edition before has no place: nobody can carry it or compare it. Keep the code, also of one who does not answer this year; `expected` in `desk.yaml` says who is asked to report. If two regions become one, give the new one a code of its own and keep both old ones. If quite others answer, or nobody by name, begin a new form.",
    bad r#"
edition: "2025"
respondents: { kind: region, called: Region, list: regions }
                                                   ^^^^^^^
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
    good r#"
edition: "2025"
respondents: { kind: region, called: Region, list: regions }
lists:
  regions:
    south: South
    north: The North
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
    keys: &["form.respondents", "respondents.kind", "respondents.list"],
    mirror: Mirror::Of("respondents-added"),
    detectors: &[Detector::Changes(&[Aspect::Respondents], detect)],
};

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Respondents { was, is, gone, .. } = &change.kind else { return None };
    let message = match gone.as_slice() {
        _ if was != is => format!("other respondents answer: `{was}` before, and `{is}` now"),
        [] => return None,
        [one] => format!("{one} can no longer answer: its earlier returns have no place"),
        several => format!("{} can no longer answer: their earlier returns have no place", several.join(", ")),
    };
    let (from, to) = if was == is { (Some(gone.join(", ")), None) } else { (Some(was.clone()), Some(is.clone())) };
    Some(ChangeFinding::of(change, message).from(from, to))
}
