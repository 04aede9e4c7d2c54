//! Rules about what national reports write beside their questions: special answers, official numbers, units.

use canevas_diagnostics::rule;

rule! {
    // Nothing can be built from a form that has no meaning.
    all [build_depends];

    BAD_NON_RESPONSE: "M020", "bad-non-response", Deny, since "0.1.0",
    "A special answer is not declared, or is declared although the language has it.",
    explain "`can_say` takes the special answers of the language (`nothing_to_report`, `not_available`, `not_applicable`) and those that the form declares at its top, under `non_responses`. Those of the language have their words already, so no form declares them.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        can_say: [confidential]
                  ^^^^^^^^^^^^
        ask: What is it?
"#,
    good r#"
non_responses:
  confidential: This is confidential
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        can_say: [confidential]
        ask: What is it?
"#;

    BAD_NUMBER: "M021", "bad-number", Deny, since "0.1.0",
    "An official number stands twice, is out of order, or is missing.",
    explain "People cite an official number such as 3.1.2, 7a or HL4, so each stands once and they follow one another. Numbers that start with other letters, as HL4 and ED1 do, are counted apart. Either every question that takes an answer has a number, or none has; sections and headings may have one in any case. The rows of a question with `for_each` are numbered under it: 3.1.1, 3.1.2.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: first
        number: 3.1
        type: text
        ask: What is it?
      - id: second
        number: 3.1
                ^^^
        type: text
        ask: And then?
"#,
    good r#"
sections:
  - id: s
    number: 3
    title: A section
    questions:
      - id: first
        number: 3.1
        type: text
        ask: What is it?
      - id: second
        number: 3.2
        type: text
        ask: And then?
"#;

    BAD_UNITS: "M022", "bad-units", Deny, since "0.1.0",
    "The units of a number cannot be chosen from.",
    explain "`units` lists two or more units, and the respondent chooses one beside the number: `units: [t, kg]`, lines of `code: label`, or the name of a list. A unit that is fixed is a `unit`. A unit has a label and perhaps a hint, and nothing else.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: weight
        type: decimal
        units: [kg]
                ^^
        ask: How much was it?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: weight
        type: decimal
        units: [t, kg]
        ask: How much was it?
"#;
}
