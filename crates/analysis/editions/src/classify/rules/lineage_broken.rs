//! A lineage names a question that does not exist, or a renamed question that the form still asks.

use crate::classify::base::Effect::{Breaks, Clear};
use crate::classify::base::{ChangeFinding, Detector, Direction, EditionRule, Mirror, RuleContext, Severity, impact};
use crate::diff::ChangePlace;
use canevas_diagnostics::{may_suggest, nearest, rule};
use canevas_model::{Model, canonical};
use canevas_syntax::changes::Relation;
use std::cell::Cell;

const SEVERITY: Severity = Severity::of(impact(Clear, Breaks, Clear, Clear), Direction::Alters);

rule! {
    RULE: "E008", "lineage-broken", (SEVERITY.level()), since "0.1.0",
    "A lineage names a question that does not exist, or a renamed question that the form still asks.",
    explain "Under `was`, `new` names questions of this edition and `old` questions of the earlier one. The form cannot also ask a renamed question under its old id. If `from` names a `definition`, the earlier edition must still have this digest: an edition that was edited since is another one.",
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
was:
  - { new: answer, old: answr, relation: renamed }
                        ^^^^^
-- old/form.yaml --
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
sections:
  - id: work
    title: Work
    questions:
      - id: answer
        type: text
        ask: What is it?
-- changes.yaml --
from: { edition: "2024" }
was:
  - { new: answer, old: reply, relation: renamed }
-- old/form.yaml --
sections:
  - id: work
    title: Work
    questions:
      - id: reply
        type: text
        ask: What is it?
"#,
}

pub(super) static CHECK: EditionRule = EditionRule {
    rule: &RULE,
    severity: SEVERITY,
    keys: &[],
    mirror: Mirror::None("a correct lineage is no finding"),
    detectors: &[Detector::Editions(detect)],
};

fn detect(ctx: &RuleContext<'_>) -> Vec<ChangeFinding> {
    let mut out = Vec::new();
    let Some(changes) = ctx.new.changes else { return out };
    let count = Cell::new(0);
    let mut push = |at: ChangePlace, span, message: String, help: String| {
        count.set(count.get() + 1);
        let after = at.to_string();
        out.push(ChangeFinding { new: span, ..ChangeFinding::at(at, message).help(help).from(None, Some(after)) });
    };
    let known = |model: &Model, id: &str| model.questions.iter().any(|question| question.id == id);
    let nearest_of = |model: &Model, id: &str| {
        let known = || model.questions.iter().map(|question| question.id.as_str());
        let near = may_suggest(count.get()).then(|| nearest(id, known())).flatten();
        near.map_or_else(|| "name a question by its id".to_owned(), |near| format!("did you mean `{near}`?"))
    };
    // Old ids can be checked only against the edition that the change file starts from.
    let from = changes.from.as_ref();
    let starts_here = ctx.starts_here();
    for was in changes.was.as_deref().unwrap_or_default() {
        for id in was.new.iter().flat_map(|ids| &ids.0).filter(|id| !known(ctx.new.model, &id.value.0)) {
            let message = format!("this edition has no question `{}`", id.value.0);
            push(ChangePlace::question(&id.value.0), Some(id.span), message, nearest_of(ctx.new.model, &id.value.0));
        }
        for id in was.old.iter().flat_map(|ids| &ids.0).filter(|_| starts_here) {
            if !known(ctx.old.model, &id.value.0) {
                let message = format!("the edition {} has no question `{}`", ctx.old.model.edition, id.value.0);
                push(
                    ChangePlace::question(&id.value.0),
                    Some(id.span),
                    message,
                    nearest_of(ctx.old.model, &id.value.0),
                );
            } else if known(ctx.new.model, &id.value.0)
                && !was.new.iter().flat_map(|ids| &ids.0).any(|new| new.value == id.value)
            {
                let relation = was.relation.as_ref().map_or(Relation::Replaced, |relation| relation.value).word();
                let message = format!("`{}` is declared as {relation}, but this edition still asks it", id.value.0);
                push(
                    ChangePlace::question(&id.value.0),
                    Some(id.span),
                    message,
                    "remove the lineage, or remove the question from the form".to_owned(),
                );
            }
        }
    }
    let digest = from.and_then(|from| from.definition.as_ref()).filter(|_| starts_here);
    if let Some(digest) = digest.filter(|digest| digest.value != canonical::definition_digest(ctx.old.model)) {
        let message =
            format!("this change file starts from another definition of the edition {}", ctx.old.model.edition);
        push(
            ChangePlace::Start,
            Some(digest.span),
            message,
            "the edition was edited since then: restore it, or start a new change file".to_owned(),
        );
    }
    out
}
