//! A country's name in a text of the form.

use crate::countries::named_in;
use crate::phrases::Origin;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Level, rule};
use canevas_model::{Respondents, TextRole};

rule! {
    RULE: "C018", "country-typed", Warn, since "0.1.0",
    "A text for all countries names one country.",
    policy [can_err],
    explain "Perhaps the text was written for one country first. Write {country} for the country that fills in the form, or its cases {country.of}, {country.in} and {country.the}. A worked example may name a country; then the finding is only listed.",
    bad r#"
sections:
  - id: priorities
    title: Priorities
    questions:
      - id: progress
        type: text
        ask: What has been done in Madagascar?
                                   ^^^^^^^^^^
"#,
    good r#"
sections:
  - id: priorities
    title: Priorities
    questions:
      - id: progress
        type: text
        ask: |
          What has been done {country.in}?
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    // Where others answer, a text may name the country in which they are.
    if edition.model.respondents != Respondents::Countries {
        return;
    }
    for phrase in edition.phrases() {
        if matches!(phrase.origin, Origin::Country(_)) {
            continue;
        }
        let masked = &phrase.masked;
        for (range, _) in named_in(masked) {
            // An option that consists of a country's name offers that country.
            if phrase.role() == Some(TextRole::Label) && masked.trim().len() == range.len() {
                continue;
            }
            let name = phrase.text.value.get(range.clone()).unwrap_or_default();
            let mut finding = Finding::new(
                &RULE,
                phrase.text.part(range.clone()),
                format!("this text for all countries names {name}"),
            )
            .help("write {country}, {country.of}, {country.in} or {country.the}, or leave the name out");
            if phrase.is_example() {
                finding.level = Level::Info;
            }
            findings.push(finding);
        }
    }
}
