//! A text without translation.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};

rule! {
    RULE: "C009", "translation-missing", Warn, since "0.1.0",
    "A text has no translation into a language of the form.",
    policy [not_on_import],
    explain "The form prints the source text until there is a translation. Give the text to the translator before you publish the edition.",
    bad r#"
languages:
  source: en
  translations: [fr]
sections:
  - id: plans
    title: Plans
           ^^^^^
    questions:
      - id: plan
        type: text
        ask: What do you plan?
-- locales/fr.po --
msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"
"#,
    good r#"
languages:
  source: en
  translations: [fr]
sections:
  - id: plans
    title: Plans
    questions:
      - id: plan
        type: text
        ask: What do you plan?
-- locales/fr.po --
msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"

msgctxt "section.plans.title"
msgid "Plans"
msgstr "Projets"

msgctxt "question.plan.ask"
msgid "What do you plan?"
msgstr "Que prévoyez-vous ?"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for language in &edition.model.translations {
        if edition.catalogues.get(language).is_none_or(|catalogue| catalogue.entries.is_empty()) {
            findings.push(
                Finding::new(
                    &RULE,
                    edition.language_span(language),
                    format!("nothing is translated into `{language}` yet"),
                )
                .help(format!("fill in locales/{language}.po, which `canevas translate extract` writes")),
            );
        }
    }
    for (text, language, entry) in edition.translated() {
        let begun = edition.catalogues.get(language).is_some_and(|catalogue| !catalogue.entries.is_empty());
        if begun && entry.is_none() {
            findings.push(
                Finding::new(&RULE, text.span(), format!("this text has no translation into `{language}`"))
                    .label(format!("`{}` is not in locales/{language}.po, or empty there", text.key))
                    .help(format!("translate the entry `{}` of locales/{language}.po", text.key)),
            );
        }
    }
}
