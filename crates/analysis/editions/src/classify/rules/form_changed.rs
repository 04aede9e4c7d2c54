//! The new edition belongs to another form.

use crate::classify::base::Effect::Breaks;
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::classify::cause::Cause;
use crate::diff::ChangePlace;
use canevas_diagnostics::rule;

const SEVERITY: Severity = Severity::of(impact(Breaks, Breaks, Breaks, Breaks), Direction::Alters);

rule! {
    RULE: "E042", "form-changed", (SEVERITY.level()), since "0.1.0",
    "The new edition belongs to another form.",
    explain "A return names its form. The new edition refuses every return that names another one, and no series joins two forms. Two forms are compared only by mistake: a wrong folder, or a wrong `form:` at the top of the definition.",
    bad r#"
form: demo/other
      ^^^^^^^^^^
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
form: demo/sample
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
    good r#"
form: demo/sample
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- old/form.yaml --
form: demo/sample
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
    keys: &["form.form"],
    mirror: Mirror::None("a form has no opposite"),
    detectors: &[Detector::Editions(detect)],
};

fn detect(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    let (before, after) = (&ctx.old.model.form, &ctx.new.model.form);
    if before == after {
        return Vec::new();
    }
    let message = format!("the new edition belongs to the form `{after}`, and the old one to `{before}`");
    vec![ChangeFinding {
        cause: Cause::Form,
        old: Some(ctx.old.model.form_span),
        new: Some(ctx.new.model.form_span),
        ..ChangeFinding::at(ChangePlace::Form, message)
            .from(Some(before.clone()), Some(after.clone()))
            .help("compare two editions of one form, or correct `form:` at the top of the definition")
    }]
}
