//! A translation made from another source text.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::redline::changed_excerpts;
use canevas_diagnostics::{Finding, Findings, rule};

rule! {
    RULE: "C010", "translation-stale", Warn, since "0.1.0",
    "A translation was made from an earlier source text, or waits for review.",
    policy [not_on_import],
    explain "The source text changed after it was translated, so the translation may ask something else. The form prints the source text until somebody has reviewed the translation. The message shows the old and the new source. You cannot publish an edition with a stale translation.",
    bad r#"
languages:
  source: en
  translations: [fr]
-- locales/fr.po --
msgctxt "form.title"
msgid "An old form"
msgstr "Un ancien formulaire"
       ^^^^^^^^^^^^^^^^^^^^^^
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
        let Some(entry) = entry else { continue };
        let span = entry.text.span;
        if let Some(source) = entry.made_from(text) {
            let (old, new) = changed_excerpts(source, &text.source.value);
            findings.push(
                Finding::new(
                    &RULE,
                    span,
                    format!("the source of this `{language}` text changed from “{old}” to “{new}”"),
                )
                .also(text.span(), "the current source")
                .help(
                    "translate the new source: `canevas translate extract` puts it in the entry, the old one beside it",
                ),
            );
        } else if entry.fuzzy {
            findings.push(
                Finding::new(&RULE, span, format!("this `{language}` text waits for review"))
                    .help("read it beside its source, then remove `fuzzy` from the line above the entry"),
            );
        }
    }
}
