//! Change files that start from another edition than the one before.

use crate::Failure;
use crate::order::is_not_before;
use canevas_compiler::diagnostics::{Finding, Findings};
use canevas_compiler::editions::START_ELSEWHERE;
use canevas_compiler::files::{Scope, editions_before};
use canevas_compiler::model::Model;
use canevas_compiler::{Edition, Project};

/// The finding about an edition whose change file does not start from the edition before it, and the same where its rule is
/// off. Only the folders beside an edition say which one comes before it.
pub(crate) fn start_elsewhere(
    project: &Project,
    folder: &str,
    edition: &Edition,
) -> Result<(Findings, Findings), Failure> {
    let nothing = || (Findings::default(), Findings::default());
    let (Some(model), Some(changes)) = (&edition.model, &edition.changes) else { return Ok(nothing()) };
    let from = changes.from.as_ref().and_then(|from| from.edition.as_ref());
    // Only a change file that holds nothing but corrections has no `from`.
    let part = changes.errata.iter().flatten().find_map(|erratum| erratum.part.as_ref());
    let Some(place) = from.or(part.filter(|_| changes.from.is_none() && !changes.is_unread("from"))) else {
        return Ok(nothing());
    };
    let before = before(project, folder, model)?;
    if let Some(from) = from.filter(|from| before.is_none() && is_not_before(&from.value, &model.edition)) {
        let message = if from.value == model.edition {
            format!("the change file starts from the edition {}, which is this edition", from.value)
        } else {
            format!("the change file starts from the edition {}, which comes after {}", from.value, model.edition)
        };
        let finding = Finding::new(START_ELSEWHERE, from.span, message).help(
            "`from` names the edition that the countries answered before this one; the change file of a first edition has no `from`",
        );
        return Ok(edition.levels.part(Findings::from_iter([finding])));
    }
    let is_same = |before: &String| from.is_some_and(|from| from.value == *before);
    let Some(before) = before.filter(|before| !is_same(before)) else { return Ok(nothing()) };
    let starts = from.map_or_else(
        || "names no edition to start from".to_owned(),
        |from| format!("starts from the edition {}", from.value),
    );
    let message = format!("the change file {starts}, and the edition before this one is {before}");
    let finding = Finding::new(START_ELSEWHERE, place.span, message).help(format!(
        "`from` names the edition that the countries answered before this one: write \
         `from: {{ edition: \"{before}\" }}`, and declare what changed since then"
    ));
    Ok(edition.levels.part(Findings::from_iter([finding])))
}

/// The name of the edition of the same form in the nearest folder before. `None` if there is none, or if it cannot be read.
fn before(project: &Project, folder: &str, model: &Model) -> Result<Option<String>, Failure> {
    // An edition that stands alone has none beside it.
    for candidate in editions_before(project.files(), folder).unwrap_or_default() {
        let read = project.edition(&candidate, Scope::WithoutReturns)?;
        match &read.model {
            Some(before) if before.form == model.form => return Ok(Some(before.edition.clone())),
            Some(_) => {}
            None => return Ok(None),
        }
    }
    Ok(None)
}
