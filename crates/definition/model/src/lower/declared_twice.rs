//! Entries of a change file that say the same twice, or contradict one another.

use crate::rules;
use canevas_diagnostics::{Finding, Findings, Span};
use canevas_syntax::Id;
use canevas_syntax::Sp;
use canevas_syntax::changes::{Changes, Ids, Relation, Was};
use std::collections::HashMap;

/// Findings about ids that a change file declares twice. One question has one origin, and one successor.
///
/// Entries that split or merge questions may share ids. An entry that renames a question shares none.
pub fn declared_twice(changes: &Changes) -> Findings {
    let mut findings = Findings::default();
    let was = changes.was.as_deref().unwrap_or_default();
    twice(was, |was| was.new.as_ref(), "where `%` comes from", &mut findings);
    twice(was, |was| was.old.as_ref(), "what becomes of `%`", &mut findings);
    was.iter().filter(|was| is_rename(was)).for_each(|was| into_itself(was, &mut findings));
    // What is renamed goes on. What is retired ends.
    let renamed = was.iter().filter(|was| is_rename(was)).flat_map(|was| was.old.iter().flat_map(|ids| &ids.0));
    let renamed: HashMap<&str, Span> = renamed.map(|id| (id.value.0.as_str(), id.span)).collect();
    let mut retired: HashMap<(&str, Option<&str>), Span> = HashMap::new();
    for entry in changes.retired.as_deref().unwrap_or_default() {
        let Some(id) = &entry.id else { continue };
        let option = entry.option.as_ref().map(|option| option.value.as_str());
        if let Some(first) = retired.insert((&id.value.0, option), id.span) {
            let what = option.map_or_else(|| id.value.0.clone(), |option| format!("{}.{option}", id.value.0));
            push(format!("`{what}` is retired twice"), id.span, first, &mut findings);
        }
        if let (Some(first), None) = (renamed.get(id.value.0.as_str()), option) {
            let message = format!("two declarations say what becomes of `{}`", id.value.0);
            push(message, id.span, *first, &mut findings);
        }
    }
    findings
}

fn twice<'a>(was: &'a [Was], side: fn(&'a Was) -> Option<&'a Ids>, what: &str, findings: &mut Findings) {
    let mut seen: HashMap<&str, (&Was, Span)> = HashMap::new();
    let ids = was.iter().flat_map(|was| side(was).into_iter().flat_map(|ids| &ids.0).map(move |id| (was, id)));
    for (was, Sp { value: Id(id), span }) in ids {
        match seen.get(id.as_str()) {
            Some((first, _)) if !is_rename(first) && !is_rename(was) && !std::ptr::eq(*first, was) => {}
            Some((_, first)) => {
                let what = what.replace('%', id);
                push(format!("two declarations say {what}"), *span, *first, findings);
            }
            None => drop(seen.insert(id, (was, *span))),
        }
    }
}

/// A rename of a question to the id that it has.
fn into_itself(was: &Was, findings: &mut Findings) {
    let (Some(new), Some(old)) = (&was.new, &was.old) else { return };
    for id in &new.0 {
        if let Some(same) = old.0.iter().find(|old| old.value == id.value) {
            let message = format!("`{}` is renamed to itself", id.value.0);
            findings.push(
                Finding::new(&rules::DUPLICATE_ID, id.span, message)
                    .also(same.span, "the same id")
                    .help("a question that keeps its id needs no entry: remove it, or correct the id"),
            );
        }
    }
}

fn is_rename(was: &Was) -> bool {
    was.relation.as_ref().is_some_and(|relation| relation.value == Relation::Renamed)
}

fn push(message: String, span: Span, first: Span, findings: &mut Findings) {
    findings.push(
        Finding::new(&rules::DUPLICATE_ID, span, message)
            .label("here again")
            .also(first, "first here")
            .help("keep the entry that is right, and remove the other"),
    );
}
