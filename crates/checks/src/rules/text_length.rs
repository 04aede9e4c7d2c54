//! Texts too long or too short for what they do.

use crate::phrases::{Origin, PLACEHOLDER};
use crate::{Check, Edition};
use canevas_diagnostics::{Finding, Findings, rule};

rule! {
    RULE: "C025", "text-length", Warn, since "0.1.0",
    "A label is too long for its place, or a text says nothing.",
    explain "Titles, short names and options stand on one line, in tables and in lists: 120 characters at most. A question has 500 at most; what is more belongs into `hint`, where it does not stand between the reader and the box. A text without a single letter or digit asks nothing.",
    bad "sections:
  - id: progress
    title: Progress
    questions:
      - id: results
        type: text
        ask: ...
",
    good "sections:
  - id: progress
    title: Progress
    questions:
      - id: results
        type: text
        ask: What are the results?
",
}

pub(super) static CHECK: Check = Check { rule: &RULE, run };

const LABEL: usize = 120;
const QUESTION: usize = 500;

/// The most characters that a text may have, by its catalogue key, where its place sets a limit.
pub fn longest(key: &str) -> Option<usize> {
    match key.rsplit('.').next().unwrap_or("") {
        "title" | "label" | "short" | "unit" | "name_label" | "role_label" | "specify" | "filled_by" => Some(LABEL),
        "ask" => Some(QUESTION),
        _ => None,
    }
}

fn run(edition: &Edition<'_>, findings: &mut Findings) {
    for phrase in edition.phrases() {
        if matches!(phrase.origin, Origin::Country(_)) {
            continue;
        }
        let (length, text) = (phrase.text.value.chars().count(), phrase.masked());
        let most = longest(phrase.key).unwrap_or(usize::MAX);
        if length > most {
            let from = phrase.text.value.char_indices().nth(most).map_or(0, |(at, _)| at);
            findings.push(
                Finding::new(
                    &RULE,
                    phrase.text.part(from..phrase.text.value.len()),
                    format!("this text has {length} characters; {most} fit in its place"),
                )
                .help("shorten it, and put what explains it into `hint`"),
            );
        } else if !text.contains(|c: char| c.is_alphanumeric() || c == PLACEHOLDER) && phrase.part() != "unit" {
            findings.push(
                Finding::new(&RULE, phrase.text.span, "this text has neither a letter nor a digit")
                    .help("write what is meant, or remove it"),
            );
        }
    }
}
