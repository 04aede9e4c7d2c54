//! A rule between answers that refuses nothing.

use crate::conditions::Decider;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::canonical::{full_outer, shown_when};
use canevas_model::condition::Condition;
use canevas_model::expression::{Rule, RuleDecision, decide};

rule! {
    RULE: "C062", "rule-always", Warn, since "0.1.0",
    "A rule between answers refuses nothing.",
    explain "All answers within their bounds keep the rule. Or the rule names questions that are never asked together: it waits for an answer that cannot come. Most often the rule names the wrong question.",
    bad r#"
sections:
  - id: meetings
    title: Meetings
    questions:
      - id: planned
        type: integer
        min: 0
        max: 12
        ask: How many meetings were planned?
      - id: held
        type: integer
        min: 0
        max: 12
        ask: How many were held?
        must:
          - that: held - planned <= 12
                  ^^^^^^^^^^^^^^^^^^^^
            say: There cannot be many more meetings than planned.
"#,
    good r#"
sections:
  - id: meetings
    title: Meetings
    questions:
      - id: planned
        type: integer
        min: 0
        max: 12
        ask: How many meetings were planned?
      - id: held
        type: integer
        min: 0
        max: 12
        ask: How many were held?
        must:
          - that: held - planned <= 2
            say: There cannot be many more meetings than planned.
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let model = edition.model;
    let mut decider = Decider::new(model);
    for question in &model.questions {
        let asked = Condition::and(full_outer(model, question), question.show_if.row.clone());
        for must in &question.must {
            if decide(&must.rule, model) == RuleDecision::Always {
                findings.push(
                    Finding::new(&RULE, must.span, "all answers within their bounds keep this rule")
                        .help("remove it, or name the answers that were meant"),
                );
                continue;
            }
            // A rule with `or` may be decided by some of its answers.
            if !matches!(must.rule, Rule::Compare(..)) {
                continue;
            }
            let read = must.rule.operands().into_iter().filter_map(|operand| shown_when(model, operand));
            let together = read.fold(asked.clone(), |all, (condition, _)| Condition::and(all, Some(condition)));
            if asked.as_ref().is_none_or(|asked| !decider.is_never_true(asked))
                && together.is_some_and(|together| decider.is_never_true(&together))
            {
                findings.push(
                    Finding::new(&RULE, must.span, "the questions that this rule names are never asked together")
                        .help("a rule waits for each answer that it names; change it, or one of the conditions"),
                );
            }
        }
    }
}
