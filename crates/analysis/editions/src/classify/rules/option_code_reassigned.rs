//! The code of an option has a new meaning.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{
    ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact, meaning_in_words,
};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;
use canevas_syntax::changes::Verdict;

const SEVERITY: Severity = Severity::of(impact(Clear, Breaks, Breaks, Breaks), Direction::Alters);

rule! {
    RULE: "E020", "option-code-reassigned", (SEVERITY.level()), since "0.1.0",
    "The code of an option has a new meaning.",
    explain "Old answers still pass, but they now count for another meaning. Give the new meaning a code of its own, and retire the old one.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: status
        type: single_choice
        ask: How far is it?
        choices:
          planned: Done
          ^^^^^^^
          done: Planned
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
          done: Done
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
    keys: &["option.label"],
    mirror: Mirror::None("this rule reports every such change"),
    detectors: &[Detector::Changes(&[Aspect::OptionLabel], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::OptionLabel { before, after, taken_from } = &change.kind else { return None };
    let part = change.at.label()?;
    let meaning = ctx.meaning(&part);
    let other = meaning == Some(Verdict::Other);
    if !(other || (taken_from.is_some() && meaning.is_none())) {
        return None;
    }
    let message = match taken_from {
        Some(from) => format!(
            "the label of {} changed from “{before}” to “{after}”, which was the label of `{from}`",
            ctx.words.option_of(&change.at)
        ),
        None => format!(
            "the label of {} changed from “{before}” to “{after}”, and so did the meaning",
            ctx.words.option_of(&change.at)
        ),
    };
    let mut found = ChangeFinding::of(change, message).from(Some(before.clone()), Some(after.clone()));
    found.declared = other.then(|| meaning_in_words(Verdict::Other).to_owned());
    Some(found.help("give the new meaning a code of its own, and retire the old one"))
}
