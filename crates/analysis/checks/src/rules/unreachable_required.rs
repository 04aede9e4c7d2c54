//! A required question that nobody can reach.

use crate::conditions::{Decider, places};
use crate::{Check, CheckContext};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::condition::Decision;

rule! {
    RULE: "C007", "unreachable-required", Deny, since "0.1.0",
    "A required question can never be reached.",
    explain "The question must be answered in a complete return, and yet its condition, the one of its section or heading, or of a question it depends on, can never be true. The form would be sent without what it was made to collect. Mend the condition that is named.",
    bad "sections:
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
        type: text
        required: yes
        ask: What is the plan called?
",
    good "sections:
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
",
}

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let mut decider = Decider::new(edition.model);
    for place in places(edition.model) {
        let Some(question) = place.question.filter(|question| question.required) else { continue };
        let Some(full) = place.full() else { continue };
        let (all, read) = decider.with_what_it_reads(&full);
        if decider.decide(&all) != Decision::NeverTrue {
            continue;
        }
        let mut finding = Finding::new(
            &RULE,
            question.span,
            format!("`{}` is required, and nobody can ever be asked it", question.id),
        )
        .help("mend the condition; or drop `required` and the question with it");
        if let Some(span) = place.span {
            finding = finding.also(span, "its condition");
        }
        for (what, span, _) in &place.around {
            finding = finding.also(*span, format!("the {what}'s condition"));
        }
        for span in read.into_iter().filter(|span| !place.around.iter().any(|(_, around, _)| around == span)) {
            finding = finding.also(span, "when a question is asked that it depends on");
        }
        findings.push(finding);
    }
}
