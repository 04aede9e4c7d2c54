//! Two sections, questions or options with the same text.

use crate::tokens::{normal, words};
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Span, rule};
use canevas_model::{ChoiceLabel, ChoiceSource, Text};
use std::collections::{HashMap, HashSet};

rule! {
    RULE: "C024", "same-text", Warn, since "0.1.0",
    "Two sections, questions or options of one list have the same text.",
    policy [can_err],
    explain "People who answer cannot tell them apart, nor can people who read the answers. Most likely one is an unchanged copy of the other. Several sections may have short questions such as “Please explain”.",
    bad r#"
sections:
  - id: progress
    title: Progress
    questions:
      - id: results
        type: text
        ask: What are the results?
      - id: obstacles
        type: text
        ask: What are the results?
             ^^^^^^^^^^^^^^^^^^^^^
"#,
    good r#"
sections:
  - id: progress
    title: Progress
    questions:
      - id: results
        type: text
        ask: What are the results?
      - id: obstacles
        type: text
        ask: What are the obstacles?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

/// Shorter questions may be equal in several sections.
const OWN_WORDS: usize = 4;

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let model = edition.model;
    let mut seen: HashMap<String, Span> = HashMap::new();
    let mut look = |kind: &str, what: &str, text: &Text, findings: &mut Findings| {
        let key = format!("{kind}\n{}", normal(&text.source.value));
        if let Some(first) = seen.get(&key) {
            findings.push(
                Finding::new(&RULE, text.span(), format!("another {what} has the same text"))
                    .label("here again")
                    .also(*first, "first here")
                    .help("make the texts differ, or remove one of them"),
            );
        } else {
            seen.insert(key, text.span());
        }
    };
    for section in &model.sections {
        look("section", "section", &section.title, findings);
    }
    for question in &model.questions {
        if let Some(ask) = question.ask.as_ref().filter(|_| question.takes_answer()) {
            let own = words(&ask.source.value).len() >= OWN_WORDS;
            let kind = if own {
                "question".to_owned()
            } else {
                format!("question of {}", model.sections[question.section].id)
            };
            look(&kind, "question", ask, findings);
        }
        for field in question.fields.iter().filter_map(|field| field.ask.as_ref()) {
            look(&format!("field of {}", question.id), "field", field, findings);
        }
    }
    let mut seen = HashSet::new();
    let questions = model.questions.iter().flat_map(|question| std::iter::once(question).chain(&question.fields));
    let offered = questions
        .filter_map(|question| Some((question.shape.choice_source()?, question.choices())))
        .chain(model.lists.iter_enumerated().map(|(index, list)| (ChoiceSource::List(index), list.choices.as_slice())));
    for (index, (source, choices)) in offered.enumerate() {
        // Several questions may name one list.
        if source != ChoiceSource::Inline && !seen.insert(source) {
            continue;
        }
        for choice in choices {
            if let ChoiceLabel::Text(label) = &choice.label {
                look(&format!("option of {index}"), "option", label, findings);
            }
        }
    }
}
