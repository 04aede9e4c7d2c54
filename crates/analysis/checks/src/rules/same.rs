//! A translation that repeats its source.

use crate::phrases::masked;
use crate::tokens::words;
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, rule};

rule! {
    RULE: "C011", "same", Info, since "0.1.0",
    "A translation is the same as its source.",
    policy [can_err],
    explain "Most often somebody copied the source into the entry and did not translate it. A name may be the same in both languages. That is why the finding is only listed.",
    bad r#"
languages:
  source: en
  translations: [fr]
-- locales/fr.po --
msgctxt "form.title"
msgid "A form"
msgstr "A form"
       ^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
-- locales/fr.po --
msgctxt "form.title"
msgid "A form"
msgstr "Un formulaire"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for (text, language, entry) in edition.translated() {
        let Some(entry) = entry.filter(|entry| entry.text.value.trim() == text.source.value.trim()) else { continue };
        let spelled = masked(&entry.text.value);
        if words(&spelled).iter().filter(|(word, _)| word.chars().any(char::is_alphabetic)).count() < 2 {
            continue;
        }
        findings.push(
            Finding::new(&RULE, entry.text.span, format!("this `{language}` text is the same as its source"))
                .help("translate it, or empty the entry until someone does"),
        );
    }
}
