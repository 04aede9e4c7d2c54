//! Rules about tables.

use canevas_diagnostics::rule;

rule! {
    // Nothing can be built from a form that has no meaning.
    all [build_depends];

    BAD_TOTAL: "M025", "bad-total", Deny, since "0.1.0",
    "A total has nothing to add up.",
    explain "`total` adds integers and decimals: `column` below each column, and where `for_each` has two lists also `row` at the end of each row, or `both`. It stands on a question with `for_each`; on a group, with `layout: table`. Texts, dates and years are not added up, and neither are numbers among whose units the respondent chooses.",
    bad r#"
lists:
  sites: { north: North, south: South }
sections:
  - id: s
    title: A section
    questions:
      - id: state
        type: text
        for_each: sites
        total: column
               ^^^^^^
        ask: How is it?
"#,
    good r#"
lists:
  sites: { north: North, south: South }
sections:
  - id: s
    title: A section
    questions:
      - id: staff
        type: integer
        for_each: sites
        total: column
        ask: How many people work there?
"#;

    BAD_GRID: "M026", "bad-grid", Deny, since "0.1.0",
    "A grid has no scale for its columns, or no rows.",
    explain "`layout: grid` shows a `single_choice` or a `rating` with `for_each` as a table: a line for each row, and a column for each option. There are 11 options at most, they are written in the form, and none asks to specify a text.",
    bad r#"
lists:
  sites: { north: North, south: South }
sections:
  - id: s
    title: A section
    questions:
      - id: state
        type: text
        for_each: sites
        layout: grid
                ^^^^
        ask: How are they?
"#,
    good r#"
lists:
  sites: { north: North, south: South }
sections:
  - id: s
    title: A section
    questions:
      - id: state
        type: rating
        for_each: sites
        layout: grid
        ask: How are they?
        choices: { bad: Bad, fair: Fair, good: Good }
"#;
}
