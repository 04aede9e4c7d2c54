//! The same ordinal typed at two siblings.

use crate::siblings::numbered;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Span, rule};
use std::collections::{HashMap, HashSet};

rule! {
    RULE: "C015", "ordinal-repeated", Deny, since "0.1.0",
    "Two questions are equal and have the same typed ordinal.",
    policy [can_err],
    explain "A question was copied and its number stayed the same: two questions ask about the second priority, and none about the third. Write the question once with `for_each`, and let {item.number} or {item.ordinal.f} count.",
    bad r#"
sections:
  - id: priorities
    title: Priorities
    questions:
      - id: one
        type: long_text
        ask: How far is your first priority?
      - id: two
        type: long_text
        ask: How far is your second priority?
      - id: three
        type: long_text
        ask: How far is your second priority?
                             ^^^^^^
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
          How far is your {item.ordinal.f} priority, “{item.title}”?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for (_, group) in numbered(edition) {
        let kinds: HashSet<&[u32]> = group.iter().map(|one| one.numbers.as_slice()).collect();
        let texts: HashSet<&str> = group.iter().map(|one| one.phrase.text.value.as_str()).collect();
        // `same-text` reports texts that are entirely equal.
        if kinds.len() == 1 && texts.len() == 1 {
            continue;
        }
        let mut first: HashMap<&[u32], Span> = HashMap::new();
        for (index, one) in group.iter().enumerate() {
            let span = one.phrase.text.part(one.range.clone());
            let Some(earlier) = first.get(one.numbers.as_slice()) else {
                first.insert(&one.numbers, span);
                continue;
            };
            let typed = one.phrase.text.value.get(one.range.clone()).unwrap_or_default();
            findings.push(
                Finding::new(
                    &RULE,
                    span,
                    format!(
                        "`{typed}` is typed twice: this is number {} of {} similar questions",
                        index + 1,
                        group.len()
                    ),
                )
                .label("here again")
                .also(*earlier, "first here")
                .help("write the question once with for_each, and let {item.number} or {item.ordinal.f} count"),
            );
        }
    }
}
