//! The condition of a question, heading or section changed.

use crate::classify::base::Effect::{Breaks, Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::classify::mirrored::{CONDITION_KEYS, ChangedCondition};
use crate::diff::{Aspect, Audience, Change, ChangeKind, ChangePlace};
use canevas_diagnostics::rule;
use canevas_syntax::changes::Comparable;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Clear, Review), Direction::Alters).but(
    canevas_diagnostics::Level::Warn,
    "Conditions are often corrected. Whether old answers still pass depends on the answers, and the witness shows it.",
);

rule! {
    RULE: "E031", "condition-changed", (SEVERITY.level()), since "0.1.0",
    "The condition of a question, heading or section changed.",
    explain "Where the form no longer asks a question, old answers to it do not pass. Totals cover different countries than before.",
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
        show_if: answered(gate)
                 ^^^^^^^^^^^^^^
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
    let ChangeKind::Condition { old, new, audience, refused } = &change.kind else { return None };
    let (cases, others) = match audience {
        Audience::Wider => ("in more cases", "its series covers more countries than before"),
        Audience::Narrower => ("in fewer cases", "its series covers fewer countries than before"),
        Audience::Other => ("in other cases", "its series covers other countries than before"),
        Audience::Inverted => return None,
    };
    let changed = ChangedCondition::of(ctx, old.as_ref(), new.as_ref());
    let message = format!("the form asks {} {cases}: {}", ctx.words.called(&change.at), changed.in_words(*audience));
    let answers = if refused.iter().any(|refused| refused.is_answered) {
        "old answers do not pass where it is no longer asked"
    } else if refused.is_empty() {
        "old answers pass"
    } else {
        "old returns lack the answer where it is now required"
    };
    let [before, after] = changed.written;
    let mut found = ChangeFinding::of(change, message).from(Some(before), Some(after));
    if matches!(change.at, ChangePlace::Comment(_)) {
        // What is written beside an answer is no part of a series.
        found.comparable = Some(Comparable::Full);
        return Some(found.help(format!("{answers}: {}", ctx.accept(&RULE, &change.at))));
    }
    Some(found.help(format!("{answers}, and {others}: {}", ctx.accept(&RULE, &change.at))))
}
