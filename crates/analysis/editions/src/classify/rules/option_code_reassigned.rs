//! An option's code stands for something else.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{ChangeFinding, Direction, EditionRule, Detector, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;
use canevas_syntax::changes::Verdict;

const SEVERITY: Severity = Severity::of(impact(Clear, Breaks, Breaks, Breaks), Direction::Alters);

rule! {
    RULE: "E020", "option-code-reassigned", (SEVERITY.level()), since "0.1.0",
    "An option's code stands for something else.",
    explain "Old answers pass in silence and count as something that they never said. Give the new meaning a code of its own, and retire the old one.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: status
        type: single_choice
        ask: How far is it?
        choices:
          planned: Done
          ^^^^^^^
          done: Planned
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: status
        type: single_choice
        ask: How far is it?
        choices:
          planned: Planned
          done: Done
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: status
        type: single_choice
        ask: How far is it?
        choices:
          planned: Planned
          under_way: Under way
          done: Done
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: status
        type: single_choice
        ask: How far is it?
        choices:
          planned: Planned
          under_way: Under way
          done: Done
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["option.label"],
    mirror: Mirror::None("this rule reports every such change"),
    detectors: &[Detector::Changes(&[Aspect::OptionLabel], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::OptionLabel { before, after, taken_from } = &change.kind else { return None };
    let part = change.at.label()?;
    let meaning = ctx.meaning(&part);
    let other = meaning == Some(Verdict::Other);
    if !(other || (taken_from.is_some() && meaning.is_none())) {
        return None;
    }
    let message = match taken_from {
        Some(from) => format!("`{}` says “{after}”, which `{from}` said, and said “{before}”", change.at),
        None => format!("`{}` says “{after}”, and said “{before}”, which means something else", change.at),
    };
    let mut found = ChangeFinding::of(change, message).from(Some(before.clone()), Some(after.clone()));
    found.declared = other.then(|| "other meaning, says the change file".to_owned());
    Some(found.help("give the new meaning a code of its own, and retire the old one"))
}
