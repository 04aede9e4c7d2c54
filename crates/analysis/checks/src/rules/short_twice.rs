//! Two questions with the same short name.

use crate::tokens::normal;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Span, rule};
use std::collections::HashMap;

rule! {
    RULE: "C029", "short-twice", Warn, since "0.1.0",
    "Two questions have the same short name.",
    policy [can_err],
    explain "Short names represent their questions in summaries, tables of contents and lists of missing answers. Readers cannot tell equal names apart.",
    bad r#"
sections:
  - id: progress
    title: Progress
    questions:
      - id: results
        type: text
        short: Results
        ask: What are the results?
      - id: obstacles
        type: text
        short: Results
               ^^^^^^^
        ask: What are the obstacles?
"#,
    good r#"
sections:
  - id: progress
    title: Progress
    questions:
      - id: results
        type: text
        short: Results
        ask: What are the results?
      - id: obstacles
        type: text
        short: Obstacles
        ask: What are the obstacles?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let mut seen: HashMap<String, (Span, &str)> = HashMap::new();
    for question in &edition.model.questions {
        let Some(short) = &question.short else { continue };
        let key = normal(&short.source.value);
        if let Some((first, id)) = seen.get(&key) {
            findings.push(
                Finding::new(&RULE, short.span(), format!("`{id}` has the same short name"))
                    .label("here again")
                    .also(*first, "first here")
                    .help("say in two or three words what is different about this question"),
            );
        } else {
            seen.insert(key, (short.span(), &question.id));
        }
    }
}
