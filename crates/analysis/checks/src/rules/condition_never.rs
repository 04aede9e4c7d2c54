//! A condition that no answer makes true.

use crate::conditions::Decider;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::condition::Decision;
use canevas_reach::sites;

rule! {
    RULE: "C005", "condition-never", Deny, since "0.1.0",
    "A condition can never be true, so nobody sees the question.",
    explain "The condition contradicts itself (one question must be both yes and no), or the condition of its section or heading, or it reads a question that is asked only if this condition is false. Read it aloud: most often an `and` should be an `or`.",
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
        show_if: status = planned and status = done
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
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
          given_up: Given up
      - id: details
        type: text
        show_if: status = planned or status = done
        ask: What has happened so far?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let mut decider = Decider::new(edition.model);
    for place in sites(edition.model) {
        let (Some(own), Some(span)) = (&place.own, place.span) else { continue };
        if decider.decide(own) == Decision::NeverTrue {
            findings.push(
                Finding::new(
                    &RULE,
                    span,
                    format!("no answer makes this condition true: the {} is never shown", place.what),
                )
                .help("perhaps an `and` should be an `or`; if the condition is right, remove what it hides"),
            );
            continue;
        }
        let Some(full) = place.full() else { continue };
        // An outer condition that is impossible alone has a finding of its own.
        if place.enclosing().is_some_and(|around| decider.is_never_true(&around)) {
            continue;
        }
        if decider.decide(&full) == Decision::NeverTrue {
            let mut finding = Finding::new(
                &RULE,
                span,
                format!(
                    "this condition and those around it are never true together: the {} is never shown",
                    place.what
                ),
            )
            .help("change one of them, or move the question to another place");
            for (what, span, _) in &place.around {
                finding = finding.also(*span, format!("the {what}'s condition"));
            }
            findings.push(finding);
            continue;
        }
        if decider.is_never_true(&full) {
            let mut finding = Finding::new(
                &RULE,
                span,
                format!(
                    "this condition reads a question that is hidden whenever the rest of it is true: the {} is never shown",
                    place.what
                ),
            )
            .help("a hidden question has no answer; change one of the conditions");
            for span in decider.read(&full).into_iter().filter(|read| *read != span) {
                finding = finding.also(span, "when it is asked");
            }
            findings.push(finding);
        }
    }
}
