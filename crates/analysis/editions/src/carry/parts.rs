//! What stands in a return where rows, facts or answers belong, and is none of them. It goes into no country file, so it is named.

use super::rows::{Cell, not_read, quoted};
use super::said::Said;
use super::words::in_words;
use canevas_model::{Fact, FactKind, Model};
use canevas_responses::{
    ANSWERS_KEY, FACTS_KEY, FactPath, RESPONDENT_KEY, Response, ResponsePath, SIGN_OFF_KEY, UNREAD_KEY, UnreadPlace,
    says_something,
};
use serde_json::Value;

/// Lines about the parts of a return that no question and no list takes.
pub(super) fn odd_parts(model: &Model, returned: &Response) -> Said {
    let mut said = Said::default();
    for key in [FACTS_KEY, ANSWERS_KEY, UNREAD_KEY] {
        let part = returned.json().get(key).filter(|part| !part.is_object() && says_something(part));
        said.faults.extend(part.map(|part| {
            format!(
                "the `{key}` of the return are {}, which is no block of them: nothing in it was carried",
                in_words(part)
            )
        }));
    }
    for (key, value) in returned.facts().into_iter().flatten().filter(|(_, value)| says_something(value)) {
        match model.facts.iter().find(|fact| fact.id == *key) {
            Some(fact) if is_list(fact) => in_list(fact, value, &mut said),
            Some(_) => {}
            None if FactPath::names_respondent(key) => {}
            None => said.notes.push(format!("the form has no fact `{key}`, so it stays behind: {}", quoted(value))),
        }
    }
    unread(model, returned, &mut said);
    said
}

fn is_list(fact: &Fact) -> bool {
    matches!(fact.kind, FactKind::List { .. })
}

/// What is no row in the place of a list, and what is no field in its rows.
fn in_list(fact: &Fact, value: &Value, said: &mut Said) {
    let id = &fact.id;
    let Some(rows) = value.as_object() else {
        let value = in_words(value);
        let line = format!("the fact `{id}` of the return is {value}, which is no block of rows: it was not carried");
        return said.faults.push(line);
    };
    for (key, row) in rows.iter().filter(|(_, row)| says_something(row)) {
        let Some(fields) = row.as_object() else {
            let row = in_words(row);
            said.faults.push(format!("the row `{key}` of `{id}` is {row}, which is no row: it was not carried"));
            continue;
        };
        let is_unknown = |field: &str| fact.fields().iter().all(|known| known.id != *field);
        let unknown = fields.iter().filter(|(field, value)| is_unknown(field) && says_something(value));
        said.notes.extend(unknown.map(|(field, value)| {
            format!(
                "`{field}` of the row `{key}` of `{id}` is no field of the list, and stays behind: {}",
                quoted(value)
            )
        }));
    }
}

/// Texts that nobody could read, and that are no answer to a question: those about facts, and those about nothing that the form
/// has. Who feeds a list names the texts about its own answers.
fn unread(model: &Model, returned: &Response, said: &mut Said) {
    for (key, value) in returned.unread().into_iter().flatten().filter(|(_, value)| says_something(value)) {
        let UnreadPlace { place, sender } = UnreadPlace::of_key(key, model);
        let fact = |path: &FactPath| model.facts.iter().find(|fact| fact.id == *path.id());
        let is_question = |id: &str| model.question(id).is_some() || model.retired.iter().any(|it| it.id == *id);
        let fact = if let ResponsePath::Fact(path) = &place { fact(path) } else { None };
        match (&place, fact) {
            (ResponsePath::Fact(path), Some(fact)) => {
                let line = not_read(&called(path), sender.as_deref(), value);
                // A person decides about a single fact in any case.
                if is_list(fact) { said.faults.push(line) } else { said.notes.push(line) }
            }
            (ResponsePath::Answer(path), _) if is_question(path.question_id().as_str()) => {}
            _ if is_about_the_return(key) => {}
            _ => said.notes.push(format!("the form has no place `{key}`, so its text stays behind: {}", quoted(value))),
        }
    }
}

/// Whether a key of a text is that of a part of the return itself, such as who signed it. Such a part is never a row.
fn is_about_the_return(key: &str) -> bool {
    let (place, _) = UnreadPlace::split(key);
    [SIGN_OFF_KEY, RESPONDENT_KEY].contains(&place.trim_start_matches('/'))
}

/// How a fact is called in a message.
fn called(path: &FactPath) -> String {
    let id = path.id();
    match (path.row(), path.field_id()) {
        (Some(row), Some(field)) => format!("`{field}` of the row `{row}` of `{id}`"),
        (Some(row), None) => format!("the row `{row}` of `{id}`"),
        (None, _) => format!("the fact `{id}`"),
    }
}

/// Lines about facts that are single values, where the return says otherwise than the country file. They may hold for one year
/// only, so a person decides. `known` are the facts of the file.
pub(super) fn single_facts(model: &Model, returned: &Response, known: &Value, language: &str) -> Vec<String> {
    let mut out = Vec::new();
    for fact in &model.facts {
        let FactKind::Value { shape, .. } = &fact.kind else { continue };
        let value = returned.facts().and_then(|facts| facts.get(fact.id.as_str()));
        let Some(value) = value.filter(|value| says_something(value)) else { continue };
        let cell = Cell::of_return(shape, value, language);
        let of_file = known.get(fact.id.as_str());
        if of_file.is_some_and(|known| cell.as_ref().is_some_and(|cell| cell.is_in(known))) {
            continue;
        }
        let said = cell.map_or_else(|| in_words(value), |cell| cell.in_words());
        let what = match of_file {
            Some(_) => "which is not what the country file has",
            None => "which the country file does not have",
        };
        out.push(format!("the return says {said} for the fact `{}`, {what}: type it in if it still holds", fact.id));
    }
    out
}
