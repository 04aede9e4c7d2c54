//! The rule about answers that do not fit together.

use canevas_diagnostics::rule;

rule! {
    ANSWERS_DISAGREE: "R012", "answers-disagree", Warn, since "0.1.0",
    "Answers do not fit together as the form asks.",
    explain "A question can have rules about its answer and others (`must`), and bounds that name another answer (`max: meetings`). A rule is looked at once every answer that it names is there. In a complete return, a broken rule is an error. The message is the sentence of the form. Correct one of the answers that the rule names.",
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
      - id: men
        type: integer
        ask: How many men?
      - id: total
        type: integer
        ask: How many people?
        must:
          - that: men <= total
            say: There cannot be more men than people.
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "complete", "facts": { "country": "CMR" }, "answers": { "men": 30, "total": 3 } }
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
      - id: men
        type: integer
        ask: How many men?
      - id: total
        type: integer
        ask: How many people?
        must:
          - that: men <= total
            say: There cannot be more men than people.
-- returns/CMR.json --
{ "canevas": 1, "form": "demo/form", "edition": "2024", "language": "en", "status": "complete", "facts": { "country": "CMR" }, "answers": { "men": 30, "total": 31 } }
"#,
}
