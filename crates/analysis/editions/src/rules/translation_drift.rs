//! A translation says something else, and its source does not.

use super::{EditionRule, Mirror, impact};
use crate::Mark::{Breaks, Clear, Look};
use crate::diff::Kind;
use crate::judge::{ChangeFinding, RuleContext};
use canevas_diagnostics::rule;

rule! {
    RULE: "E027", "translation-drift", Warn, since "0.1.0",
    "A translation says something else, and its source does not.",
    explain "Those who read this language are asked something else than last year. If it is a correction, declare it under `errata` with its language.",
    bad pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]; new "languages: { source: en, translations: [fr] }\n"; old "languages: { source: en, translations: [fr] }\n"; files "-- locales/fr.po --\nmsgctxt \"question.answer.ask\"\nmsgid \"What is it?\"\nmsgstr \"De quoi parle-t-on ?\"\n-- old/locales/fr.po --\nmsgctxt \"question.answer.ask\"\nmsgid \"What is it?\"\nmsgstr \"Quelle est la réponse ?\"\n"),
    good pair!(["answer\n        type: text\n        ask: What is it?"] => ["answer\n        type: text\n        ask: What is it?"]; new "languages: { source: en, translations: [fr] }\n"; old "languages: { source: en, translations: [fr] }\n"; files "-- locales/fr.po --\nmsgctxt \"question.answer.ask\"\nmsgid \"What is it?\"\nmsgstr \"De quoi parle-t-on ?\"\n-- old/locales/fr.po --\nmsgctxt \"question.answer.ask\"\nmsgid \"What is it?\"\nmsgstr \"Quelle est la réponse ?\"\n-- changes.yaml --\nfrom: { edition: \"2024\" }\nerrata:\n  - part: question.answer.ask\n    languages: [fr]\n    reason: the question is about a thing\n"),
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    impact: impact(Clear, Breaks, Look, Clear),
    mirror: Mirror::None("there is no side to it: any change is told here"),
    run,
};

fn run(ctx: &RuleContext<'_>, out: &mut Vec<ChangeFinding>) {
    for change in ctx.changes {
        let Kind::Translation { language, before, after } = &change.kind else { continue };
        let source = ctx.new.model.source_language.tag();
        if ctx.declared.erratum(&change.at, Some(language), source).is_some() {
            continue;
        }
        let message = format!("`{}` says something else in `{language}`, and the same in `{source}`", change.at);
        out.push(ChangeFinding::of(change, message).from(Some(before.clone()), Some(after.clone())));
    }
}
