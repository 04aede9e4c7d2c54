//! Why a question is not asked in each case: the conditions that must be true, one after the other, and what the copy knows of them.

use crate::sites::ConditionSite;
use canevas_diagnostics::Span;
use canevas_model::canonical::shown_when;
use canevas_model::condition::{Condition, Operand};
use canevas_model::{ForEach, Language, Model};
use canevas_project::{FactValue, FormCopy};
use canevas_wording::Wording;
use std::collections::BTreeSet;

/// The most questions that a chain of conditions is followed through.
const MOST: usize = 40;

/// One condition, or one fact, that decides whether a question is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// What has the condition, such as "the section `plan`"; or the fact that is known.
    pub what: String,
    /// The condition as the definition writes it, or the value of the fact.
    pub condition: String,
    /// The condition in words, in the language of the form; none for a fact.
    pub words: Option<String>,
    /// Where the condition stands.
    pub span: Option<Span>,
}

/// A condition that decides whether some answer is there, and where its parts stand.
#[derive(Debug, Clone, PartialEq)]
pub struct ConditionRead {
    /// The answer.
    pub operand: Operand,
    /// When it is asked for.
    pub condition: Condition,
    /// The places of the condition's parts.
    pub spans: Vec<Span>,
}

/// The conditions of the answers that a condition reads, of those that these read, and so on: an answer that is not asked for is not
/// there.
pub fn conditions_read(model: &Model, condition: &Condition) -> Vec<ConditionRead> {
    let mut found: Vec<ConditionRead> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<Operand> = condition.atoms().iter().map(|atom| atom.operand).collect();
    while let Some(operand) = open.pop() {
        if found.len() >= MOST || !seen.insert(operand) {
            continue;
        }
        if let Some((condition, spans)) = shown_when(model, operand) {
            open.extend(condition.atoms().iter().map(|atom| atom.operand));
            found.push(ConditionRead { operand, condition, spans });
        }
    }
    found.sort_by_key(|read| read.operand);
    found
}

/// Why a copy does not ask a question in each case: its conditions from the outside to the inside, those of the answers that they
/// read, and the facts that the copy knows.
pub fn causes(copy: &FormCopy<'_>, site: &ConditionSite<'_>) -> Vec<Cause> {
    let model = copy.model;
    let words = |condition: &Condition, language: &Language| Wording::new(copy, language).condition(condition, None);
    let cause = |what: String, condition: &Condition, span: Option<Span>| Cause {
        what,
        condition: condition.as_written(model),
        words: Some(words(condition, &model.source_language)),
        span,
    };
    let mut causes: Vec<Cause> =
        site.around.iter().map(|(what, span, condition)| cause((*what).to_owned(), condition, Some(*span))).collect();
    causes.extend(site.own.as_ref().map(|own| cause(site.what.to_owned(), own, site.span)));
    if let Some(ForEach::Rows(question)) = site.of.and_then(|index| model.questions[index].for_each) {
        causes.push(Cause {
            what: format!("the rows of `{}`", model.questions[question].id),
            condition: "as many as are entered".to_owned(),
            words: None,
            span: None,
        });
    }
    if let Some(ForEach::Fact(fact)) = site.of.and_then(|index| model.questions[index].for_each) {
        let known = match copy.fact(fact) {
            None => Some("not known"),
            Some(FactValue::Rows(rows)) if rows.is_empty() => Some("none"),
            Some(_) => None,
        };
        causes.extend(known.map(|known| Cause {
            what: format!("the rows of `{}`", model.facts[fact].id),
            condition: known.to_owned(),
            words: None,
            span: None,
        }));
    }
    let Some(full) = site.full() else { return causes };
    let read = conditions_read(model, &full);
    let mut facts: BTreeSet<Operand> = BTreeSet::new();
    let all = std::iter::once(&full).chain(read.iter().map(|read| &read.condition));
    for atom in all.flat_map(Condition::atoms) {
        if matches!(atom.operand, Operand::Fact(_) | Operand::FactRows(_)) {
            facts.insert(atom.operand);
        }
    }
    // The conditions around a question are often those around what it reads.
    let is_known = |span: &Span| site.span == Some(*span) || site.around.iter().any(|(_, known, _)| known == span);
    causes.extend(read.iter().filter(|read| !read.spans.iter().all(is_known)).map(|read| {
        cause(format!("`{}`, which is read", read.operand.name(model)), &read.condition, read.spans.last().copied())
    }));
    let known = copy.facts_in(&model.source_language);
    for fact in facts {
        let name = fact.name(model);
        if let Some(value) = known.get(&name) {
            let value = match value {
                serde_json::Value::String(text) => text.clone(),
                serde_json::Value::Object(rows) => format!("{} rows", rows.len()),
                other => other.to_string(),
            };
            causes.push(Cause { what: format!("the fact `{name}`"), condition: value, words: None, span: None });
        }
    }
    causes
}
