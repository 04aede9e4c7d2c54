//! A choice with one option.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::ChoiceSource;
use std::collections::HashSet;

rule! {
    RULE: "C004", "single-option", Warn, since "0.1.0",
    "A choice has only one option.",
    explain "With one option, \"no\" and \"not answered\" look the same. Ask a yes_no question, or add the options that are missing.",
    bad r#"
sections:
  - id: law
    title: The law
    questions:
      - id: adopted
        type: single_choice
        ask: Was the law adopted?
        choices:
          adopted: It was adopted
          ^^^^^^^
"#,
    good r#"
sections:
  - id: law
    title: The law
    questions:
      - id: adopted
        type: yes_no
        ask: Was the law adopted?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    // A list that several questions name gets one finding.
    let mut seen = HashSet::new();
    for question in
        edition.model.questions.iter().flat_map(|question| std::iter::once(question).chain(question.unlike_fields()))
    {
        let [only] = question.choices() else { continue };
        if let Some(ChoiceSource::List(list)) = question.shape.choice_source()
            && !seen.insert(list)
        {
            continue;
        }
        findings.push(
            Finding::new(&RULE, only.span.unwrap_or(question.span), format!("`{}` is the only option", only.code))
                .also(question.span, "the question")
                .help("add the missing options, or make the question a yes_no"),
        );
    }
}
