//! Straight quotation marks in French.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};

rule! {
    RULE: "C023", "french-quotes", Warn, since "0.1.0",
    "A French text has straight quotation marks.",
    policy [can_err],
    explain "French quotes with « and », with a space inside each. A plain space is enough: the compiler makes it a no-break space.",
    bad r#"
languages:
  source: fr
title: Un formulaire
sections:
  - id: resultats
    title: Les résultats
    questions:
      - id: note
        type: text
        ask: |
          Que veut dire "presque achevé" ?
                        ^^^^^^^^^^^^^^^^
"#,
    good r#"
languages:
  source: fr
title: Un formulaire
sections:
  - id: resultats
    title: Les résultats
    questions:
      - id: note
        type: text
        ask: |
          Que veut dire « presque achevé » ?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for phrase in edition.phrases().iter().filter(|phrase| phrase.is_french()) {
        let (text, masked) = (&phrase.text.value, &phrase.masked);
        for (open, close) in pairs(masked) {
            let inner = text.get(open + 1..close).unwrap_or_default();
            // ["…"] is a gap, which `brackets-left` reports.
            if inner.chars().any(char::is_alphabetic) {
                findings.push(
                    Finding::new(&RULE, phrase.text.part(open..close + 1), "these are not French quotation marks")
                        .help(format!("write « {} »", inner.trim())),
                );
            }
        }
    }
}

/// Marks that quote, in pairs: the first stands before a word, the second after one, on the same line. 2" is a length.
fn pairs(text: &str) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open = None;
    for (at, _) in text.match_indices(['"', '\n']) {
        let (before, after) = (&text[..at], &text[at + 1..]);
        match open {
            _ if text[at..].starts_with('\n') => open = None,
            None if !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_whitespace) => {
                open = Some(at);
            }
            Some(start) if !before.ends_with(char::is_whitespace) => {
                pairs.push((start, at));
                open = None;
            }
            _ => {}
        }
    }
    pairs
}
