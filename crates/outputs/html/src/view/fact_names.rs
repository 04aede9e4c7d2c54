//! What facts and their options are called, for the script alone. A file that somebody opens may say a fact otherwise than the copy
//! knows it. Then no box of the page has its label, but the script must name it in words.

use super::about::{KnownFact, label_of};
use super::question::plain_control;
use crate::texts::{PageTexts, Switched};
use canevas_model::{AnswerShape, ChoiceSource, Control, Fact, FactKind};
use canevas_project::FormCopy;
use canevas_responses::FactPath;
use serde::Serialize;

/// A label that the page does not show.
#[derive(Debug, Clone, Serialize)]
pub struct FactName {
    /// What it names, as the ids of the page do: a fact, a field of its rows, or an option of either.
    pub path: String,
    pub label: Switched,
}

/// The names that no other part of the page has: `known` are the facts that it shows as known.
pub fn names<'a>(texts: &mut PageTexts<'a>, copy: &'a FormCopy<'a>, known: &[KnownFact]) -> Vec<FactName> {
    let mut out = Vec::new();
    for (index, fact) in copy.model.facts.iter_enumerated() {
        let path = FactPath::fact(&fact.id).control_name();
        let is_known = copy.fact(index).is_some();
        let is_shown = known.iter().any(|shown| shown.path == path);
        match &fact.kind {
            FactKind::Value { shape, control } if is_known => {
                named(texts, &mut out, fact, &path, is_shown);
                options(texts, &mut out, shape, *control, &path);
            }
            // The boxes of the fact have its labels.
            FactKind::Value { .. } => {}
            FactKind::List { fields, .. } => {
                named(texts, &mut out, fact, &path, is_shown);
                for field in fields {
                    // The name is the same in each row.
                    let path = FactPath::fact(&fact.id).in_row("").field(&field.id).control_name();
                    if let Some(ask) = &field.ask {
                        out.push(FactName { path: path.clone(), label: texts.phrase(ask, None) });
                    }
                    if is_known {
                        options(texts, &mut out, &field.shape, field.control, &path);
                    }
                }
            }
        }
    }
    out
}

/// The name of a whole fact.
fn named<'a>(texts: &mut PageTexts<'a>, out: &mut Vec<FactName>, fact: &'a Fact, path: &str, is_shown: bool) {
    if let Some(ask) = label_of(fact).filter(|_| !is_shown) {
        out.push(FactName { path: path.to_owned(), label: texts.phrase(ask, None) });
    }
}

/// The labels of the options of a fact that the copy knows. The countries of the world are too many.
fn options<'a>(
    texts: &mut PageTexts<'a>,
    out: &mut Vec<FactName>,
    shape: &'a AnswerShape,
    control: Control,
    path: &str,
) {
    if matches!(shape, AnswerShape::One { source: ChoiceSource::Countries, .. }) {
        return;
    }
    let options = plain_control(texts, shape, control, &|_| String::new()).options;
    out.extend(
        options.into_iter().map(|option| FactName { path: format!("{path}={}", option.code), label: option.label }),
    );
}
