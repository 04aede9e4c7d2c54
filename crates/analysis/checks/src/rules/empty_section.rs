//! A section or heading with nothing under it.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};

rule! {
    RULE: "C001", "empty-section", Deny, since "0.1.0",
    "A section or a heading holds no question.",
    policy [may_follow],
    explain "People would see a title and nothing under it. Add a question or a note, or remove the section.",
    bad r#"
sections:
  - id: outlook
        ^^^^^^^
    title: Outlook
    questions: []
"#,
    good r#"
sections:
  - id: outlook
    title: Outlook
    questions:
      - id: plans
        type: long_text
        ask: What are your plans?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for section in &edition.model.sections {
        if section.blocks.iter().all(|block| block.questions.is_empty() && block.heading.is_none()) {
            findings.push(
                Finding::new(&RULE, section.span, format!("the section `{}` holds no question", section.id))
                    .help("add a question under `questions:`, or remove the section"),
            );
        }
        for heading in
            section.blocks.iter().filter(|block| block.questions.is_empty()).filter_map(|b| b.heading.as_ref())
        {
            findings.push(
                Finding::new(&RULE, heading.title.span(), "this heading has no question under it")
                    .help("indent its questions under it, in a `questions:` of its own, or remove the heading"),
            );
        }
    }
}
