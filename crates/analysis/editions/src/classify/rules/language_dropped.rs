//! A language was removed.

use crate::classify::base::Effect::{Breaks, Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Breaks, Breaks), Direction::Removes);

rule! {
    RULE: "E029", "language-dropped", (SEVERITY.level()), since "0.1.0",
    "A language was removed.",
    explain "Countries that answered in it have to use another language. Old returns in it can still be read.",
    bad r#"
edition: "2025"
         ^^^^^^
languages: { source: en, translations: [fr] }
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
languages: { source: en, translations: [fr, es] }
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
languages: { source: en, translations: [fr] }
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
languages: { source: en, translations: [fr] }
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
    keys: &["form.languages", "languages.source", "languages.translations"],
    mirror: Mirror::Of("language-added"),
    detectors: &[Detector::Changes(&[Aspect::Language], detect)],
};

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Language { now: false } = &change.kind else { return None };
    let message = format!("the language `{}` was removed", change.at.subject());
    Some(ChangeFinding::of(change, message).from(Some(change.at.to_string()), None))
}
