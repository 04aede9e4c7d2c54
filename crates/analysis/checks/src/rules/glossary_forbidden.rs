//! Texts that the glossary forbids.

use crate::{Check, CheckContext};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_project::glossary::outermost;

rule! {
    RULE: "C044", "glossary-forbidden", Deny, since "0.1.0",
    "A text calls a thing what the glossary forbids.",
    explain "A column such as `en forbidden` of `glossary.csv` holds what is commonly written and wrong: it may mean something else in law, or hurt those it is about. It is looked for in the form and in its translations, not in what countries wrote themselves. Write the text that the message names, or take the word out of that column.",
    bad "title: The road map
-- glossary.csv --
term,en,en forbidden
roadmap,roadmap,road map
",
    good "title: The roadmap
-- glossary.csv --
term,en,en forbidden
roadmap,roadmap,road map
",
}

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let Some(glossary) = edition.glossary else { return };
    for phrase in edition.phrases() {
        let Some(language) = phrase.language else { continue };
        for hit in outermost(&phrase.hits).into_iter().filter(|hit| hit.is_forbidden) {
            let Some(term) = glossary.terms.get(hit.term) else { continue };
            let typed = phrase.text.value.get(hit.range.clone()).unwrap_or_default();
            let help = match term.preferred(language) {
                Some(preferred) => format!("write “{preferred}”"),
                None => format!("the glossary has no other word for it in `{language}`: say it otherwise"),
            };
            findings.push(
                Finding::new(&RULE, phrase.text.part(hit.range.clone()), format!("the glossary forbids “{typed}”"))
                    .also(term.span, "the glossary")
                    .help(help),
            );
        }
    }
}
