//! Translations that use another term than the glossary.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_project::glossary::outermost;
use std::collections::BTreeSet;

rule! {
    RULE: "C043", "check-glossary", Warn, since "0.1.0",
    "A translation uses another term than the glossary.",
    policy [can_err],
    explain "The source uses a term of `glossary.csv`, and the translation has none of its translations. Readers take two names for two things. Write the glossary's translation. If yours is also right, add it to the glossary, separated by |. Canevas looks for whole words, in upper or lower case, in the singular and the plural.",
    bad r#"
languages:
  source: en
  translations: [fr]
title: The roadmap
-- glossary.csv --
term,en,fr
roadmap,roadmap,feuille de route
-- locales/fr.po --
msgctxt "form.title"
msgid "The roadmap"
msgstr "Le plan"
       ^^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
title: The roadmap
-- glossary.csv --
term,en,fr
roadmap,roadmap,feuille de route
-- locales/fr.po --
msgctxt "form.title"
msgid "The roadmap"
msgstr "La feuille de route"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let Some(glossary) = edition.glossary else { return };
    for pair in edition.pairs() {
        // `glossary-forbidden` reports a forbidden term.
        let mut said: BTreeSet<usize> = pair.hits.iter().map(|hit| hit.term).collect();
        for hit in outermost(pair.source_hits) {
            let Some(term) = glossary.terms.get(hit.term).filter(|_| !hit.is_forbidden && said.insert(hit.term)) else {
                continue;
            };
            let Some(preferred) = term.preferred(pair.language) else { continue };
            let others: Vec<String> =
                term.accepted(pair.language).iter().skip(1).map(|text| format!("“{}”", text.value)).collect();
            let also = if others.is_empty() { String::new() } else { format!("; {} is also right", others.join(", ")) };
            let typed = pair.source().get(hit.range.clone()).unwrap_or_default();
            let message = format!("this `{}` text does not translate “{typed}” as the glossary does", pair.language);
            findings.push(
                Finding::new(&RULE, pair.span(), message)
                    .also(pair.source_part(hit.range.clone()), "the source")
                    .also(term.span, "the glossary")
                    .help(format!("write “{preferred}”{also}")),
            );
        }
    }
}
