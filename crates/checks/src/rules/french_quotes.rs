//! Straight quotation marks in French.

use crate::phrases::Phrase;
use crate::{Check, Edition};
use canevas_diagnostics::{Finding, Findings, rule};

rule! {
    RULE: "C023", "french-quotes", Warn, since "0.1.0",
    "A French text has straight quotation marks.",
    explain "French quotes with « and », with a space inside each. A plain space is enough: the compiler makes it a no-break one.",
    bad "languages:
  source: fr
title: Un formulaire
sections:
  - id: resultats
    title: Les résultats
    questions:
      - id: note
        type: text
        ask: |
          Que veut dire \"presque achevé\" ?
",
    good "languages:
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
",
}

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(edition: &Edition<'_>, findings: &mut Findings) {
    for phrase in edition.phrases().into_iter().filter(Phrase::is_french) {
        let (text, masked) = (&phrase.text.value, phrase.masked());
        let mut quotes = masked.match_indices('"').map(|(at, _)| at);
        while let (Some(open), Some(close)) = (quotes.next(), quotes.next()) {
            let inner = text.get(open + 1..close).unwrap_or_default();
            // ["…"] is a value that was left out, which another rule tells.
            if inner.chars().any(char::is_alphabetic) {
                findings.push(
                    Finding::new(
                        &RULE,
                        phrase.text.part(open..close + 1),
                        "these are not the quotation marks of French",
                    )
                    .help(format!("write « {} »", inner.trim())),
                );
            }
        }
    }
}
