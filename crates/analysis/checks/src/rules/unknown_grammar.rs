//! A language without grammar.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};
use canevas_wording::Grammar;

rule! {
    RULE: "C013", "unknown-grammar", Warn, since "0.1.0",
    "Canevas does not know the grammar of a language of the form.",
    explain "Canevas writes dates, ordinals and country names by the rules of each language. It knows French, English, Spanish, Portuguese and Arabic, and uses the English rules for other languages. Avoid {country.…}, months and ordinals in its texts, or give `names` in the country files.",
    bad r#"
languages:
  source: en
  translations: [sw]
                 ^^
-- locales/sw.po --
msgctxt "form.title"
msgid "A form"
msgstr "Fomu"
"#,
    good r#"
languages:
  source: en
  translations: [es]
-- locales/es.po --
msgctxt "form.title"
msgid "A form"
msgstr "Un formulario"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for language in edition.model.languages().filter(|language| Grammar::known(language).is_none()) {
        let known: Vec<&str> = Grammar::ALL.iter().map(|grammar| grammar.tag()).collect();
        findings.push(
            Finding::new(
                &RULE,
                edition.language_span(language),
                format!(
                    "Canevas does not know the grammar of `{language}`: it writes dates and countries as in English"
                ),
            )
            .help(format!(
                "the known languages are: {}; write the texts of this language without dates, ordinals and countries",
                known.join(", ")
            )),
        );
    }
}
