//! Rules about the meaning of a form.

mod conditions;
mod expressions;
mod notations;
mod tables;

pub use conditions::{
    CONDITION_SYNTAX, CONDITION_TYPE, LATER_REFERENCE, ROWS_IN_CONDITION, UNKNOWN_NAME, UNKNOWN_OPTION,
};

pub use expressions::{EXPRESSION_SYNTAX, EXPRESSION_TYPE};
pub use notations::{BAD_NON_RESPONSE, BAD_NUMBER, BAD_UNITS};
pub use tables::{BAD_GRID, BAD_TOTAL};

use canevas_diagnostics::{Rule, rule};

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &[
    &UNKNOWN_TYPE,
    &KEY_NOT_OF_TYPE,
    &DUPLICATE_ID,
    &UNKNOWN_LIST,
    &UNKNOWN_PLACEHOLDER,
    &CONDITION_SYNTAX,
    &UNKNOWN_NAME,
    &LATER_REFERENCE,
    &CONDITION_TYPE,
    &UNKNOWN_OPTION,
    &ROWS_IN_CONDITION,
    &BAD_DATE,
    &BAD_HEAD,
    &BAD_BOUNDS,
    &BAD_ROWS,
    &HIDDEN_NAME,
    &BAD_FIELD,
    &MISSING_TEXT,
    &BAD_FEED,
    &BAD_NON_RESPONSE,
    &BAD_NUMBER,
    &BAD_UNITS,
    &EXPRESSION_SYNTAX,
    &EXPRESSION_TYPE,
    &BAD_TOTAL,
    &BAD_GRID,
];

