//! What can be wrong with a return.

mod disagree;

pub use disagree::ANSWERS_DISAGREE;

use canevas_diagnostics::{Rule, rule};

/// Every rule of this crate, in the order of their codes.
pub static RULES: &[&Rule] = &[
    &RETURN_SHAPE,
    &RETURN_INCOMPLETE,
    &ANSWER_HIDDEN,
    &NON_ANSWER_TYPED,
    &BRACKETS_IN_ANSWER,
    &OTHER_COUNTRY_ROW,
    &RETURN_WRONG_FORM,
    &RETURN_DIGEST,
    &HIDDEN_CHARACTER,
    &FORMULA_IN_ANSWER,
    &LINE_BREAK_IN_ANSWER,
    &ANSWERS_DISAGREE,
];

rule! {
    RETURN_SHAPE: "R001", "return-shape", Deny, since "0.1.0",
    "An answer has the wrong kind, or belongs to no question.",
    explain "The form writes a return, and each answer has one kind: a text, a number, an option's code. Such an error comes from a change by hand or by another tool. The message shows the value and what the form expects. The rule also applies to drafts.",
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
      - id: q
        type: integer
        ask: How many?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "three" } }
                                                                                                                                              ^^^^^^^
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
      - id: q
        type: integer
        ask: How many?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": 3 } }
"#;

    RETURN_INCOMPLETE: "R002", "return-incomplete", Deny, since "0.1.0",
    "A complete return lacks an answer, or has one outside its bounds.",
    explain "A complete return must answer every required question. Its counts, lengths, numbers and dates must be within their bounds, and `unread` must be empty. Correct the answers, or set the status back to draft. `check --complete` applies the same rule to drafts.",
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
      - id: q
        type: text
        required: true
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "complete", "facts": { "country": "CMR" }, "answers": {  } }
                                                                                                                                          ^
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
      - id: q
        type: text
        required: true
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "complete", "facts": { "country": "CMR" }, "answers": { "q": "A plan" } }
"#;

    ANSWER_HIDDEN: "R003", "answer-hidden", Warn, since "0.1.0",
    "A return answers a question that the form does not ask after the other answers.",
    explain "For example, the form asks for details only after a \"yes\". After a \"no\", nobody reads the details. Either the earlier answer is wrong, or the details belong elsewhere. The finding is a warning in a draft and an error in a complete return. It also covers a text beside an option that is not chosen.",
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
      - id: is_so
        type: yes_no
        ask: Is it so?
      - id: q
        type: text
        show_if: is_so
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "is_so": "no", "q": "A plan" } }
                                                                                                                                                        ^^^
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
      - id: is_so
        type: yes_no
        ask: Is it so?
      - id: q
        type: text
        show_if: is_so
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "is_so": "yes", "q": "A plan" } }
"#;

    NON_ANSWER_TYPED: "R004", "non-answer-typed", Warn, since "0.1.0",
    "A text says that there is nothing to report, but the form has a box for that.",
    explain "A text such as \"RAS\", \"néant\" or \"N/A\" counts as an answer in every table, and it opens the questions that follow an answer. Use the box of the question instead: `{ \"said\": \"nothing_to_report\" }`.",
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
      - id: q
        type: text
        can_say: [nothing_to_report]
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "N/A" } }
                                                                                                                                              ^^^^^
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
      - id: q
        type: text
        can_say: [nothing_to_report]
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": { "said": "nothing_to_report" } } }
"#;

    BRACKETS_IN_ANSWER: "R005", "brackets-in-answer", Warn, since "0.1.0",
    "An answer contains a gap that nobody filled in.",
    explain "Brackets with dots, or a line of underscores, mark a gap. Fill it in, or remove it.",
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
      - id: q
        type: text
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "Adopted on ____ 2024" } }
                                                                                                                                              ^^^^^^^^^^^^^^^^^^^^^^
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
      - id: q
        type: text
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "Adopted in May 2024" } }
"#;

    OTHER_COUNTRY_ROW: "R006", "other-country-row", Deny, since "0.1.0",
    "A return belongs to another country, or has rows that its country does not have.",
    explain "Rows and known facts come from the country file. If a return has different ones, it was filled in on the copy of another country or year, or the country file changed since. The message names the rows of the copy.",
    bad r#"
