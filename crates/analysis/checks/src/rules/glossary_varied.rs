//! One term of the source, translated with two terms of the glossary.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Span, rule};
use canevas_project::glossary::outermost;
use std::collections::HashMap;

rule! {
    RULE: "C045", "glossary-varied", Warn, since "0.1.0",
    "The source uses one term, and its translations use two.",
    policy [can_err],
    explain "The glossary may have several translations of a term, such as a long and a short one. If the form always uses the same term, its translations should as well: readers look for a difference otherwise. Choose one translation for each term of the form.",
    bad r#"
languages:
  source: en
  translations: [fr]
title: The roadmap
introduction: All about your roadmap.
-- glossary.csv --
term,en,fr
roadmap,roadmap,feuille de route | plan de route
-- locales/fr.po --
msgctxt "form.title"
msgid "The roadmap"
msgstr "La feuille de route"

msgctxt "form.introduction"
msgid "All about your roadmap."
msgstr "Tout sur votre plan de route."
                       ^^^^^^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
title: The roadmap
introduction: All about your roadmap.
-- glossary.csv --
term,en,fr
roadmap,roadmap,feuille de route | plan de route
-- locales/fr.po --
msgctxt "form.title"
msgid "The roadmap"
msgstr "La feuille de route"

msgctxt "form.introduction"
msgid "All about your roadmap."
msgstr "Tout sur votre feuille de route."
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let Some(glossary) = edition.glossary else { return };
    // For each language, term and text of the source: the translation that came first, and its place.
    let mut first: HashMap<(&str, usize, usize), (usize, Span, &str)> = HashMap::new();
    for pair in edition.pairs() {
        let (hits, own) = (outermost(pair.source_hits), outermost(pair.hits));
        for hit in hits.iter().filter(|hit| !hit.is_forbidden) {
            // If the term occurs once on each side, the two belong together.
            let once = hits.iter().filter(|other| other.term == hit.term).count() == 1;
            let mut used = own.iter().filter(|other| other.term == hit.term && !other.is_forbidden);
            let (Some(used), None, true) = (used.next(), used.next(), once) else { continue };
            let Some((text, before, key)) = first.get(&(pair.language.tag(), hit.term, hit.text)) else {
                let place = (used.text, pair.part(used.range.clone()), pair.text.key.as_str());
                first.insert((pair.language.tag(), hit.term, hit.text), place);
                continue;
            };
            if *text == used.text {
                continue;
            }
            let word = |range: std::ops::Range<usize>| pair.value().get(range).unwrap_or_default();
            let other = glossary.terms.get(hit.term).and_then(|term| term.accepted(pair.language).get(*text));
            let other = other.map_or("", |other| other.value.as_str());
            let message =
                format!("this text has “{}”, but `{}` has “{other}” for the same term", word(used.range.clone()), key);
            findings.push(
                Finding::new(&RULE, pair.part(used.range.clone()), message)
                    .also(*before, "another term here")
                    .help(format!("write “{other}” here as well, or this word there")),
            );
        }
    }
}
