//! Rules about who answers.

use canevas_diagnostics::rule;

rule! {
    // Nothing can be built from a form that has no meaning.
    all [build_depends];

    BAD_RESPONDENTS: "M027", "bad-respondents", Deny, since "0.1.0",
    "Those who answer cannot be told from the form.",
    explain "`respondents` says who answers. Without it, countries do. `respondents: none` names nobody: a return says what was answered, and not by whom. For others, such as regions, schools or companies, it names an entry of `lists` with a code and a name for each, and says what they are: `respondents: { kind: region, called: Region, list: regions }`. The code names files, so a copy and a return are called after it. What a form knows only of countries is not there for others: `country` under `about`, and the placeholders {country.of}, {country.in} and the like.",
    bad r#"
respondents:
  kind: region
  called: Region
  list: regions
lists:
  regions:
    north: North
    south:
    ^^^^^
      label: South
      exclusive: yes
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is done in {respondent}?
"#,
    good r#"
respondents:
  kind: region
  called: Region
  list: regions
lists:
  regions:
    north: North
    south: South
sections:
  - id: s
    title: A section
    questions:
      - id: q
        type: text
        ask: What is done in {respondent}?
"#;
}
