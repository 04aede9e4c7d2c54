//! An option “other” without a text box.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::ChoiceSource;
use std::collections::HashSet;

rule! {
    RULE: "C026", "other-without-specify", Warn, since "0.1.0",
    "An option “other” has no text box.",
    explain "People who choose it cannot say what they mean, and the answer is lost. Give the option a `label`, and a `specify`: the question beside the text box.",
    bad r#"
sections:
  - id: partners
    title: Partners
    questions:
      - id: kinds
        type: multiple_choice
        ask: Who are your partners?
        choices:
          ministries: Ministries
          other: Other
          ^^^^^
"#,
    good r#"
sections:
  - id: partners
    title: Partners
    questions:
      - id: kinds
        type: multiple_choice
        ask: Who are your partners?
        choices:
          ministries: Ministries
          other:
            label: Other
            specify: Which ones?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    // A list that several questions name gets one finding. A list that only makes rows has no text boxes.
    let mut seen = HashSet::new();
    for question in
        edition.model.questions.iter().flat_map(|question| std::iter::once(question).chain(question.unlike_fields()))
    {
        if let Some(ChoiceSource::List(list)) = question.shape.choice_source()
            && !seen.insert(list)
        {
            continue;
        }
        for choice in question.choices() {
            let other = matches!(
                choice.code.as_str(),
                "other" | "others" | "autre" | "autres" | "otro" | "otra" | "otros" | "otras"
            );
            if !other || choice.specify.is_some() || choice.exclusive {
                continue;
            }
            findings.push(
                Finding::new(&RULE, choice.span.unwrap_or(question.span), format!("`{}` has no text box", choice.code))
                    .also(question.span, "the question")
                    .help(format!(
                        "write it as a block: `{}:` with `label:` and `specify:` on lines of their own",
                        choice.code
                    )),
            );
        }
    }
}
