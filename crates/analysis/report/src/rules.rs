//! What can be wrong with a report.

use canevas_diagnostics::{Rule, rule};

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &[&REPORT_KEY, &REPORT_NAME, &REPORT_MISMATCH, &REPORT_PERSONAL, &QUOTE_NOT_THERE];

rule! {
    REPORT_KEY: "P001", "report-key", Deny, since "0.1.0",
    "A block of a report lacks a key, or has one that it does not use.",
    explain "What a block shows decides which keys it takes: `shares` needs `question`, `matrix` needs `questions`. A key that a block does not use says something that the report would not show.",
    bad r#"
-- report.yaml --
canevas: 1
title: Report
blocks:
  - id: progress
    show: shares
          ^^^^^^
    title: Progress
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
-- report.yaml --
canevas: 1
title: Report
blocks:
  - id: progress
    show: shares
    question: done
    title: Progress
"#;

    REPORT_NAME: "P002", "report-name", Deny, since "0.1.0",
    "A block of a report names a question, field or answer that the form does not have.",
    explain "Blocks name questions by their ids, a field as `question.field`, and answers by the codes of options, `yes` or `no`.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
-- report.yaml --
canevas: 1
title: Report
blocks:
  - id: progress
    show: shares
    question: doen
              ^^^^
    title: Progress
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
-- report.yaml --
canevas: 1
title: Report
blocks:
  - id: progress
    show: shares
    question: done
    title: Progress
"#;

    REPORT_MISMATCH: "P003", "report-mismatch", Deny, since "0.1.0",
    "A block of a report cannot show a question of this type.",
    explain "Shares, series and a matrix count the answers to closed questions: yes or no, one of several options, several of them, a rating. Texts and quotes print what countries wrote. Rows list the rows of a repeat. Changes compare one answer per country.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: why
        type: text
        ask: Why?
-- report.yaml --
canevas: 1
title: Report
blocks:
  - id: reasons
    show: shares
    question: why
              ^^^
    title: Reasons
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: why
        type: text
        ask: Why?
-- report.yaml --
canevas: 1
title: Report
blocks:
  - id: reasons
    show: texts
    question: why
    title: Reasons
"#;

    REPORT_PERSONAL: "P004", "report-personal", Deny, since "0.1.0",
    "A block of a report shows answers that are not published.",
    explain "The definition says `personal: yes` or `not_published: yes` of these answers, or of their section. A report goes to everybody, so it prints none of them and counts none of them.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: contact
        type: text
        personal: yes
        ask: Who fills in this form?
-- report.yaml --
canevas: 1
title: Report
blocks:
  - id: people
    show: texts
    question: contact
              ^^^^^^^
    title: People
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: ministry
        type: text
        ask: Which ministry fills in this form?
-- report.yaml --
canevas: 1
title: Report
blocks:
  - id: ministries
    show: texts
    question: ministry
    title: Ministries
"#;

    QUOTE_NOT_THERE: "P005", "quote-not-there", Deny, since "0.1.0",
    "A report quotes what its country did not write.",
    explain "A quote must stand in the answer word for word. Lines and spaces do not count. `canevas check` looks in the returns of the edition, and `canevas report` in those that count.",
    bad r#"
canevas: 1
form: demo/form
edition: 2024
languages: { source: en }
title: A form
sections:
  - id: s
    title: A section
    questions:
      - id: why
        type: text
        ask: Why?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "why": "The budget came late." } }
-- report.yaml --
canevas: 1
title: Report
blocks:
  - id: reasons
    show: quotes
    question: why
    title: Reasons
    quotes:
      - country: CMR
        text: The money came late.
              ^^^^^^^^^^^^^^^^^^^^
"#,
    good r#"
canevas: 1
form: demo/form
edition: 2024
languages: { source: en }
title: A form
sections:
  - id: s
    title: A section
    questions:
      - id: why
        type: text
        ask: Why?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "why": "The budget came late." } }
-- report.yaml --
canevas: 1
title: Report
blocks:
  - id: reasons
    show: quotes
    question: why
    title: Reasons
    quotes:
      - country: CMR
        text: The budget came late.
"#;
}
