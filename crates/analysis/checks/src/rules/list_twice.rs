//! The same options written twice.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Span, rule};
use canevas_model::{Choice, ChoiceLabel, ChoiceSource};
use std::collections::HashMap;

rule! {
    RULE: "C003", "list-twice", Warn, since "0.1.0",
    "The same options are written twice.",
    explain "If somebody changes one copy only, the two questions can no longer be compared. Write the options once under `lists:` and name the list in both questions.",
    bad r#"
sections:
  - id: work
    title: Work
    questions:
      - id: first_project
        type: single_choice
        ask: How far is the first project?
        choices:
          planned: Planned
          done: Done
      - id: other_project
        type: single_choice
        ask: How far is the other project?
        choices:
          planned: Planned
          ^^^^^^^
          done: Done
"#,
    good r#"
lists:
  progress:
    planned: Planned
    done: Done
sections:
  - id: work
    title: Work
    questions:
      - id: school_project
        type: single_choice
        choices: progress
        ask: How far is the school project?
      - id: road_project
        type: single_choice
        choices: progress
        ask: How far is the project of the road?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let mut first: HashMap<String, (Span, Option<&str>)> = HashMap::new();
    let named = edition.model.lists.iter().map(|list| (list.choices.as_slice(), list.span, Some(list.id.as_str())));
    let questions =
        edition.model.questions.iter().flat_map(|question| std::iter::once(question).chain(question.unlike_fields()));
    let inline = questions.filter_map(|question| {
        let choices = question.choices();
        let is_inline = question.shape.choice_source() == Some(ChoiceSource::Inline);
        let span = choices.first()?.span?;
        is_inline.then_some((choices, span, None))
    });
    for (choices, span, name) in named.chain(inline).filter(|(choices, ..)| choices.len() > 1) {
        let Some(key) = key(choices) else { continue };
        match first.get(&key) {
            None => {
                first.insert(key, (span, name));
            }
            Some((earlier, list)) => {
                let help = list.map_or_else(
                    || "write them once under `lists:`, and name the list at both questions".to_owned(),
                    |list| format!("write `choices: {list}`"),
                );
                findings.push(
                    Finding::new(&RULE, span, "these options are written twice")
                        .label("here again")
                        .also(*earlier, "first here")
                        .help(help),
                );
            }
        }
    }
}

/// A text that is equal for equal lists. `None` for the labels of the table of countries.
fn key(choices: &[Choice]) -> Option<String> {
    let mut key = String::new();
    for choice in choices {
        let ChoiceLabel::Text(label) = &choice.label else { return None };
        let specify = choice.specify.as_ref().map_or("", |specify| specify.source.value.as_str());
        for part in
            [choice.code.as_str(), label.source.value.as_str(), specify, if choice.exclusive { "x" } else { "" }]
        {
            key.push_str(part);
            key.push('\n');
        }
    }
    Some(key)
}
