//! A translation changed, and its source text did not.

use crate::classify::base::Effect::{Breaks, Clear, Review};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::{Aspect, Change, ChangeKind};
use canevas_diagnostics::rule;
use canevas_syntax::changes::Comparable;

const SEVERITY: Severity = Severity::of(impact(Clear, Breaks, Review, Clear), Direction::Alters).but(
    canevas_diagnostics::Level::Warn,
    "The source still asks the same, and most changes of a translation correct it.",
);

rule! {
    RULE: "E027", "translation-drift", (SEVERITY.level()), since "0.1.0",
    "A translation changed, and its source text did not.",
    explain "In this language, the form asks something else than last year. Where a translation is gone, its readers see the source text. A catalogue that is gone altogether gives one finding. This happens too where a text moves to another key: options of a list that become options of a question, a question that becomes a fact, an introduction that becomes a note. Catalogues find translations by the key; `canevas translate extract` takes the translation along. A date that only the translation prints may have moved as well. If it is a correction, declare it under `errata` with its language.",
    bad r#"
edition: "2025"
languages: { source: en, translations: [fr] }
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- locales/fr.po --
msgctxt "question.answer.ask"
msgid "What is it?"
msgstr "De quoi parle-t-on ?"
       ^^^^^^^^^^^^^^^^^^^^^^
-- old/locales/fr.po --
msgctxt "question.answer.ask"
msgid "What is it?"
msgstr "Quelle est la réponse ?"
-- old/form.yaml --
languages: { source: en, translations: [fr] }
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
    good r#"
edition: "2025"
languages: { source: en, translations: [fr] }
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- locales/fr.po --
msgctxt "question.answer.ask"
msgid "What is it?"
msgstr "De quoi parle-t-on ?"
-- old/locales/fr.po --
msgctxt "question.answer.ask"
msgid "What is it?"
msgstr "Quelle est la réponse ?"
-- changes.yaml --
from: { edition: "2024" }
errata:
  - part: question.answer.ask
    languages: [fr]
    reason: the question is about a thing
-- old/form.yaml --
languages: { source: en, translations: [fr] }
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &[],
    mirror: Mirror::None("this rule reports every such change"),
    detectors: &[
        Detector::Changes(&[Aspect::Translation], detect),
        Detector::Changes(&[Aspect::CatalogueRemoved], of_catalogue),
    ],
};

fn detect(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::Translation { language, before, after, is_wording, moved_from } = &change.kind else { return None };
    if ctx.erratum(&change.at, Some(language)).is_some() {
        return None;
    }
    let (at, source) = (&change.at, ctx.source());
    let message = match (after, moved_from) {
        (Some(_), _) => format!("the `{language}` translation of `{at}` changed, but its `{source}` source did not"),
        (None, None) => format!("the `{language}` translation of `{at}` is gone: readers see the `{source}` text"),
        (None, Some(was)) => format!(
            "`{at}` has the text that `{was}` had, without its `{language}` translation: readers see the `{source}` text"
        ),
    };
    let mut found = ChangeFinding::of(change, message).from(Some(before.clone()), after.clone());
    if let Some(was) = moved_from.as_ref().filter(|_| after.is_none()) {
        let old = &ctx.old.model.edition;
        found = found.help(format!(
            "run `canevas translate extract`, which takes it along; if the catalogue has lost it, give `{at}` the translation that `{was}` has in the edition {old}"
        ));
    }
    // Help and titles ask nothing, and readers without a translation read the same question in the source.
    found.comparable = (!is_wording || after.is_none()).then_some(Comparable::WithBridge);
    Some(found)
}

fn of_catalogue(ctx: &RuleContext<'_>, change: &Change) -> Option<ChangeFinding> {
    let ChangeKind::CatalogueRemoved { translations } = change.kind else { return None };
    let language = change.at.subject();
    if ctx.erratum(&change.at, Some(language)).is_some() {
        return None;
    }
    let count =
        if translations == 1 { "its translation".to_owned() } else { format!("its {translations} translations") };
    let message =
        format!("the catalogue of `{language}` is gone with {count}: readers see the `{}` texts", ctx.source());
    let mut found = ChangeFinding::of(change, message).help(format!(
        "copy `locales/{language}.po` from the edition {}, or take `{language}` out of `translations`",
        ctx.old.model.edition
    ));
    found.comparable = Some(Comparable::WithBridge);
    Some(found)
}
