//! Rules about conditions.

use canevas_diagnostics::rule;

rule! {
    // Nothing can be built from a form that has no meaning.
    all [build_depends];

    CONDITION_SYNTAX: "M006", "condition-syntax", Deny, since "0.1.0",
    "A condition cannot be read.",
    explain "A condition is a test, or several joined by and / or, with parentheses where both occur. A test is a name (a yes), a name, a sign and a value, `name in (a, b)`, `name has option`, `answered(name)` or `said(name)`.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: yes_no
        ask: Is it so?
      - id: r
        type: text
        show_if: q == yes
                   ^^
        ask: How so?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: yes_no
        ask: Is it so?
      - id: r
        type: text
        show_if: q = yes
        ask: How so?
"#;

    UNKNOWN_NAME: "M007", "unknown-name", Deny, since "0.1.0",
    "A condition or an expression names a question, a field or a fact that does not exist.",
    explain "The name is matched with the fields of the same row, the questions before this one, and the facts. The message names the nearest.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: revise
        type: yes_no
        ask: Is it so?
      - id: r
        type: text
        show_if: revize = yes
                 ^^^^^^
        ask: How so?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: revise
        type: yes_no
        ask: Is it so?
      - id: r
        type: text
        show_if: revise = yes
        ask: How so?
"#;

    LATER_REFERENCE: "M008", "later-reference", Deny, since "0.1.0",
    "A condition depends on a question that comes later.",
    explain "A form is read from top to bottom, on paper as on screen; what has not been asked yet cannot decide. Move the question up, or the condition down.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: r
        type: text
        show_if: q = yes
                 ^
        ask: How so?
      - id: q
        type: yes_no
        ask: Is it so?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: yes_no
        ask: Is it so?
      - id: r
        type: text
        show_if: q = yes
        ask: How so?
"#;

    CONDITION_TYPE: "M009", "condition-type", Deny, since "0.1.0",
    "A condition tests a question in a way that does not fit its type.",
    explain "A yes_no is tested by its name or `= yes`; a choice by `= option`; several choices by `has option`; numbers, dates and scales by `<` and `>` as well; texts only by answered(…).",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
      - id: r
        type: text
        show_if: q > 3
                 ^^^^^
        ask: How so?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: integer
        ask: How many?
      - id: r
        type: text
        show_if: q > 3
        ask: How so?
"#;

    UNKNOWN_OPTION: "M010", "unknown-option", Deny, since "0.1.0",
    "A condition names an option that the question does not have.",
    explain "The word after the sign is an option's code, not its label. The message names the nearest code.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: single_choice
        ask: Which one?
        choices:
          red: Red
          blue: Blue
      - id: r
        type: text
        show_if: q = green
                     ^^^^^
        ask: How so?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: single_choice
        ask: Which one?
        choices:
          red: Red
          blue: Blue
      - id: r
        type: text
        show_if: q = blue
        ask: How so?
"#;

    ROWS_IN_CONDITION: "M011", "rows-in-condition", Deny, since "0.1.0",
    "A condition reads a question that has several rows as if it had one answer.",
    explain "From outside, say any(name) or all(name), or answered(name). In a row, what depends on the row and what depends on the rest of the form are joined by `and` at the top; `or` and `not` over both cannot be told apart: give the question the outer condition and the field the inner one.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: steps
        type: repeat
        ask: Which steps?
        fields:
          - id: done
            type: yes_no
            ask: Is it done?
      - id: r
        type: text
        show_if: steps.done = yes
                 ^^^^^^^^^^
        ask: How so?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: steps
        type: repeat
        ask: Which steps?
        fields:
          - id: done
            type: yes_no
            ask: Is it done?
      - id: r
        type: text
        show_if: any(steps.done) = yes
        ask: How so?
"#;
}
