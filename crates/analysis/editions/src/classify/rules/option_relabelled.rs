//! The label of an option changed, and its code did not.

use crate::classify::base::Effect::{Breaks, Clear, Review};
use crate::classify::base::{
    ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact, meaning_in_words,
};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;
use canevas_syntax::changes::{Comparable, Verdict};

const SEVERITY: Severity = Severity::of(impact(Clear, Review, Breaks, Review), Direction::Alters);

rule! {
    RULE: "E021", "option-relabelled", (SEVERITY.level()), since "0.1.0",
    "The label of an option changed, and its code did not.",
    explain "If the meaning is the same, declare it in the change file: `meaning: [{ part: LIST.OPTION.label, verdict: same }]`. Otherwise give the new meaning a code of its own.",
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
          planned: Planned
          under_way: Under way
          done: Completed
          ^^^^
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
    let erratum = ctx.erratum(&part, None);
    if erratum.is_some() || meaning == Some(Verdict::Other) || (taken_from.is_some() && meaning.is_none()) {
        return None;
    }
    let message = format!("the label of {} changed from “{before}” to “{after}”", ctx.words.option_of(&change.at));
    let mut found = ChangeFinding::of(change, message)
        .from(Some(before.clone()), Some(after.clone()))
        .help(format!("declare in the change file whether the meaning is the same: part: {part}"));
    if meaning.is_some() {
        found.declared = Some(meaning_in_words(Verdict::Same).to_owned());
        found.comparable = Some(Comparable::Full);
    }
    Some(found)
}