rule! {
    // Nothing can be built from a form that cannot be read or that has no meaning.
    all [build_depends];

    UNKNOWN_TYPE: "M001", "unknown-type", Deny, since "0.1.0",
    "A question's type is not known.",
    explain "The message names the nearest type, or all of them. The guide to question types describes each.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: longtext
              ^^^^^^^^
        ask: What is it?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: long_text
        ask: What is it?
"#;

    KEY_NOT_OF_TYPE: "M002", "key-not-of-type", Deny, since "0.1.0",
    "A key has no meaning for the question's type.",
    explain "A text has no `choices`, and a choice has no `max_length`. Remove the key, or change the type.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: yes_no
        max_length: 20
                    ^^
        ask: Is it so?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        max_length: 20
        ask: What is it?
"#;

    DUPLICATE_ID: "M003", "duplicate-id", Deny, since "0.1.0",
    "An id is used twice.",
    explain "Answers are stored by id, so two questions of one id would overwrite one another. Question ids are unique in the whole form, section ids among sections, field ids within their question. A change file says once where a question comes from and what becomes of it.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
      - id: q
            ^
        type: text
        ask: And what is that?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
      - id: r
        type: text
        ask: And what is that?
"#;

    UNKNOWN_LIST: "M004", "unknown-list", Deny, since "0.1.0",
    "A list of options is not declared, or an answer gives no options.",
    explain "`choices` names an entry of `lists`, or says `countries`, or holds the options itself. `choices: { from: … }` names a field of a repeat with `at_most`, or a multiple_choice; both come earlier in the form.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: single_choice
        choices: colours
                 ^^^^^^^
        ask: Which one?
"#,
    good r#"
lists:
  colours:
    red: Red
    blue: Blue
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: single_choice
        choices: colours
        ask: Which one?
"#;

    UNKNOWN_PLACEHOLDER: "M005", "unknown-placeholder", Deny, since "0.1.0",
    "A placeholder in braces is not known here.",
    policy [may_follow],
    explain "There are {edition}, {period.from}, {period.to}, {dates.…}, {minutes.from}, {contact.email}, {country} and its cases, facts by their id, {item.…} in a question with for_each, and {question.…}. A brace that is meant as a brace is typed twice: {{.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: |
          What about {county.of}?
                     ^^^^^^^^^^^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: |
          What about the people {country.of}?
"#;

    BAD_DATE: "M012", "bad-date", Deny, since "0.1.0",
    "A date is not one of the calendar, or not of the kind that is wanted.",
    explain "Days are written 2023-06-30, months 2023-06, years 2023. `period.from` and `period.to` stand for the form's period.",
    bad r#"
dates:
  deadline: 2023-02-30
            ^^^^^^^^^^
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#,
    good r#"
dates:
  deadline: 2023-02-28
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    BAD_HEAD: "M013", "bad-head", Deny, since "0.1.0",
    "The head of the form does not say what it should.",
    explain "`canevas: 1`, a form named organisation/name, an edition such as 2022-2023, language tags such as fr, an email address, a web address that starts with https://.",
    bad r#"
form: Our form
      ^^^^^^^^
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#,
    good r#"
form: demo/our-form
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    BAD_BOUNDS: "M014", "bad-bounds", Deny, since "0.1.0",
    "Bounds exclude every answer.",
    explain "The least is more than the most, or more than there are options. No answer could ever be right.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: integer
        min: 10
             ^^
        max: 1
        ask: How many?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: integer
        min: 1
        max: 10
        ask: How many?
"#;

    BAD_ROWS: "M015", "bad-rows", Deny, since "0.1.0",
    "A question cannot be repeated in this way.",
    explain "`for_each` names a list fact of `about`, an entry of `lists`, a repeat that comes earlier and has `at_most`, or `years` (where the form has a period). Two names are for rows and columns: `[substances, years]`. The columns come from an entry of `lists` or from `years`, and each cell is a simple answer. Repeats and notes are not repeated, and only a group is laid out as a table. `comment_on` stands beside the `comment` of a question with `for_each`.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        for_each: priorites
                  ^^^^^^^^^
        type: text
        ask: What is it?
"#,
    good r#"
about:
  facts:
    priorities:
      list_of:
        title:
          type: text
          ask: Title
      blank_rows: 2
sections:
  - id: s
    title: A section
    questions:
      - id: q
        for_each: priorities
        type: text
        ask: |
          What about {item.title}?
"#;

    HIDDEN_NAME: "M016", "hidden-name", Deny, since "0.1.0",
    "A name hides another, so that a condition could mean either.",
    explain "A field may not be called like a question or a fact, and a question not like a fact. Words of the language (and, or, not, in, has, yes, no, answered, said, any, all, years, countries, country, period) cannot be ids of questions.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: title
        type: text
        ask: What is it?
      - id: steps
        type: repeat
        ask: Which steps?
        fields:
          - id: title
                ^^^^^
            type: text
            ask: Title
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: main_title
        type: text
        ask: What is it?
      - id: steps
        type: repeat
        ask: Which steps?
        fields:
          - id: title
            type: text
            ask: Title
"#;

    BAD_FIELD: "M017", "bad-field", Deny, since "0.1.0",
    "A field or fact has a type that is not allowed there.",
    explain "Fields are simple answers: no repeats in repeats, no groups in groups. Facts are single values or lists of texts, and their options cannot have `specify`.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: steps
        type: repeat
        ask: Which steps?
        fields:
          - id: parts
            type: repeat
                  ^^^^^^
            ask: Which parts?
            fields: []
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
          - id: name
            type: text
            ask: Name
"#;

    MISSING_TEXT: "M018", "missing-text", Deny, since "0.1.0",
    "A question asks nothing.",
    explain "Every question needs `ask`, a note `text`, a choice `choices`, a group or repeat `fields`.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
            ^
        type: text
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is it?
"#;

    BAD_FEED: "M019", "bad-feed", Deny, since "0.1.0",
    "Rows feed a fact of the next edition that is not there, or has other fields.",
    explain "`feeds_next_edition` names a list fact. Each field of that fact must be a field of the rows with the same id and a type that fits, so that it can be filled from them.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: steps
        type: repeat
        ask: Which steps?
        feeds_next_edition: next_steps
                            ^^^^^^^^^^
        fields:
          - id: title
            type: text
            ask: Title
"#,
    good r#"
about:
  facts:
    next_steps:
      list_of:
        title:
          type: text
          ask: Title
      blank_rows: 2
sections:
  - id: s
    title: A section
    questions:
      - id: known
        for_each: next_steps
        type: text
        ask: |
          What about {item.title}?
      - id: steps
        type: repeat
        ask: Which steps?
        feeds_next_edition: next_steps
        fields:
          - id: title
            type: text
            ask: Title
"#;
}
