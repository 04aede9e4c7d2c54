//! An entry of `errata` or `meaning` names a text or a language that the form does not have.

use crate::classify::base::Effect::Clear;
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::ChangePlace;
use canevas_diagnostics::{Span, nearest, rule};
use canevas_model::{Language, Model};
use std::collections::BTreeSet;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Clear, Clear), Direction::Alters).but(
    canevas_diagnostics::Level::Warn,
    "A declaration that names nothing is a slip of the pen, which somebody should see.",
);

rule! {
    RULE: "E043", "declaration-unmet", (SEVERITY.level()), since "0.1.0",
    "An entry of `errata` or `meaning` names a text or a language that the form does not have.",
    explain "An entry of `errata` or `meaning` declares a change of one text, in the languages of the form. An entry that names no text, or no language of the form, declares nothing. This is usually a slip of the pen, and the text that it means then has a finding of its own.",
    bad r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- changes.yaml --
from: { edition: "2024" }
errata:
  - part: question.anser.ask
          ^^^^^^^^^^^^^^^^^^
    reason: a typo
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What was it?
"#,
    good r#"
edition: "2025"
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- changes.yaml --
from: { edition: "2024" }
errata:
  - part: question.answer.ask
    reason: a typo
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What was it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &[],
    mirror: Mirror::None("a declaration that is met is no finding"),
    detectors: &[Detector::Editions(detect)],
};

fn detect(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    let Some(changes) = ctx.new.changes else { return Vec::new() };
    let mut known: BTreeSet<String> = BTreeSet::new();
    for model in [ctx.old_as_written.model, ctx.old.model, ctx.new.model] {
        known.extend(parts(model));
    }
    // Findings name some places in a shorter way, and a declaration may repeat it.
    known.extend(ctx.changes.iter().map(|change| change.at.to_string()));
    let mut out = Vec::new();
    let errata = changes.errata.iter().flatten().filter_map(|erratum| erratum.part.as_ref());
    let meaning = changes.meaning.iter().flatten().filter_map(|meaning| meaning.part.as_ref());
    for (what, part) in errata.map(|part| ("correction", part)).chain(meaning.map(|part| ("verdict", part))) {
        if known.contains(&part.value) {
            continue;
        }
        let help = nearest(&part.value, known.iter().map(String::as_str)).map_or_else(
            || "name a text by its key, such as `question.difficulties.hint`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("this {what} names `{}`, and the form has no such text", part.value);
        out.push(unmet(&part.value, part.span, message, help));
    }
    let languages: BTreeSet<&str> =
        ctx.new.model.languages().chain(ctx.old.model.languages()).map(Language::tag).collect();
    for erratum in changes.errata.iter().flatten() {
        let part = erratum.part.as_ref().map_or("", |part| part.value.as_str());
        for language in erratum.languages.iter().flatten().filter(|tag| !languages.contains(tag.value.as_str())) {
            let message =
                format!("this correction of `{part}` names `{}`, which is no language of the form", language.value);
            let help =
                format!("the languages of the form are {}", languages.iter().copied().collect::<Vec<_>>().join(", "));
            out.push(unmet(part, language.span, message, help));
        }
    }
    out
}

fn unmet(part: &str, span: Span, message: String, help: String) -> ChangeFinding {
    ChangeFinding {
        new: Some(span),
        ..ChangeFinding::at(ChangePlace::Named(part.to_owned()), message).help(help).from(None, Some(part.to_owned()))
    }
}

/// The names of a form's texts.
fn parts(model: &Model) -> impl Iterator<Item = String> {
    model.texts().into_iter().flat_map(|text| ChangePlace::of_text(&text.key).names())
}
