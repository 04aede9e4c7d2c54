//! The same long condition at several questions.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Span, rule};
use canevas_reach::sites;
use std::collections::HashMap;

/// The number of tests from which a condition counts as long.
const LONG: usize = 3;
/// The number of questions from which a condition counts as repeated.
const OFTEN: usize = 3;

rule! {
    RULE: "C008", "same-condition", Info, since "0.1.0",
    "Several questions have the same long condition.",
    explain "When it changes, somebody forgets one copy. Put the questions under a heading (`- heading: …` with `show_if` and `questions`) or into a section of their own, and write the condition once.",
    bad r#"
sections:
  - id: start
    title: Start
    questions:
      - id: trade
        type: yes_no
        ask: Do you trade?
      - id: export
        type: yes_no
        ask: Do you export?
      - id: import
        type: yes_no
        ask: Do you import?
      - id: goods
        type: text
        show_if: trade and (export or import)
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        ask: Which goods are they?
      - id: ports
        type: text
        show_if: trade and (export or import)
        ask: Through which ports do they go?
      - id: duties
        type: text
        show_if: trade and (export or import)
        ask: Which duties are paid?
"#,
    good r#"
sections:
  - id: start
    title: Start
    questions:
      - id: trade
        type: yes_no
        ask: Do you trade?
      - id: export
        type: yes_no
        ask: Do you export?
      - id: import
        type: yes_no
        ask: Do you import?
      - heading: Trade across the border
        show_if: trade and (export or import)
        questions:
          - id: goods
            type: text
            ask: Which goods are they?
          - id: ports
            type: text
            ask: Through which ports do they go?
          - id: duties
            type: text
            ask: Which duties are paid?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let mut spans: HashMap<String, Vec<Span>> = HashMap::new();
    for place in sites(edition.model) {
        if let (Some(own), Some(span), "question") = (&place.own, place.span, place.what)
            && own.atoms().len() >= LONG
        {
            spans.entry(own.canonical(edition.model)).or_default().push(span);
        }
    }
    for spans in spans.into_values().filter(|spans| spans.len() >= OFTEN) {
        let mut finding = Finding::new(&RULE, spans[0], format!("{} questions have this condition", spans.len()))
            .help("put them under a heading with this condition, and write it once");
        for span in &spans[1..] {
            finding = finding.also(*span, "again");
        }
        findings.push(finding);
    }
}
