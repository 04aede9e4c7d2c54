//! Paths in words: a person looks for a question by its number and its words.

use super::Report;
use super::template::Template;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Names what is missing or unread, and puts words before the paths that warnings begin with.
pub fn name(template: &Template, unread: &Map<String, Value>, report: &mut Report) {
    let known: HashMap<&str, &str> =
        template.fields.iter().map(|field| (field.path.full(), field.alias.as_str())).collect();
    let mut questions: HashMap<&str, &str> = HashMap::new();
    for field in &template.fields {
        questions.entry(question_of(field.path.full())).or_insert(&field.alias);
    }
    let words = |path: &str| {
        if let Some(alias) = known.get(path) {
            return Some((*alias).to_owned());
        }
        // Rows that repeat are counted in the path of an answer, from 0, and not in that of a place.
        let (mut steps, mut row) = (Vec::new(), None);
        for step in path.trim_start_matches('/').split('/') {
            match step.parse::<usize>() {
                Ok(number) if row.is_none() && !steps.is_empty() => row = Some(number + 1),
                _ => steps.push(step),
            }
        }
        let bare = steps.join("/");
        let alias = known.get(bare.as_str()).or_else(|| questions.get(question_of(&bare)))?;
        Some(row.map_or_else(|| (*alias).to_owned(), |row| format!("{alias}, row {row}")))
    };
    for path in report.missing.iter().chain(unread.keys()) {
        if let Some(words) = words(path) {
            report.places.insert(path.clone(), words);
        }
    }
    for warning in &mut report.warnings {
        if let Some((path, rest)) = warning.split_once(": ")
            && let Some(alias) = known.get(path)
        {
            *warning = format!("{alias} ({path}): {rest}");
        }
    }
}

/// The id that a path begins with.
fn question_of(path: &str) -> &str {
    path.split(['/', '=', '~', '.']).next().unwrap_or(path)
}
