//! The condition of a question, heading or section now means the opposite.

use crate::classify::base::Effect::Breaks;
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::classify::mirrored::{CONDITION_KEYS, ChangedCondition};
use crate::diff::{Aspect, Audience, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Breaks, Breaks), Direction::Alters);

rule! {
    RULE: "E032", "condition-inverted", (SEVERITY.level()), since "0.1.0",
    "The condition of a question, heading or section now means the opposite.",
    explain "This is almost always a mistake: somebody added or removed `not`. The form now asks the question where it did not ask it before, and no longer asks it where it did.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: gate
        type: yes_no
        ask: Is it so?
      - id: detail
        type: text
        show_if: not gate
                 ^^^^^^^^
        ask: Why is that?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: gate
        type: yes_no
        ask: Is it so?
      - id: detail
        type: text
        show_if: gate
        ask: Why is that?
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: gate
        type: yes_no
        ask: Is it so?
      - id: detail
        type: text
        show_if: gate = yes
        ask: Why is that?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: gate
        type: yes_no
        ask: Is it so?
      - id: detail
        type: text
        show_if: gate
        ask: Why is that?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: CONDITION_KEYS,
    mirror: Mirror::None("condition-changed and condition-inverted report both directions"),
    detectors: &[Detector::Changes(&[Aspect::Condition], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Condition { old, new, audience: Audience::Inverted, .. } = &change.kind else { return None };
    let changed = ChangedCondition::of(ctx, old.as_ref(), new.as_ref());
    let message = format!(
        "the form now asks {} exactly where it did not ask it: {}",
        ctx.words.called(&change.at),
        changed.in_words(Audience::Inverted)
    );
    let [before, after] = changed.written;
    let found = ChangeFinding::of(change, message).from(Some(before), Some(after));
    Some(found.help(format!(
        "no old answer passes where it was given, and the series starts anew: {}",
        ctx.accept(&RULE, &change.at)
    )))
}
