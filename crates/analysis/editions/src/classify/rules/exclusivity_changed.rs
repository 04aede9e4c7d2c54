//! An option excludes the others that did not, or the other way round.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{ChangeFinding, Direction, EditionRule, Detector, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Clear, Clear), Direction::Alters);

rule! {
    RULE: "E022", "exclusivity-changed", (SEVERITY.level()), since "0.1.0",
    "An option excludes the others that did not, or the other way round.",
    explain "“None of these” beside another option was allowed and no longer is, or the other way round. Old answers with both do not pass, and shares no longer compare.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: partners
        type: multiple_choice
        ask: Who took part?
        choices:
          workers: Workers
          employers: Employers
          none:
          ^^^^
            label: None of these
            exclusive: yes
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: partners
        type: multiple_choice
        ask: Who took part?
        choices:
          workers: Workers
          employers: Employers
          none: None of these
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: partners
        type: multiple_choice
        ask: Who took part?
        choices:
          workers: Workers
          employers: Employers
          none:
            label: None of these
            exclusive: yes
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: partners
        type: multiple_choice
        ask: Who took part?
        choices:
          workers: Workers
          employers: Employers
          none:
            label: None of these
            exclusive: yes
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["option.exclusive"],
    mirror: Mirror::None("this rule reports both directions"),
    detectors: &[Detector::Changes(&[Aspect::Exclusive], detect)],
};

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Exclusive { now } = &change.kind else { return None };
    let words = |exclusive| if exclusive { "excludes the others" } else { "stands beside others" };
    let message = format!("the option `{}` {}, and did not before", change.at, words(*now));
    Some(ChangeFinding::of(change, message).from(Some(words(!now).to_owned()), Some(words(*now).to_owned())))
}
