//! Texts that the glossary forbids.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_project::glossary::outermost;

rule! {
    RULE: "C044", "glossary-forbidden", Deny, since "0.1.0",
    "A text uses a term that the glossary forbids.",
    policy [can_err],
    explain "A column such as `en forbidden` of `glossary.csv` lists common but wrong terms: they may mean something else in law, or hurt the people concerned. Canevas looks for them in the form and its translations, not in the texts of the countries. Write the term that the message names, or remove the word from that column.",
    bad r#"
title: The road map
           ^^^^^^^^
-- glossary.csv --
term,en,en forbidden
roadmap,roadmap,road map
"#,
    good r#"
title: The roadmap
-- glossary.csv --
term,en,en forbidden
roadmap,roadmap,road map
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let Some(glossary) = edition.glossary else { return };
    for phrase in edition.phrases() {
        let Some(language) = phrase.language else { continue };
        for hit in outermost(&phrase.hits).into_iter().filter(|hit| hit.is_forbidden) {
            let Some(term) = glossary.terms.get(hit.term) else { continue };
            let typed = phrase.text.value.get(hit.range.clone()).unwrap_or_default();
            let help = match term.preferred(language) {
                Some(preferred) => format!("write “{preferred}”"),
                None => format!("the glossary has no other term for it in `{language}`: rephrase it"),
            };
            findings.push(
                Finding::new(&RULE, phrase.text.part(hit.range.clone()), format!("the glossary forbids “{typed}”"))
                    .also(term.span, "the glossary")
                    .help(help),
            );
        }
    }
}
