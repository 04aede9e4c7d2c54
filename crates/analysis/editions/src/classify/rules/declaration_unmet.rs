//! An entry of `errata`, `meaning` or `retired` names what the form does not have.

use crate::classify::base::Effect::Clear;
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::ChangePlace;
use canevas_diagnostics::{Span, may_suggest, nearest, rule};
use canevas_model::{Language, Model, Question};
use canevas_syntax::changes::{Changes, Retired};
use std::collections::BTreeSet;

const SEVERITY: Severity = Severity::of(impact(Clear, Clear, Clear, Clear), Direction::Alters).but(
    canevas_diagnostics::Level::Warn,
    "A declaration that names nothing is a slip of the pen, which somebody should see.",
);

rule! {
    RULE: "E043", "declaration-unmet", (SEVERITY.level()), since "0.1.0",
    "An entry of `errata`, `meaning` or `retired` names what the form does not have.",
    explain "An entry of `errata` or `meaning` declares a change of one text, in the languages of the form. An entry of `retired` names a question or an option that the edition before asked. An entry that names no text, no language or no question of the form declares nothing. This is usually a slip of the pen, and the text that it means then has a finding of its own.",
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
        let near = may_suggest(out.len()).then(|| nearest(&part.value, known.iter().map(String::as_str))).flatten();
        let help = near.map_or_else(
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
    out.extend(retired(ctx, changes));
    out
}

/// The entries of `retired` that name nothing of the edition that the change file starts from. Only of this one the question can
/// be looked up.
fn retired(ctx: &RuleContext<'_>, changes: &Changes) -> Vec<ChangeFinding> {
    let old = ctx.old_as_written.model;
    let choices = |id: &str| {
        let list = old.lists.iter().find(|list| list.id == id).map(|list| list.choices.as_slice());
        list.or_else(|| old.question(id).map(Question::choices))
    };
    let is_of_old = |entry: &&Retired| entry.last_edition.as_ref().is_some_and(|last| last.value == old.edition);
    let mut out = Vec::new();
    for entry in changes.retired.iter().flatten().filter(is_of_old).filter(|_| ctx.starts_here()) {
        let Some(id) = &entry.id else { continue };
        let (name, of_id) = (id.value.0.as_str(), choices(&id.value.0));
        let questions = old.questions.iter().map(|question| question.id.as_str());
        let most = if may_suggest(out.len()) { usize::MAX } else { 0 };
        let (what, span, near) = match &entry.option {
            None if old.question(name).is_some() => continue,
            None => (format!("question `{name}`"), id.span, nearest(name, questions.take(most))),
            Some(option) => match of_id {
                Some(choices) if choices.iter().any(|choice| choice.code == option.value) => continue,
                Some(choices) => {
                    let codes = choices.iter().map(|choice| choice.code.as_str());
                    (format!("option `{name}.{}`", option.value), option.span, nearest(&option.value, codes.take(most)))
                }
                None => {
                    let lists = old.lists.iter().map(|list| list.id.as_str());
                    (format!("list or question `{name}`"), id.span, nearest(name, lists.chain(questions).take(most)))
                }
            },
        };
        let help = near.map_or_else(
            || "remove the entry, or name what the edition before asked".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("this retirement names the {what}, which the edition {} does not have", old.edition);
        out.push(unmet(name, span, message, help));
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
