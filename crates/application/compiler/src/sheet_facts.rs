//! What the return of a clarification sheet says about the country.
//!
//! A sheet asks about no facts. It holds what the country file said when it was made, and that goes into the whole return where
//! the return does not say it yet: a question with a row for each region needs the regions. All else is named.

use canevas_merge::{Change, changes};
use canevas_project::FormCopy;
use canevas_responses::{FACTS_KEY, FactPath, Response};
use serde_json::{Map, Value, json};

type Facts = Map<String, Value>;

/// Puts the facts that the sheet has from the country file into the whole return, where that has none. A list of rows gets the
/// rows that it lacks, and a row its fields.
pub(crate) fn bring_facts(copy: &FormCopy<'_>, sheet: &Response, whole: &mut Response) {
    let known = of_copy(copy);
    let mut facts = whole.facts().cloned().unwrap_or_default();
    for (id, value) in sheet.facts().into_iter().flatten() {
        add(&mut facts, id, value, &known.iter().map(|facts| facts.get(id)).collect::<Vec<_>>());
    }
    whole.set_facts(facts);
}

/// Adds a value that is also one of those that are known. What is there stays.
fn add(facts: &mut Facts, key: &str, value: &Value, known: &[Option<&Value>]) {
    match (facts.get_mut(key), value) {
        (None, _) if known.contains(&Some(value)) => drop(facts.insert(key.to_owned(), value.clone())),
        (Some(Value::Object(own)), Value::Object(members)) => {
            for (key, value) in members {
                let known: Vec<_> = known.iter().map(|known| known.and_then(|known| known.get(key))).collect();
                add(own, key, value, &known);
            }
        }
        _ => {}
    }
}

/// The facts of a sheet that are neither those of one of these returns, nor those of the copy in any language.
pub(crate) fn other_facts(copy: &FormCopy<'_>, known: [&Response; 2], sheet: &Response) -> Vec<Change> {
    let of_copy = of_copy(copy);
    let known: Vec<&Facts> = known.into_iter().filter_map(Response::facts).chain(&of_copy).collect();
    let is_own = |id: &str, value: &Value| {
        FactPath::names_respondent(id) || known.iter().any(|facts| facts.get(id) == Some(value))
    };
    let mut others = sheet.facts().cloned().unwrap_or_default();
    others.retain(|id, value| !is_own(id, value));
    let mut before = of_copy.into_iter().next().unwrap_or_default();
    before.retain(|id, _| others.contains_key(id));
    let of = |facts| Response::from_json(json!({ FACTS_KEY: Value::Object(facts) }));
    let changes = changes(copy, &copy.model.source_language, &of(before), &of(others));
    changes.into_iter().filter(|change| change.now.is_some()).collect()
}

/// What a copy knows, in each of its languages.
fn of_copy(copy: &FormCopy<'_>) -> Vec<Facts> {
    copy.model.languages().map(|language| copy.facts_in(language)).collect()
}
