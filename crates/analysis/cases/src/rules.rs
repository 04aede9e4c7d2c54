//! What can be wrong with a case.

use canevas_diagnostics::{Rule, rule};

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &[&CASE_ASKS, &CASE_FINDINGS, &CASE_PRINTS, &CASE_OUTPUTS];

rule! {
    CASE_ASKS: "K001", "case-asks", Deny, since "0.1.0",
    "The form asks something that a case expects not to be asked, or the other way round.",
    explain "A case in the folder `cases` says which questions some answers make the form ask (`asks`) and which they do not (`does_not_ask`). Either the form changed without intent, and its conditions want correcting; or the case is out of date.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
      - id: why_not
        type: text
        show_if: done = no
        ask: Why not?
-- cases/done.yaml --
canevas: 1
answers:
  done: yes
asks: [why_not]
       ^^^^^^^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
      - id: why_not
        type: text
        show_if: done = no
        ask: Why not?
-- cases/not-done.yaml --
canevas: 1
answers:
  done: no
asks: [why_not]
"#;

    CASE_FINDINGS: "K002", "case-findings", Deny, since "0.1.0",
    "The check of a case's answers finds something else than the case expects.",
    explain "A case lists under `findings` what `canevas check` finds in a return with its answers: the rule, and the question, field and row where that matters. Every finding must be expected, and every expected one must come. Without the key, the answers must be without a finding.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
      - id: why_not
        type: text
        show_if: done = no
        ask: Why not?
-- cases/done.yaml --
canevas: 1
answers:
  done: no
  why_not: No money
findings:
  - { rule: answer-hidden, question: why_not }
            ^^^^^^^^^^^^^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
      - id: why_not
        type: text
        show_if: done = no
        ask: Why not?
-- cases/done.yaml --
canevas: 1
answers:
  done: yes
  why_not: No money
findings:
  - { rule: answer-hidden, question: why_not }
"#;

    CASE_PRINTS: "K003", "case-prints", Deny, since "0.1.0",
    "The form does not print the words that a case expects.",
    explain "A case says under `prints` which words stand at a question or a field once names, dates and numbers are filled in: in its question, its hint or its example, in the language of the case. Line breaks and the kinds of spaces and apostrophes do not count.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done {country.in}?
-- cases/cameroon.yaml --
canevas: 1
country: CMR
prints:
  done: done in Chad
        ^^^^^^^^^^^^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done {country.in}?
-- cases/cameroon.yaml --
canevas: 1
country: CMR
prints:
  done: done in Cameroon
"#;

    CASE_OUTPUTS: "K004", "case-outputs", Deny, since "0.1.0",
    "The JSON Schema or the Word file does not agree with the form about the answers of a case.",
    explain "The JSON Schema must accept the answers that the form accepts, and the Word file must give back the answers that were put into it. What no Word file can hold, such as a control character, is lost there.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: what
        type: text
        ask: What is it?
-- cases/text.yaml --
canevas: 1
answers:
  what: "a\x01b"
        ^^^^^^^^
findings:
  - { rule: return-hidden-character, question: what }
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: what
        type: text
        ask: What is it?
-- cases/text.yaml --
canevas: 1
answers:
  what: a b
"#;
}
