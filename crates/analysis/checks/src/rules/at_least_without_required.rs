//! `at_least` at a question that may be left out.

use crate::{Check, CheckContext};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::AnswerShape;

rule! {
    RULE: "C027", "at-least-without-required", Info, since "0.1.0",
    "`at_least` stands at a question that may be left unanswered.",
    explain "`at_least` counts only where there is an answer: the question can still be skipped. If it must be answered, write `required: yes` as well. If that is what was meant, leave it.",
    bad "sections:
  - id: steps
    title: Steps
    questions:
      - id: areas
        type: multiple_choice
        at_least: 2
        ask: Which areas are concerned?
        choices:
          schools: Schools
          farms: Farms
          mines: Mines
",
    good "sections:
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
",
}

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for question in
        edition.model.questions.iter().flat_map(|question| std::iter::once(question).chain(&question.fields))
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
                    format!("`{}` wants {least} at least, and may be left out all the same", question.id),
                )
                .help("if it must be answered, add `required: yes`"),
            );
        }
    }
}
