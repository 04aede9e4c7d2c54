//! What can be wrong with a mapping.

use canevas_diagnostics::{Rule, rule};

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &[&UNKNOWN_NAME, &MAPPED_TWICE, &UNKNOWN_COLUMN];

rule! {
    UNKNOWN_NAME: "A001", "mapping-name", Deny, since "0.1.0",
    "A mapping names a place, an option or a country that the form does not have.",
    explain "`to` names the place that a column answers: the id of a question; `question/field` in a group; `question/row` for a row; `question/0/field` for the first row of a repeat; `question.code` for the text beside an option; `facts/country` for the country. `options` give the code of an option to each text of the export that stands for it.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
-- answers/mapping.yaml --
canevas: 1
columns:
  - head: Is it done?
    to: doen
        ^^^^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
-- answers/mapping.yaml --
canevas: 1
columns:
  - head: Is it done?
    to: done
"#;

    MAPPED_TWICE: "A002", "mapped-twice", Deny, since "0.1.0",
    "Two columns of a mapping answer the same place.",
    explain "A place takes one answer. Where an export has two columns for a question, write `to` at the one that counts. The cells of the other column are then listed as not placed.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
-- answers/mapping.yaml --
canevas: 1
columns:
  - head: Is it done?
    to: done
  - head: Done?
    to: done
        ^^^^
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
-- answers/mapping.yaml --
canevas: 1
columns:
  - head: Is it done?
    to: done
  - head: Done?
    ignore: yes
"#;

    UNKNOWN_COLUMN: "A003", "mapping-column", Warn, since "0.1.0",
    "A mapping names a column that no file has.",
    explain "The mapping finds a column by its head, the text in its first row. Capital letters and accents must be the same; spaces and the shape of apostrophes may differ. If this year's file words the head differently, copy the new head into the mapping.",
    bad r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
-- answers/mapping.yaml --
canevas: 1
columns:
  - head: Is it doen?
          ^^^^^^^^^^^
    to: done
-- answers/export.csv --
Country,Is it done?
"#,
    good r#"
sections:
  - id: s
    title: A section
    questions:
      - id: done
        type: yes_no
        ask: Is it done?
-- answers/mapping.yaml --
canevas: 1
columns:
  - head: Is it done?
    to: done
-- answers/export.csv --
Country,Is it done?
"#;
}
