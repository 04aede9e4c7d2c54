//! A list that no question uses.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, nearest, rule};
use canevas_model::{ChoiceSource, Fact, ForEach, ListIx, Model};
use std::collections::HashSet;

rule! {
    RULE: "C002", "unused-list", Warn, since "0.1.0",
    "No question uses a list of options.",
    explain "Questions use a list by its name, in `choices` or in `for_each`. An unused list costs translators time. Often a question repeats its options. Use the list or remove it.",
    bad r#"
lists:
  colours:
  ^^^^^^^
    red: Red
    blue: Blue
sections:
  - id: taste
    title: Taste
    questions:
      - id: colour
        type: text
        ask: Which colour do you like?
"#,
    good r#"
lists:
  colours:
    red: Red
    blue: Blue
sections:
  - id: taste
    title: Taste
    questions:
      - id: colour
        type: single_choice
        choices: colours
        ask: Which colour do you like?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let used = used(edition.model);
    for (index, list) in edition.model.lists.iter_enumerated() {
        if used.contains(&index) {
            continue;
        }
        let questions = || edition.model.questions.iter().map(|question| question.id.as_str());
        let question = findings.may_suggest().then(|| nearest(&list.id, questions())).flatten();
        findings.push(
            Finding::new(&RULE, list.span, format!("no question uses the list `{}`", list.id))
                .help(format!("write `choices: {}` at a question, or remove the list", list.id))
                .help_if(question.map(|id| {
                    format!("write `choices: {}` at a question (perhaps at `{id}`), or remove the list", list.id)
                })),
        );
    }
}

/// The lists in use: those that a question or fact offers, and those that a question is repeated over.
fn used(model: &Model) -> HashSet<ListIx> {
    let questions = model.questions.iter().flat_map(|question| std::iter::once(question).chain(&question.fields));
    let facts = model.facts.iter().flat_map(Fact::shapes);
    let rows =
        questions.clone().flat_map(|question| [question.for_each, question.columns]).filter_map(|over| match over {
            Some(ForEach::List(list)) => Some(list),
            _ => None,
        });
    let shapes = questions.map(|question| &question.shape).chain(facts);
    let offered = shapes.filter_map(|shape| match shape.choice_source() {
        Some(ChoiceSource::List(list)) => Some(list),
        _ => None,
    });
    let respondents = model.respondents.listed().map(|listed| listed.list);
    offered.chain(rows).chain(respondents).collect()
}
