//! Placeholders that a translation lacks or adds.

use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Span, may_suggest, nearest, rule};
use canevas_model::{Language, pieces_agree, pieces_of};
use canevas_project::Translation;
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
        let mut push = |span, message: String, help: String| {
            findings.push(Finding::new(&RULE, span, message).also(text.span(), "the source").help(help));
        };
        surplus(language, entry, &wanted, &mut lacking, &mut push);
        for name in &lacking {
            let message = format!("this `{language}` text lacks `{{{name}}}` of its source");
            push(entry.text.span, message, format!("add `{{{name}}}`, or another case of it"));
        }
    }
}

/// Reports the placeholders of a translation that its source does not have, or has less often. Removes a placeholder from
/// `lacking` if the translation misspells it: one mistake is one finding.
fn surplus(
    language: &Language,
    entry: &Translation,
    wanted: &[String],
    lacking: &mut Vec<&str>,
    push: &mut dyn FnMut(Span, String, String),
) {
    let mut seen: Vec<String> = Vec::new();
    for piece in template::pieces(&entry.text.value).into_iter().flatten() {
        let Piece::Placeholder(parts, range) = piece else { continue };
        let typed = format!("{{{}}}", parts.join("."));
        let Some(base) = pieces_of(&typed).and_then(|names| names.into_iter().next()) else { continue };
        let count = |names: &[String]| names.iter().filter(|name| **name == base).count();
        let (may, has) = (count(wanted), count(&seen));
        seen.push(base);
        if may == 0 {
            let near = may_suggest(seen.len()).then(|| nearest(&parts.join("."), lacking.iter().copied())).flatten();
            lacking.retain(|name| Some(*name) != near);
            let message = format!("the source of this `{language}` text has no `{typed}`");
            let help = near.map_or_else(
                || "remove it, or add it to the source".to_owned(),
                |near| format!("did you mean `{{{near}}}`?"),
            );
            push(entry.text.part(range), message, help);
        } else if has >= may {
            let message = format!("this `{language}` text has `{typed}` more often than its source");
            push(entry.text.part(range), message, "remove the one that repeats the value".to_owned());
        }
    }
}
