//! A help text, an example, a title or an introduction changed.

use crate::classify::base::Effect::{Breaks, Clear, Review};
use crate::classify::base::{
    ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact, meaning_in_words,
};
use crate::diff::{Aspect, Change, ChangeKind, TextPurpose};
use canevas_diagnostics::rule;
use canevas_syntax::changes::{Comparable, Verdict};

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Breaks, Clear), Direction::Alters);

rule! {
    RULE: "E026", "help-changed", (SEVERITY.level()), since "0.1.0",
    "A help text, an example, a title or an introduction changed.",
    formerly ["hint-changed"],
    explain "The help influences the answers as much as the question does. A text that is new or was removed counts as a change. A date of `dates` that only moves is one change for all texts that print it (`date-moved`, E045). If the change is a correction, declare it under `errata`.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        hint: Name all of them.
              ^^^^^^^^^^^^^^^^^
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        hint: A few words.
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
        hint: A few words.
        ask: What is it?
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        hint: A few words.
        ask: What is it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &[
        "form.title",
        "form.introduction",
        "form.closing",
        "country.printed_when_unknown",
        "section.title",
        "section.introduction",
        "section.if_not_shown",
        "heading.heading",
        "question.short",
        "question.hint",
        "question.example",
        "question.rows_label",
        "question.if_not_shown",
        "question.row_title",
        "question.text",
        "comment.ask",
        "sign_off.title",
        "sign_off.hint",
        "option.hint",
        "fact.hint",
    ],
    mirror: Mirror::None("this rule reports every such change"),
    detectors: &[Detector::Changes(&[Aspect::Text], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Text { purpose: TextPurpose::Help, before, after } = &change.kind else { return None };
    if ctx.erratum(&change.at, None).is_some() {
        return None;
    }
    let what = match (before, after) {
        (None, _) => "is new",
        (_, None) => "was removed",
        _ => "changed",
    };
    let mut found = ChangeFinding::of(change, format!("`{}` {what}", change.at)).from(before.clone(), after.clone());
    if ctx.meaning(&change.at) == Some(Verdict::Same) {
        found.declared = Some(meaning_in_words(Verdict::Same).to_owned());
        found.comparable = Some(Comparable::Full);
    }
    Some(found)
}
