//! An option is no longer offered.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind, ChangePlace, OptionOwner, QuestionPlace};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Clear, Breaks), Direction::Removes);

rule! {
    RULE: "E018", "option-removed", (SEVERITY.level()), since "0.1.0",
    "An option is no longer offered.",
    explain "Old answers that chose it do not pass, and its series ends. Run `canevas retire OWNER.OPTION`: the option stays known, and the form no longer offers it.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: status
            ^^^^^^
        type: single_choice
        ask: How far is it?
        choices:
          planned: Planned
          under_way: Under way
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
-- changes.yaml --
from: { edition: "2024" }
retired:
  - id: status
    option: done
    last_edition: "2024"
    reason: said twice
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
    keys: &["question.choices", "form.lists", "fact.choices"],
    mirror: Mirror::Of("option-added"),
    detectors: &[Detector::Changes(&[Aspect::OptionRemoved], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::OptionRemoved { label } = &change.kind else { return None };
    let message = format!("the option {} is no longer offered", ctx.words.called(&change.at));
    let mut found = ChangeFinding::of(change, message).from(Some(label.clone()), None);
    found.help = Some(match (&change.at, ctx.editions()) {
        (
            ChangePlace::Option(OptionOwner::List(_) | OptionOwner::Question(QuestionPlace { field: None, .. }), _),
            Ok(editions),
        ) => {
            format!(
                "run `canevas retire {} --because WHY {editions}`, so that old answers can still be read",
                change.at
            )
        }
        _ => ctx.accept(&RULE, &change.at),
    });
    if let Some(retired) = ctx.declared.retired.get(&change.at.to_string()) {
        found.declared = Some(retired.reason.as_ref().map_or_else(String::new, |reason| reason.value.clone()));
        found.safe = true;
    }
    Some(found)
}
