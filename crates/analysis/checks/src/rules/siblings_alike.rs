//! Siblings that differ only in an ordinal.

use crate::siblings::numbered;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::TextRole;

rule! {
    RULE: "C016", "siblings-alike", Warn, since "0.1.0",
    "Neighbouring questions differ only in a typed number.",
    policy [can_err],
    explain "They are copies of one question. A country with more priorities than copies has no place for them, and every change must be made in each copy. Write the question once with `for_each`. Turn similar fields into a question of `type: repeat`.",
    bad r#"
sections:
  - id: priorities
    title: Priorities
    questions:
      - id: one
        type: long_text
        ask: How far is priority 1?
             ^^^^^^^^^^^^^^^^^^^^^^
      - id: two
        type: long_text
        ask: How far is priority 2?
"#,
    good r#"
about:
  facts:
    priorities:
      list_of:
        title:
          type: text
          ask: Title
      blank_rows: 3
sections:
  - id: priorities
    title: Priorities
    questions:
      - id: progress
        for_each: priorities
        type: long_text
        ask: |
          How far is priority {item.number}, “{item.title}”?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for (options, group) in numbered(edition) {
        let source = group[0].phrase.language == Some(&edition.model.source_language);
        // Options such as "first choice" and "second choice" are fine. Translations follow their source.
        if options || !source || !matches!(group[0].phrase.role(), Some(TextRole::Ask | TextRole::Title)) {
            continue;
        }
        let mut finding = Finding::new(
            &RULE,
            group[0].phrase.text.span,
            format!("{} texts differ only in a number", group.len()),
        )
        .help("write one question with for_each over a list of `about:` or `lists:`; for fields, a question of type: repeat");
        for one in &group[1..] {
            finding = finding.also(one.phrase.text.span, "alike");
        }
        findings.push(finding);
    }
}
