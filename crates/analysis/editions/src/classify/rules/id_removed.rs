//! A question, field or text box was removed, and the change file does not say why.

use crate::classify::base::Effect::{Breaks, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind, ChangePlace};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Review, Breaks), Direction::Removes);

rule! {
    RULE: "E001", "id-removed", (SEVERITY.level()), since "0.1.0",
    "A question, field or text box was removed, and the change file does not say why.",
    explain "Old returns hold answers to it, and its series ends. If the form no longer asks it, run `canevas retire ID`: its id stays listed, and old returns stay valid. If the form asks it under another id, run `canevas rename OLD NEW`. If other questions replace it, name them in the change file, under `was`.",
    bad r#"
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
      - id: detail
            ^^^^^^
        type: long_text
        ask: How did it come about?
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
-- changes.yaml --
from: { edition: "2024" }
retired:
  - id: detail
    last_edition: "2024"
    reason: nobody used it
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
      - id: detail
        type: long_text
        ask: How did it come about?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &[
        "question.id",
        "question.ask",
        "question.comment",
        "question.comment_on",
        "question.fields",
        "option.specify",
        "form.sign_off",
        "section.questions",
        "heading.questions",
    ],
    mirror: Mirror::Of("id-added"),
    detectors: &[Detector::Changes(&[Aspect::Removed], detect)],
};

#[allow(clippy::unnecessary_wraps, reason = "every rule has this signature")]
fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Removed = &change.kind else { return None };
    let top = change.at.subject();
    let is_whole = change.at == ChangePlace::question(top);
    let help = match ctx.editions() {
        Ok(editions) if is_whole => format!(
            "if the form no longer asks it, run `canevas retire {top} --because WHY {editions}`; if it has a new id, run `canevas rename {top} NEW {editions}`"
        ),
        _ => ctx.accept(&RULE, &change.at),
    };
    let called = ctx.words.called(&change.at);
    let removed = if matches!(change.at, ChangePlace::OptionText(..)) {
        format!("the text box of the option {called} was removed")
    } else {
        format!("{called} was removed")
    };
    let mut found = ChangeFinding::of(change, format!("{removed}, and its series ends here"))
        .from(Some(change.at.to_string()), None)
        .help(help);
    if let Some(retired) = ctx.declared.retired.get(&change.at.to_string()) {
        found.declared = Some(retired.reason.as_ref().map_or_else(String::new, |reason| reason.value.clone()));
        found.safe = is_whole;
    } else if let Some(was) = ctx.declared.by_old.get(top).filter(|_| is_whole) {
        let relation = was.relation.as_ref().map_or("replaced", |relation| relation.value.word());
        found.declared = Some(relation.to_owned());
        // The new edition refuses the answers under the old id, whatever bridge a program builds.
        found.comparable = Some(was.comparability());
    }
    Some(found)
}
