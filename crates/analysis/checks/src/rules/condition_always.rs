//! A condition that hides nothing.

use crate::conditions::{Decider, conjuncts};
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::condition::Decision;
use canevas_reach::sites;
use std::collections::HashSet;

rule! {
    RULE: "C006", "condition-always", Warn, since "0.1.0",
    "A condition is always true, or repeats the one around it.",
    explain "Such a condition hides nothing. Perhaps an `or` should be an `and`. Or the section or heading around it has the same condition, and you can remove this one.",
    bad r#"
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
      - id: details
        type: text
        show_if: answered(status) or not answered(status)
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        ask: What has happened so far?
"#,
    good r#"
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
      - id: details
        type: text
        show_if: answered(status)
        ask: What has happened so far?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let mut decider = Decider::new(edition.model);
    for place in sites(edition.model) {
        let (Some(own), Some(span)) = (&place.own, place.span) else { continue };
        if decider.decide(own) == Decision::AlwaysTrue {
            findings.push(
                Finding::new(&RULE, span, format!("this condition is always true: the {} is always shown", place.what))
                    .help("remove it, or correct it: perhaps an `or` should be an `and`"),
            );
            continue;
        }
        let around: HashSet<String> = place
            .around
            .iter()
            .flat_map(|(_, _, condition)| conjuncts(condition))
            .map(|part| part.canonical(edition.model))
            .collect();
        if !around.is_empty() && conjuncts(own).iter().all(|part| around.contains(&part.canonical(edition.model))) {
            let mut finding =
                Finding::new(&RULE, span, "the condition around it already says the same").help("remove this one");
            for (what, span, _) in &place.around {
                finding = finding.also(*span, format!("the {what}'s condition"));
            }
            findings.push(finding);
        }
    }
}
