//! Another country's name in a country's file.

use crate::countries::{is_part_of_name, named_in};
use crate::phrases::Origin;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::{Respondents, countries::by_code};

rule! {
    RULE: "C017", "other-country", Deny, since "0.1.0",
    "A country file names another country.",
    policy [can_err],
    explain "Most likely the row was copied from another country's file. It would be printed in this country's form. If the other country is meant (a joint programme, for example), name the programme without the country.",
    bad r#"
about:
  facts:
    priorities:
      list_of:
        title:
          type: text
          ask: Title
      blank_rows: 2
sections:
  - id: priorities
    title: Priorities
    questions:
      - id: progress
        for_each: priorities
        type: text
        ask: |
          How far is “{item.title}”?
-- countries/CMR.yaml --
canevas: 1
country: CMR
facts:
  priorities:
    - id: roadmap
      title: The roadmap of Madagascar
                            ^^^^^^^^^^
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
  - id: priorities
    title: Priorities
    questions:
      - id: progress
        for_each: priorities
        type: text
        ask: |
          How far is “{item.title}”?
-- countries/CMR.yaml --
canevas: 1
country: CMR
facts:
  priorities:
    - id: roadmap
      title: The roadmap of Cameroon
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    // A region or a school may well write about a country.
    if edition.model.respondents != Respondents::Countries {
        return;
    }
    for phrase in edition.phrases() {
        let Origin::Country(file) = phrase.origin else { continue };
        let own = by_code(&file.code);
        for (range, country) in named_in(&phrase.masked) {
            if country.alpha3 == file.code || own.is_some_and(|own| is_part_of_name(country, own)) {
                continue;
            }
            let name = phrase.text.value.get(range.clone()).unwrap_or_default();
            findings.push(
                Finding::new(&RULE, phrase.text.part(range), format!("the file of {} names {name}", file.code))
                    .label(format!("the name of {}", country.alpha3))
                    .help(format!(
                        "was this row meant for countries/{}.yaml? If not, write what is true of {}",
                        country.alpha3, file.code
                    )),
            );
        }
    }
}