canevas: 1
form: demo/form
edition: 2024
languages: { source: en }
title: A form
about:
  facts:
    plans:
      list_of:
        name:
          type: text
          ask: Name
sections:
  - id: s
    title: A section
    questions:
      - id: q
        for_each: plans
        type: text
        ask: |
          What about {item.name}?
-- countries/CMR.yaml --
canevas: 1
country: CMR
facts:
  plans:
    - id: schools
      name: Schools
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": { "school": "A plan" } } }
                                                                                                                                                ^^^^^^^^
"#,
    good r#"
canevas: 1
form: demo/form
edition: 2024
languages: { source: en }
title: A form
about:
  facts:
    plans:
      list_of:
        name:
          type: text
          ask: Name
sections:
  - id: s
    title: A section
    questions:
      - id: q
        for_each: plans
        type: text
        ask: |
          What about {item.name}?
-- countries/CMR.yaml --
canevas: 1
country: CMR
facts:
  plans:
    - id: schools
      name: Schools
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": { "schools": "A plan" } } }
"#;

    RETURN_WRONG_FORM: "R007", "return-wrong-form", Deny, since "0.1.0",
    "A return belongs to another form or edition.",
    explain "The head of a return names its form and edition. In another form or edition, its answers would belong to other questions.",
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
      - id: q
        type: text
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/other", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "A plan" } }
                        ^^^^^^^^^^^^
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
      - id: q
        type: text
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "A plan" } }
"#;

    RETURN_DIGEST: "R008", "return-digest", Warn, since "0.1.0",
    "A return was filled in on a form that has changed since.",
    explain "The digest in the head stands for the structure that was answered: ids, types, options, bounds and conditions. If it differs, a question may have been added, removed or changed after the return was made. Find out what changed, then replay the return or ask again.",
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
      - id: q
        type: text
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "definition": "sha256:0000000000000000000000000000000000000000000000000000000000000000", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "A plan" } }
                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
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
      - id: q
        type: text
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "A plan" } }
"#;

    HIDDEN_CHARACTER: "R009", "return-hidden-character", Warn, since "0.1.0",
    "An answer holds a character that nobody sees.",
    explain "Controls, marks that turn the order of a line around, and characters of a private font come along when text is pasted from other programs. On a page or in Word they show as boxes or not at all, and no definition may hold them. A tab and a line break are allowed. The next edition takes over such a text without them, and says so.",
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
      - id: q
        type: text
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "A\u202eplan" } }
                                                                                                                                              ^^^^^^^^^^^^^
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
      - id: q
        type: text
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "A plan" } }
"#;

    FORMULA_IN_ANSWER: "R010", "return-formula", Warn, since "0.1.0",
    "An answer is a formula that a spreadsheet would run.",
    explain "A text such as `=HYPERLINK(…)` runs as soon as somebody opens an export in a spreadsheet: it can show another value, or send data away. Canevas never runs it. Ask the country what was meant, and write that.",
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
      - id: q
        type: text
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "=SUM(A1:A9)" } }
                                                                                                                                              ^^^^^^^^^^^^^
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
      - id: q
        type: text
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "= the same as last year" } }
"#;

    LINE_BREAK_IN_ANSWER: "R011", "return-line-break", Warn, since "0.1.0",
    "An answer of one line has several lines.",
    explain "The form asks for a line: the box has no line breaks. Where the return has one, the form shows “; ” in its place, so that nothing runs together. Tables and letters may show it otherwise. Write one line, or ask with `long_text`.",
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
      - id: q
        type: text
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "Accra\nLomé" } }
                                                                                                                                              ^^^^^^^^^^^^^
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
      - id: q
        type: text
        ask: What is it?
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "draft", "facts": { "country": "CMR" }, "answers": { "q": "Accra; Lomé" } }
"#,
}
