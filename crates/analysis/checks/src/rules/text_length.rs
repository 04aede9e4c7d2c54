//! Labels that are too long, and texts without letters.

use crate::phrases::{Origin, PLACEHOLDER};
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::{TextRole, longest};

rule! {
    RULE: "C025", "text-length", Warn, since "0.1.0",
    "A label is too long for its place, or a text has no letters.",
    policy [can_err],
    explain "Titles, short names and options stand on one line, in tables and in lists: 120 characters at most. A question has 500 at most; put longer explanations into `hint`. A text without a letter or digit asks nothing.",
    bad r#"
sections:
  - id: progress
    title: Progress
    questions:
      - id: results
        type: text
        ask: ...
             ^^^
"#,
    good r#"
sections:
  - id: progress
    title: Progress
    questions:
      - id: results
        type: text
        ask: What are the results?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for phrase in edition.phrases() {
        if matches!(phrase.origin, Origin::Country(_)) {
            continue;
        }
        let (length, text) = (phrase.text.value.chars().count(), &phrase.masked);
        // `max-length` reports a translation that is too long.
        let most =
            phrase.role().and_then(longest).filter(|most| length > *most && matches!(phrase.origin, Origin::Form));
        if let Some(most) = most {
            let from = phrase.text.value.char_indices().nth(most).map_or(0, |(at, _)| at);
            findings.push(
                Finding::new(
                    &RULE,
                    phrase.text.part(from..phrase.text.value.len()),
                    format!("this text has {length} characters; {most} fit in its place"),
                )
                .help("shorten it, and move explanations into `hint`"),
            );
        } else if !text.contains(|c: char| c.is_alphanumeric() || c == PLACEHOLDER)
            && phrase.role() != Some(TextRole::Unit)
            // The words of an address are masked.
            && !phrase.text.value.contains("://")
        {
            findings.push(
                Finding::new(&RULE, phrase.text.span, "this text has neither a letter nor a digit")
                    .help("write a text, or remove it"),
            );
        }
    }
}
