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
        let mut at = 0;
        while let Some((open, close)) = pair(&masked, at) {
            at = close + 1;
            let inner = text.get(open + 1..close).unwrap_or_default();
            // ["…"] is a value that was left out, which another rule tells.
            if inner.chars().any(char::is_alphabetic) {
                findings.push(
                    Finding::new(&RULE, phrase.text.part(open..at), "these are not the quotation marks of French")
                        .help(format!("write « {} »", inner.trim())),
                );
            }
        }
    }
}

/// The next two marks that quote: the first stands before a word, the second after one, on the same line. 2" is a length.
fn pair(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut marks = text[from..].match_indices('"').map(|(at, _)| from + at);
    let open = marks.find(|at| {
        !text[..*at].ends_with(char::is_alphanumeric) && !text[at + 1..].starts_with(|c: char| c.is_whitespace())
    })?;
    match marks.find(|at| !text[..*at].ends_with(char::is_whitespace)) {
        Some(close) if !text[open..close].contains('\n') => Some((open, close)),
        _ => pair(text, open + 1),
    }
}
