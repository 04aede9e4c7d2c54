//! « Veuillez-vous baser ».

use crate::tokens::words;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};

rule! {
    RULE: "C021", "veuillez-hyphen", Deny, since "0.1.0",
    "In French, « veuillez vous … » before an infinitive takes no hyphen.",
    policy [can_err],
    explain "In « veuillez vous baser » the pronoun belongs to the infinitive (se baser) and stands alone. The hyphen would make it « veuillez-vous ? », do you want. Often the text is simpler without it: « Appuyez-vous sur ».",
    bad r#"
languages:
  source: fr
title: Un formulaire
sections:
  - id: resultats
    title: Les résultats
    questions:
      - id: preuves
        type: text
        ask: Quels sont les résultats ?
        hint: Veuillez-vous baser sur des faits.
              ^^^^^^^^^^^^^
"#,
    good r#"
languages:
  source: fr
title: Un formulaire
sections:
  - id: resultats
    title: Les résultats
    questions:
      - id: preuves
        type: text
        ask: Quels sont les résultats ?
        hint: Veuillez vous baser sur des faits.
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for phrase in edition.phrases().iter().filter(|phrase| phrase.is_french()) {
        let text = &phrase.masked;
        for three in words(text).windows(3) {
            let [(verb, at), (pronoun, to), (next, _)] = three else { continue };
            let hyphen = matches!(&text[at.end..to.start], "-" | "‑" | "\u{ad}");
            let infinitive = ["er", "ir", "re"].iter().any(|ending| next.to_lowercase().ends_with(ending));
            let small = matches!(*next, "y" | "en" | "ne");
            if hyphen && verb.to_lowercase() == "veuillez" && pronoun.to_lowercase() == "vous" && (infinitive || small)
            {
                findings.push(
                    Finding::new(
                        &RULE,
                        phrase.text.part(at.start..to.end),
                        format!("« {} » takes no hyphen before an infinitive", &text[at.start..to.end]),
                    )
                    .help(format!("write « {verb} {pronoun} {next} »")),
                );
            }
        }
    }
}
