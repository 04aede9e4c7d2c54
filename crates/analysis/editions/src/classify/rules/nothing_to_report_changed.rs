//! The special answers of a question changed, such as “nothing to report”.

use crate::classify::base::Effect::{Breaks, Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;
use canevas_model::NonResponseCode;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Review, Clear), Direction::Alters);

rule! {
    RULE: "E017", "nothing-to-report-changed", (SEVERITY.level()), since "0.1.0",
    "The special answers of a question changed, such as “nothing to report”.",
    explain "If “nothing to report” was removed, old answers do not pass. If it was added, empty answers of last year may have meant it. Either way, the number of answers changes.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
            ^^^^^^
        type: text
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        can_say: [nothing_to_report]
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
    keys: &["question.can_say"],
    mirror: Mirror::None("this rule reports both directions"),
    detectors: &[Detector::Changes(&[Aspect::CanSay], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::CanSay { before, after } = &change.kind else { return None };
    let list = |said: &[NonResponseCode]| {
        let words: Vec<&str> = said.iter().map(NonResponseCode::word).collect();
        if words.is_empty() { "none".to_owned() } else { words.join(", ") }
    };
    let message = format!(
        "the special answers of {} changed from {} to {}",
        ctx.words.called(&change.at),
        list(before),
        list(after)
    );
    let mut found = ChangeFinding::of(change, message).from(Some(list(before)), Some(list(after)));
    found.safe = before.iter().all(|said| after.contains(said));
    Some(found)
}
