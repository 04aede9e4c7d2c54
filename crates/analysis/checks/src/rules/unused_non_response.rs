//! A special answer that the form declares and no question offers.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::NonResponseCode;
use std::collections::HashSet;

rule! {
    RULE: "C049", "unused-non-response", Warn, since "0.1.0",
    "No question offers a special answer that the form declares.",
    explain "A question offers a special answer when it names its code in `can_say`. One that no question offers costs translators time, and often a question lacks it. Offer it, or remove it.",
    bad r#"
non_responses:
  confidential: This is confidential
  ^^^^^^^^^^^^
sections:
  - id: costs
    title: Costs
    questions:
      - id: cost
        type: decimal
        ask: What did it cost?
"#,
    good r#"
non_responses:
  confidential: This is confidential
sections:
  - id: costs
    title: Costs
    questions:
      - id: cost
        type: decimal
        can_say: [confidential]
        ask: What did it cost?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let model = edition.model;
    let asked = model.questions.iter().flat_map(|question| std::iter::once(question).chain(&question.fields));
    let offered: HashSet<&NonResponseCode> = asked.flat_map(|question| &question.can_say).collect();
    for declared in model.non_responses.iter().filter(|declared| !offered.contains(&declared.code)) {
        let code = &declared.code;
        findings.push(
            Finding::new(&RULE, declared.span, format!("no question offers the special answer `{code}`"))
                .help(format!("write `can_say: [{code}]` at a question, or remove the line")),
        );
    }
}
