//! Rules about expressions.

use canevas_diagnostics::rule;

rule! {
    // Nothing can be built from a form that has no meaning.
    all [build_depends];

    EXPRESSION_SYNTAX: "M023", "expression-syntax", Deny, since "0.1.0",
    "An expression cannot be read.",
    explain "An expression has names of questions, numbers, dates, + - * and parentheses, sum(rows.field) and count(rows). A rule compares two of them with = != < <= > >=, and joins comparisons by and / or. Nothing is divided, because quotients are rounded.",
    bad r#"
computed:
  share: men / 2
             ^
sections:
  - id: s
    title: A section
    questions:
      - id: men
        type: integer
        ask: How many men?
"#,
    good r#"
computed:
  twice: men * 2
sections:
  - id: s
    title: A section
    questions:
      - id: men
        type: integer
        ask: |
          How many men? Twice as many are {twice}.
"#;

    EXPRESSION_TYPE: "M024", "expression-type", Deny, since "0.1.0",
    "An expression computes with something that is no number, or compares a number with a date.",
    explain "Integers, decimals and years are numbers. What has several rows is summed: sum(rows.field). Days are compared with days, months with months, and nothing is computed with them.",
    bad r#"
computed:
  staff: offices.people
         ^^^^^^^^^^^^^^
sections:
  - id: s
    title: A section
    questions:
      - id: offices
        type: repeat
        ask: Which offices?
        fields:
          - id: people
            type: integer
            ask: How many people?
"#,
    good r#"
computed:
  staff: sum(offices.people)
sections:
  - id: s
    title: A section
    questions:
      - id: offices
        type: repeat
        ask: Which offices?
        fields:
          - id: people
            type: integer
            ask: How many people?
      - id: together
        type: note
        text: |
          Together they have {staff} people.
"#;
}
