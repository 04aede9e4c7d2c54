//! A language was added.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Breaks, Clear), Direction::Adds);

rule! {
    RULE: "E030", "language-added", (SEVERITY.level()), since "0.1.0",
    "A language was added.",
    explain "Translators have to translate all texts. Until then, the form prints the source text.",
    bad r#"
edition: "2025"
         ^^^^^^
languages: { source: en, translations: [fr, es] }
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
    mirror: Mirror::Of("language-dropped"),
    detectors: &[Detector::Changes(&[Aspect::Language], detect)],
};

fn detect(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Language { now: true } = &change.kind else { return None };
    let message = format!("the language `{}` is new", change.at.subject());
    Some(ChangeFinding::of(change, message).from(None, Some(change.at.to_string())))
}
