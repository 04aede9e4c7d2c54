//! A value that the form states outside of its questions changed.

use crate::classify::base::Effect::Clear;
use crate::classify::base::{
    ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact, or_none,
};
use crate::classify::context::printed_by;
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Clear, Clear), Direction::Alters);

rule! {
    RULE: "E046", "value-changed", (SEVERITY.level()), since "0.1.0",
    "The contact, the minutes, the numbering or a computed number changed.",
    explain "Pages show these values, and texts print them by their names. So one new value changes every text that prints it, and no word of these texts is edited. Nobody answers otherwise for that. The message names the texts, so that somebody can read whether they still fit. Another numbering gives questions other numbers than last year. A number that is computed otherwise cannot be compared with that of last year.",
    bad r#"
edition: "2025"
         ^^^^^^
contact: { email: office@example.org }
introduction: Write to {contact.email}.
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
contact: { email: desk@example.org }
introduction: Write to {contact.email}.
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
contact: { email: desk@example.org }
introduction: Write to {contact.email}.
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
contact: { email: desk@example.org }
introduction: Write to {contact.email}.
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
    keys: &[
        "form.contact",
        "contact.email",
        "contact.web",
        "form.minutes",
        "minutes.from",
        "minutes.to",
        "form.numbering",
        "form.computed",
    ],
    mirror: Mirror::None("this rule reports every such change"),
    detectors: &[Detector::Changes(&[Aspect::Value], detect)],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Value { before, after, texts } = &change.kind else { return None };
    if ctx.are_corrected(texts) {
        return None;
    }
    let (was, is) = (or_none(before.as_deref()), or_none(after.as_deref()));
    let mut message = format!("`{}` changed from {was} to {is}", change.at);
    if !texts.is_empty() {
        message = format!("{message}: {}", printed_by(texts));
    }
    Some(ChangeFinding::of(change, message).from(before.clone(), after.clone()))
}
