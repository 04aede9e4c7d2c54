//! Why a column begins after an edition, or ends before one.

use super::Row;
use crate::step::{ExportStep, LooksRenamed, ids};
use canevas_editions::QuestionPlace;
use canevas_evidence::Target;
use canevas_model::Model;
use canevas_syntax::changes::{Relation, Was};

/// Why an edition has no answers for a question that is new in the next one, whose model this is.
pub(super) fn before(step: &ExportStep<'_>, model: &Model, target: Target) -> Row {
    let place = place(model, target);
    if let Some(was) = step.lineage_to(&place.question) {
        return lineage(was);
    }
    if let Some(pair) = step.looks_renamed(|_, to| *to == place) {
        return undeclared(&pair, &pair.from.to_string());
    }
    Row { why: format!("new in {}", step.diff.new), ..Row::default() }
}

/// Why an edition has no answers for a question that the one before it asked last, whose model this is.
pub(super) fn after(step: &ExportStep<'_>, model: &Model, target: Target) -> Row {
    let place = place(model, target);
    if let Some(was) = step.lineage_from(&place.question) {
        return lineage(was);
    }
    if let Some(pair) = step.looks_renamed(|from, _| *from == place) {
        return undeclared(&pair, &pair.to.to_string());
    }
    let reason = step.retired(&place.question).and_then(|retired| retired.reason.as_ref());
    let reasons = reason.map(|reason| reason.value.trim().to_owned()).unwrap_or_default();
    let why = if reasons.is_empty() { "no longer asked" } else { "retired" };
    Row { why: format!("{why} since {}", step.diff.new), reasons, ..Row::default() }
}

fn place(model: &Model, target: Target) -> QuestionPlace {
    let question = &model.questions[target.question];
    let field = target.field.map(|field| question.fields[field].id.clone());
    QuestionPlace { question: question.id.clone(), field }
}

/// A question that became another one, as the change file says.
fn lineage(was: &Was) -> Row {
    let list = |ids: Vec<&str>| ids.into_iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    let (old, new) = (list(ids(was.old.as_ref())), list(ids(was.new.as_ref())));
    let became = match was.relation.as_ref().map(|relation| relation.value) {
        Some(Relation::Renamed) => format!("{old} was renamed to {new}"),
        Some(Relation::Split) => format!("{old} was split into {new}"),
        Some(Relation::Merged) => format!("{old} were merged into {new}"),
        Some(Relation::Replaced) | None => format!("{old} was replaced by {new}"),
    };
    Row {
        why: format!("not joined: the change file declares that {became}"),
        comparable: was.comparability().word(),
        reasons: was.bridge.as_ref().map(|bridge| bridge.value.trim().to_owned()).unwrap_or_default(),
        ..Row::default()
    }
}

/// A pair that looks like a rename. Nothing but a declaration joins it.
fn undeclared(pair: &LooksRenamed<'_>, id: &str) -> Row {
    let LooksRenamed { from, to, help } = pair;
    let why = format!("not joined: `{to}` asks the same question as `{from}`, and nobody declared a rename; {help}");
    Row { id: id.to_owned(), why, ..Row::default() }
}
