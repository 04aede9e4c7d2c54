//! Translations too long for their place.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_model::longest;

rule! {
    RULE: "C033", "max-length", Warn, since "0.1.0",
    "A translation is too long for its place.",
    policy [can_err],
    explain "Titles, short names, options and units stand on one line, in tables and in lists: 120 characters at most. A question has 500. Some languages need more room than others; where a source is near its limit, shorten the source as well. The files for translators state the same limit.",
    bad r#"
languages:
  source: en
  translations: [fr]
title: A form
-- locales/fr.po --
msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire qui demande à chaque pays de dire ce qu'il a fait, avec qui, quand, où, comment et pourquoi, puis ce qu'il compte faire"
                                                                                                                                ^^^^^^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
title: A form
-- locales/fr.po --
msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for pair in edition.pairs() {
        let Some(most) = longest(pair.text.key.role()) else { continue };
        let Some((from, _)) = pair.value().char_indices().nth(most) else { continue };
        let (length, source) = (pair.value().chars().count(), pair.source().chars().count());
        let help = if source > most {
            "shorten the source, which is also too long, and then this text"
        } else {
            "say it in fewer words"
        };
        let message = format!("this `{}` text has {length} characters; {most} fit in its place", pair.language);
        findings.push(Finding::new(&RULE, pair.part(from..pair.value().len()), message).help(help));
    }
}
