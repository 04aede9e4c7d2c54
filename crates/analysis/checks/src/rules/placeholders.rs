//! Placeholders that a translation lacks or adds.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, nearest, rule};
use canevas_model::{pieces_agree, pieces_of};
use canevas_syntax::template::{self, Piece};

rule! {
    RULE: "C012", "placeholders", Deny, since "0.1.0",
    "A translation has different placeholders from its source.",
    explain "Canevas fills in a placeholder with a month, a country's name or a row's title. If a translation lacks it, its readers miss the value; if it has it twice, they read the value twice. Another case of the same placeholder is fine: {country.in} for {country.of}.",
    bad r#"
languages:
  source: en
  translations: [fr]
title: Report, {edition}
-- locales/fr.po --
msgctxt "form.title"
msgid "Report, {edition}"
msgstr "Rapport annuel"
       ^^^^^^^^^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
title: Report, {edition}
-- locales/fr.po --
msgctxt "form.title"
msgid "Report, {edition}"
msgstr "Rapport annuel, {edition}"
"#,
}

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    for (text, language, entry) in edition.translated() {
        let Some(entry) = entry.filter(|entry| entry.source == text.source.value) else { continue };
        if pieces_agree(&text.source.value, &entry.text.value) {
            continue;
        }
        let (Some(wanted), Some(found)) = (pieces_of(&text.source.value), pieces_of(&entry.text.value)) else {
            continue;
        };
        let mut lacking: Vec<&str> = wanted.iter().filter(|name| !found.contains(name)).map(String::as_str).collect();
        lacking.dedup();
        let mut seen: Vec<String> = Vec::new();
        for piece in template::pieces(&entry.text.value).into_iter().flatten() {
            let Piece::Placeholder(parts, range) = piece else { continue };
            let typed = format!("{{{}}}", parts.join("."));
            let base = pieces_of(&typed).and_then(|names| names.into_iter().next());
            let Some(base) = base else { continue };
            let count = |names: &[String]| names.iter().filter(|name| **name == base).count();
            let (may, has) = (count(&wanted), count(&seen));
            seen.push(base);
            if may > 0 {
                if has >= may {
                    findings.push(
                        Finding::new(
                            &RULE,
                            entry.text.part(range),
                            format!("this `{language}` text has `{typed}` more often than its source"),
                        )
                        .also(text.span(), "the source")
                        .help("remove the one that repeats the value"),
                    );
                }
                continue;
            }
            // A misspelled placeholder is one finding: the one that was meant does not also count as missing.
            let near = nearest(&parts.join("."), lacking.iter().copied());
            lacking.retain(|name| Some(*name) != near);
            findings.push(
                Finding::new(
                    &RULE,
                    entry.text.part(range),
                    format!("the source of this `{language}` text has no `{typed}`"),
                )
                .also(text.span(), "the source")
                .help("remove it, or add it to the source")
                .help_if(near.map(|near| format!("did you mean `{{{near}}}`?"))),
            );
        }
        for name in &lacking {
            findings.push(
                Finding::new(
                    &RULE,
                    entry.text.span,
                    format!("this `{language}` text lacks `{{{name}}}` of its source"),
                )
                .also(text.span(), "the source")
                .help(format!("add `{{{name}}}`, or another case of it")),
            );
        }
    }
}
