//! Reports of a comparison for people and machines. They are pure functions; a front prints them.

mod github;
mod html;
mod json;
mod markdown;
mod sarif;
mod text;

pub use github::github;
pub use html::html;
pub use json::{ComparisonReport, json, schema};
pub use markdown::markdown;
pub use sarif::{SarifLog, sarif};
pub use text::{text, text_saying};

use crate::diff::{TextPair, subject_of_text};
use crate::edition_diff::{ClassifiedChange, EditionDiff};
use canevas_diagnostics::{Level, Sources, Span, counted, suppressed_line};
use canevas_model::TextKey;
use canevas_responses::{ANSWERS_KEY, AnswerKey};
use canevas_syntax::changes::Comparable;
use std::collections::HashMap;

/// The changed texts by the subject that they belong to.
fn texts_of_subjects(comparison: &EditionDiff) -> HashMap<&str, Vec<(&TextKey, &[TextPair])>> {
    let mut out: HashMap<&str, Vec<(&TextKey, &[TextPair])>> = HashMap::new();
    for (key, pairs) in &comparison.texts {
        out.entry(subject_of_text(key)).or_default().push((key, pairs));
    }
    out
}

/// The findings by subject, in their order.
fn groups(comparison: &EditionDiff) -> Vec<(&str, Vec<&ClassifiedChange>)> {
    let mut out: Vec<(&str, Vec<&ClassifiedChange>)> = Vec::new();
    let mut index = HashMap::new();
    for change in &comparison.classified {
        let subject = change.at.subject();
        let at = *index.entry(subject).or_insert_with(|| {
            out.push((subject, Vec::new()));
            out.len() - 1
        });
        out[at].1.push(change);
    }
    out
}

fn count(comparison: &EditionDiff, level: Level) -> usize {
    comparison.classified.iter().filter(|change| change.finding.level == level).count()
}

/// The verdict in one line.
pub fn verdict(comparison: &EditionDiff) -> String {
    let name = format!("{} {} to {}", comparison.form, comparison.old, comparison.new);
    if comparison.classified.is_empty() && comparison.suppressed.is_empty() {
        return format!("{name}: no changes");
    }
    let denied = count(comparison, Level::Deny);
    let head = if denied == 0 {
        "may be published".to_owned()
    } else {
        format!(
            "not to be published, {}",
            if denied == 1 { "1 change denies".to_owned() } else { format!("{denied} changes deny") }
        )
    };
    let waived = comparison.classified.iter().filter(|change| change.waived.is_some()).count();
    let waived = if waived > 0 { format!(", {waived} waived") } else { String::new() };
    let suppressed = comparison.suppressed.len();
    let suppressed = if suppressed > 0 { format!(", {suppressed} suppressed") } else { String::new() };
    format!(
        "{name}: {head} ({} denied, {}, {} listed{waived}{suppressed}); old answers pass: {}; series: {}",
        denied,
        counted(count(comparison, Level::Warn), "warning", "warnings"),
        count(comparison, Level::Info),
        comparison.validates().word(),
        series(comparison.comparable()),
    )
}

fn series(comparable: Comparable) -> &'static str {
    match comparable {
        Comparable::Full => "full",
        Comparable::WithBridge => "with a bridge",
        Comparable::Broken => "broken",
    }
}

/// The number of texts that translators have to translate again.
pub fn translators(comparison: &EditionDiff) -> Option<String> {
    let total: usize = comparison.to_translate.values().sum();
    let each: Vec<String> = comparison.to_translate.iter().map(|(tag, count)| format!("{tag} {count}")).collect();
    (total > 0).then(|| format!("translators redo {} ({})", counted(total, "text", "texts"), each.join(", ")))
}

/// The countries whose copies are affected.
pub fn countries(comparison: &EditionDiff) -> Option<String> {
    let all = comparison.countries();
    (!all.is_empty()).then(|| format!("countries touched: {}", all.join(", ")))
}

/// The findings that `canevas.toml` hides, with the reasons.
pub fn suppressed(comparison: &EditionDiff) -> Option<String> {
    suppressed_line(comparison.suppressed.iter().map(|change| &change.finding))
}

/// The lines below the verdict: translators, countries and hidden findings.
fn heads(comparison: &EditionDiff) -> impl Iterator<Item = String> {
    [translators(comparison), countries(comparison), suppressed(comparison)].into_iter().flatten()
}

/// The relevant answers of a witness: those to its question and to what its conditions read, or all of them if it belongs to no
/// question.
fn witness(change: &ClassifiedChange) -> Option<String> {
    let witness = change.witness.as_ref()?;
    let answers = witness.get(ANSWERS_KEY)?.as_object()?;
    let Some(about) = &change.witness_of else {
        return Some("a complete return of the old edition, unchanged".to_owned());
    };
    let shown: serde_json::Map<String, serde_json::Value> = answers
        .iter()
        .filter(|(key, _)| {
            let id = AnswerKey::parse(key).id;
            *id == **about || change.witness_reads.contains(&*id)
        })
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let is_answered = shown.keys().any(|key| *AnswerKey::parse(key).id == **about);
    let mut text = serde_json::Value::Object(shown).to_string();
    if text.chars().count() > 160 {
        text = format!("{}…", text.chars().take(160).collect::<String>());
    }
    Some(match (is_answered, text.as_str()) {
        (true, _) => text,
        (false, "{}") => format!("a complete return without `{about}`"),
        (false, _) => format!("a complete return without `{about}`, with {text}"),
    })
}

/// The file, line and column of a finding.
fn place(sources: &Sources, span: Span) -> (String, usize, usize) {
    let source = sources.get(span.source);
    let at = source.position(span.start as usize);
    (source.name().to_owned(), at.line, at.column)
}
