//! An option now excludes the others, or no longer excludes them.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Clear, Clear), Direction::Alters);

rule! {
    RULE: "E022", "exclusivity-changed", (SEVERITY.level()), since "0.1.0",
    "An option now excludes the others, or no longer excludes them.",
    explain "For example, “None of these” was allowed beside another option and no longer is, or the other way round. Old answers with both options do not pass, and shares are no longer comparable.",
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

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Exclusive { now } = &change.kind else { return None };
    let words = |exclusive| if exclusive { "excludes the others" } else { "stands beside others" };
    let verb = if *now { "now excludes" } else { "no longer excludes" };
    let message = format!("the option {} {verb} the others", ctx.words.called(&change.at));
    let mut found = ChangeFinding::of(change, message).from(Some(words(!now).to_owned()), Some(words(*now).to_owned()));
    // A condition that reads it has a finding of its own.
    found.safe = !now;
    Some(found)
}
