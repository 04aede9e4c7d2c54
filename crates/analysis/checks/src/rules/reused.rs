//! Two source texts with one translation.

use super::inconsistent::are_alike;
use crate::pairs::TranslationPair;
use crate::tokens::{normal, words};
use crate::{CheckContext, RuleCheck};
use canevas_diagnostics::{Finding, Findings, Level, rule};
use canevas_model::{OptionHome, QuestionId, TextOwner, TextRole};
use std::collections::HashMap;

rule! {
    RULE: "C036", "reused", Deny, since "0.1.0",
    "Two different source texts have the same translation.",
    policy [can_err],
    explain "If two options of one question or list have the same translation, people who answer in that language cannot tell them apart, and the answers are wrong. Elsewhere (sections, questions, short names, longer texts of one kind) the finding is only listed: another language may have one word for both. Sources that differ only in the endings of their words are fine.",
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

pub(super) static CHECK: RuleCheck = RuleCheck { rule: &RULE, run };

/// Shorter texts may be equal in several places.
const OWN_WORDS: usize = 4;

fn run(edition: &CheckContext<'_>, findings: &mut Findings) {
    let mut first: HashMap<(&str, ReuseScope<'_>, String), TranslationPair<'_>> = HashMap::new();
    for pair in edition.pairs() {
        let Some(scope) = scope(&pair) else { continue };
        let options = matches!(scope, ReuseScope::Options(_));
        let key = (pair.language.tag(), scope, normal(pair.value()));
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

/// The group of texts with which a text is compared.
#[derive(PartialEq, Eq, Hash)]
enum ReuseScope<'a> {
    /// The options of a question, fact or list.
    Options(&'a OptionHome),
    /// The special answers of the form.
    NonResponses,
    /// The titles of sections.
    Sections,
    /// The fields of a question.
    Fields(&'a QuestionId),
    /// The short names.
    ShortNames,
    /// The longer texts of a role.
    Any(TextRole),
}

fn scope<'a>(pair: &TranslationPair<'a>) -> Option<ReuseScope<'a>> {
    let key = &pair.text.key;
    match (key.owner(), key.role()) {
        (TextOwner::Option(home, _), TextRole::Label) => Some(ReuseScope::Options(home)),
        (TextOwner::NonResponse(_), _) => Some(ReuseScope::NonResponses),
        (TextOwner::Section(_), TextRole::Title) => Some(ReuseScope::Sections),
        (TextOwner::Field(question, _), TextRole::Ask) => Some(ReuseScope::Fields(question)),
        (_, TextRole::Short) => Some(ReuseScope::ShortNames),
        (_, role) => (words(pair.masked).len() >= OWN_WORDS).then_some(ReuseScope::Any(role)),
    }
}
