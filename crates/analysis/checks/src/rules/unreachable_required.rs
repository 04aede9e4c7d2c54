//! A required question that nobody can reach.

use crate::conditions::Decider;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Span, rule};
use canevas_reach::sites;

rule! {
    RULE: "C007", "unreachable-required", Deny, since "0.1.0",
    "A required question can never be reached.",
    explain "A complete return must answer the question, but its condition can never be true, or that of its section or heading, or of a question on which it depends. Correct the condition that the message names.",
    bad r#"
sections:
  - id: start
    title: Start
    questions:
      - id: has_plan
        type: yes_no
        ask: Is there a plan?
  - id: plan
    title: The plan
    show_if: has_plan = yes and has_plan = no
    questions:
      - id: plan_name
            ^^^^^^^^^
        type: text
        required: yes
        ask: What is the plan called?
"#,
    good r#"
sections:
  - id: start
    title: Start
    questions:
      - id: has_plan
        type: yes_no
        ask: Is there a plan?
  - id: plan
    title: The plan
    show_if: has_plan = yes
    questions:
      - id: plan_name
        type: text
        required: yes
        ask: What is the plan called?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let mut decider = Decider::new(edition.model);
    for place in sites(edition.model) {
        let Some(question) = place.question.filter(|question| question.required) else { continue };
        let Some(full) = place.full() else { continue };
        if !decider.is_never_true(&full) {
            continue;
        }
        let mut finding =
            Finding::new(&RULE, question.span, format!("`{}` is required, but nobody ever sees it", question.id))
                .help("correct the condition, or remove the question");
        if let Some(span) = place.span {
            finding = finding.also(span, "its condition");
        }
        for (what, span, _) in &place.around {
            finding = finding.also(*span, format!("the {what}'s condition"));
        }
        let own = |span: &Span| place.span == Some(*span) || place.around.iter().any(|(_, around, _)| around == span);
        for span in decider.read(&full).into_iter().filter(|span| !own(span)) {
            finding = finding.also(span, "the condition of a question that it depends on");
        }
        findings.push(finding);
    }
}
