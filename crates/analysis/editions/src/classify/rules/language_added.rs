//! A language was added.

use crate::classify::base::Mark::{Breaks, Clear};
use crate::classify::base::{ChangeFinding, Direction, EditionRule, Judge, Mirror, RuleContext, Severity, impact};
use crate::classify::examples::pair;
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Breaks, Clear), Direction::Adds);

rule! {
    RULE: "E030", "language-added", (SEVERITY.level()), since "0.1.0",
    "A language was added.",
    explain "Translators have to translate all texts. Until then, the form prints the source text.",
    bad pair!(
        old r"
      - id: answer
        type: text
        ask: What is it?",
        new r"
      - id: answer
        type: text
        ask: What is it?",
        new_form r"
languages: { source: en, translations: [fr, es] }",
        old_form r"
languages: { source: en, translations: [fr] }",
    ),
    good pair!(
        old r"
      - id: answer
        type: text
        ask: What is it?",
        new r"
      - id: answer
        type: text
        ask: What is it?",
        new_form r"
languages: { source: en, translations: [fr] }",
        old_form r"
languages: { source: en, translations: [fr] }",
    ),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &["form.languages", "languages.source", "languages.translations"],
    mirror: Mirror::Of("language-dropped"),
    judges: &[Judge::Changes(&[Aspect::Language], judge)],
};

fn judge(_: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Language { now: true } = &change.kind else { return None };
    let message = format!("the language `{}` is new", change.at.subject());
    Some(ChangeFinding::of(change, message).from(None, Some(change.at.to_string())))
}
