//! A text was corrected, as the change file declares.

use crate::classify::base::Effect::{Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Review, Clear), Direction::Alters);

rule! {
    RULE: "E025", "wording-cosmetic", (SEVERITY.level()), since "0.1.0",
    "A text was corrected, as the change file declares.",
    explain "The change file declares it under `errata`: a typo, punctuation, or a clearer phrase that asks the same. The finding tells translators to check whether the translation needs the correction too.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: How many people work here?
             ^^^^^^^^^^^^^^^^^^^^^^^^^^
-- changes.yaml --
from: { edition: "2024" }
errata:
  - part: question.answer.ask
    reason: a typo
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: How many poeple work here?
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
    keys: &[],
    mirror: Mirror::None("this rule reports every such change"),
    detectors: &[Detector::Changes(&[Aspect::Text, Aspect::Frame, Aspect::OptionLabel, Aspect::Translation], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let (part, language, before, after) = match &change.kind {
        ChangeKind::Text { before, after, .. } | ChangeKind::Frame { before, after, .. } => {
            (change.at.clone(), None, before.clone(), after.clone())
        }
        ChangeKind::OptionLabel { before, after, .. } => {
            (change.at.label()?, None, Some(before.clone()), Some(after.clone()))
        }
        ChangeKind::Translation { language, before, after, .. } => {
            (change.at.clone(), Some(language.as_str()), Some(before.clone()), after.clone())
        }
        _ => return None,
    };
    let reason = ctx.erratum(&part, language)?;
    let message = format!("`{part}` was corrected ({}): {reason}", language.unwrap_or(ctx.source()));
    let mut found = ChangeFinding::of(change, message).from(before, after);
    found.at = part;
    found.declared = Some(reason.to_owned());
    Some(found)
}
