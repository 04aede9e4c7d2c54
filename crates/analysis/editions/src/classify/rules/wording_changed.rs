//! The wording of a question changed, and the change file does not say whether the meaning did.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{
    ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact, meaning_in_words,
};
use crate::diff::{Aspect, Change, ChangeKind, TextPurpose};
use canevas_diagnostics::rule;
use canevas_syntax::changes::{Comparable, Verdict};

const SEVERITY: Severity = Severity::of(impact(Clear, Breaks, Breaks, Clear), Direction::Alters);

rule! {
    RULE: "E024", "wording-changed", (SEVERITY.level()), since "0.1.0",
    "The wording of a question changed, and the change file does not say whether the meaning did.",
    explain "If people read different words, they may answer a different question, and no schema can detect this. Declare in the change file that the change is a correction (`errata`), or whether the meaning is the same (`meaning`).",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: How many people are employed here?
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: How many people work here?
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: How many people are employed here?
-- changes.yaml --
from: { edition: "2024" }
meaning:
  - part: question.answer.ask
    verdict: same
    reviewed_by: the statistics office
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: How many people work here?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &[
        "question.ask",
        "question.name_label",
        "question.role_label",
        "option.specify",
        "specify.ask",
        "fact.ask",
        "form.non_responses",
        "sign_off.ask",
    ],
    mirror: Mirror::None("this rule reports every such change"),
    detectors: &[Detector::Changes(&[Aspect::Text], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Text { purpose: TextPurpose::Wording, before, after } = &change.kind else { return None };
    if ctx.erratum(&change.at, None).is_some() {
        return None;
    }
    let message = format!("the wording of `{}` changed", change.at);
    let mut found = ChangeFinding::of(change, message).from(before.clone(), after.clone()).help(format!(
        "declare in the change file that it is a correction (errata), or whether the meaning is the same (meaning): part: {}",
        change.at
    ));
    if let Some(verdict) = ctx.meaning(&change.at) {
        found.declared = Some(meaning_in_words(verdict).to_owned());
        found.comparable = Some(if verdict == Verdict::Same { Comparable::Full } else { Comparable::Broken });
    }
    Some(found)
}
