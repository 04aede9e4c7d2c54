//! Two source texts in one translation.

use super::inconsistent::are_alike;
use crate::pairs::Pair;
use crate::tokens::{normal, words};
use crate::{Check, CheckContext};
use canevas_diagnostics::{Finding, Findings, Level, rule};
use std::collections::HashMap;

rule! {
    RULE: "C036", "reused", Deny, since "0.1.0",
    "Two different source texts have the same translation.",
    explain "If two options of one question or list have the same translation, people who answer in that language cannot tell them apart, and the answers are wrong. Elsewhere (sections, questions, short names, longer texts of one kind) the finding is only listed: another language may have one word for both. Sources that differ in the endings of their words only are fine.",
    bad r#"
languages:
  source: en
  translations: [fr]
sections:
  - id: plans
    title: Plans
    questions:
      - id: stage
        type: single_choice
        ask: How far is the plan?
        choices:
          begun: Begun
          going: Under way
-- locales/fr.po --
msgctxt "question.stage.choices.begun.label"
msgid "Begun"
msgstr "En cours"

msgctxt "question.stage.choices.going.label"
msgid "Under way"
msgstr "En cours"
       ^^^^^^^^^^
"#,
    good r#"
languages:
  source: en
  translations: [fr]
sections:
  - id: plans
    title: Plans
    questions:
      - id: stage
        type: single_choice
        ask: How far is the plan?
        choices:
          begun: Begun
          going: Under way
-- locales/fr.po --
msgctxt "question.stage.choices.begun.label"
msgid "Begun"
msgstr "Commencé"

msgctxt "question.stage.choices.going.label"
msgid "Under way"
msgstr "En cours"
"#,
}

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// Texts of fewer words may say the same in several places.
const OWN_WORDS: usize = 4;

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let mut first: HashMap<(&str, String, String), Pair<'_>> = HashMap::new();
    for pair in edition.pairs() {
        let Some((group, options)) = group(&pair) else { continue };
        let key = (pair.language.tag(), group, normal(pair.value()));
        let Some(before) = first.get(&key) else {
            first.insert(key, pair);
            continue;
        };
        let same_source = normal(before.source()) == normal(pair.source());
        if same_source || (!options && are_alike(before.masked_source, pair.masked_source)) {
            continue;
        }
        let what = if options { "option" } else { "text" };
        let source = before.source().lines().next().unwrap_or_default();
        let message = format!("this {what} has the same translation as another {what} with the source “{source}”");
        let mut finding = Finding::new(&RULE, pair.span(), message)
            .also(before.span(), "the other one")
            .also(pair.text.span(), "the source")
            .help("make the translations differ");
        if !options {
            finding.level = Level::Info;
        }
        findings.push(finding);
    }
}

/// What a text stands beside, and whether those are options to choose from.
fn group(pair: &Pair<'_>) -> Option<(String, bool)> {
    let key = &pair.text.key;
    let (before, part) = key.rsplit_once('.')?;
    let parent = before.rsplit_once('.').map_or("", |(parent, _)| parent);
    match part {
        "label" => Some((parent.to_owned(), true)),
        "title" if key.starts_with("section.") => Some(("section".to_owned(), false)),
        "ask" if parent.ends_with(".fields") => Some((parent.to_owned(), false)),
        "short" => Some(("short".to_owned(), false)),
        _ => (words(pair.masked).len() >= OWN_WORDS).then(|| (format!("any {part}"), false)),
    }
}
