//! `at_least` at an optional question.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::AnswerShape;

rule! {
    RULE: "C027", "at-least-without-required", Info, since "0.1.0",
    "A question has `at_least` but may be left unanswered.",
    explain "`at_least` applies only to an answer: people can still skip the question. If they must answer it, write `required: yes` as well. If they may skip it, ignore this finding.",
    bad r#"
sections:
  - id: steps
    title: Steps
    questions:
      - id: areas
            ^^^^^
        type: multiple_choice
        at_least: 2
        ask: Which areas are concerned?
        choices:
          schools: Schools
          farms: Farms
          mines: Mines
"#,
    good r#"
sections:
  - id: steps
    title: Steps
    questions:
      - id: areas
        type: multiple_choice
        required: yes
        at_least: 2
        ask: Which areas are concerned?
        choices:
          schools: Schools
          farms: Farms
          mines: Mines
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for question in
        edition.model.questions.iter().flat_map(|question| std::iter::once(question).chain(question.unlike_fields()))
    {
        let (AnswerShape::Many { at_least, .. }
        | AnswerShape::Rows { at_least, .. }
        | AnswerShape::NamesAndRoles { at_least, .. }) = &question.shape
        else {
            continue;
        };
        if let Some(least) = at_least.filter(|least| *least > 0 && !question.required) {
            findings.push(
                Finding::new(
                    &RULE,
                    question.span,
                    format!("`{}` asks for at least {least}, but may be left unanswered", question.id),
                )
                .help("if it must be answered, add `required: yes`"),
            );
        }
    }
}
