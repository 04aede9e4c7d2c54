//! What can be wrong with a return.

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
];

rule! {
    RETURN_SHAPE: "R001", "return-shape", Deny, since "0.1.0",
    "An answer is not what its question takes, or belongs to no question.",
    explain "A return is written by the form, and each answer has one kind: a text, a number, an option's code. Such an error comes from a change by hand or by another tool; the message shows what stands there and what is expected. Drafts are held to it as well.",
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
    explain "Only a complete return is asked for everything: required questions, counts, lengths, numbers and dates within their bounds, and no text left over that fitted no answer. Answer, or set the status back to draft. `check --complete` asks the same of a draft.",
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
    "A question is answered that the other answers leave out.",
    explain "After a \"no\", the question for details is not asked, and what was written there would be read by nobody. Either the earlier answer is wrong, or the details belong elsewhere. In a draft this is a warning; a complete return cannot have it. A text beside an option that is not ticked counts as well.",
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
    "Somebody typed that there is nothing to say, where the form has a box for it.",
    explain "\"RAS\", \"néant\" or \"N/A\" in a text counts as an answer in every table, and opens the questions that follow an answer. Where the question offers it, say so with its box: `{ \"said\": \"nothing_to_report\" }`.",
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
    "An answer still holds a gap to be filled.",
    explain "Brackets with dots, or a line of underscores, stand for something that somebody meant to fill in. Fill it, or remove it.",
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
    "A return speaks of another country, or of rows that its country does not have.",
    explain "The rows of a list come from the country file, and so do the facts that it knows. A return with other rows was filled in on the copy of another country, or of another year; or the country file was changed since. The message names the rows that there are.",
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
    "A return answers another form or another edition.",
    explain "The head of a return names its form and edition. Held against another, its answers would be read as answers to other questions.",
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
    explain "The digest in the head tells which structure was answered: ids, types, options, bounds and conditions. It differs, so a question may have been added, removed or changed after the return was made. Look at what changed, then replay the return or ask again.",
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
}
