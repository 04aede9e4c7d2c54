//! A rule between answers that nobody can keep.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::MustKind;
use canevas_model::expression::{RuleDecision, decide};

rule! {
    RULE: "C061", "rule-never", Deny, since "0.1.0",
    "A rule between answers can never be kept.",
    explain "The bounds of the answers that the rule names leave no answers that keep it, so nobody can finish the form. Most often a sign is turned round, or a bound is wrong.",
    bad r#"
sections:
  - id: meetings
    title: Meetings
    questions:
      - id: planned
        type: integer
        min: 1
        max: 12
        ask: How many meetings were planned?
      - id: held
        type: integer
        min: 20
        max: planned
             ^^^^^^^
        ask: How many were held?
"#,
    good r#"
sections:
  - id: meetings
    title: Meetings
    questions:
      - id: planned
        type: integer
        min: 1
        max: 12
        ask: How many meetings were planned?
      - id: held
        type: integer
        min: 0
        max: planned
        ask: How many were held?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for must in edition.model.questions.iter().flat_map(|question| &question.must) {
        if decide(&must.rule, edition.model) != RuleDecision::Never {
            continue;
        }
        let message = match must.kind {
            MustKind::Said(_) => "no answers within their bounds keep this rule",
            MustKind::Bound(_) => "no answers within their bounds keep to this bound",
        };
        findings.push(
            Finding::new(&RULE, must.span, message)
                .help("correct the sign, or the bounds of the answers that it names"),
        );
    }
}
