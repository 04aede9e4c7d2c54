//! What a country answered in the edition before: `last_year/CMR.json`, a return of that edition. Its answers are shown
//! beside this edition's questions, where these ask for it with `last_year`; they are never answers of this edition by
//! themselves.

use crate::return_file::ReturnFile;
use crate::rules::{LAST_YEARS_OPTION, LAST_YEARS_RETURN};
use canevas_diagnostics::{Finding, Findings, nearest};
use canevas_model::{AnswerShape, Model, Question};
use canevas_syntax::Node;
use canevas_syntax::NodeKind;
use canevas_syntax::changes::Changes;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Last year's answers of one country, as far as this edition shows them.
#[derive(Debug, Clone, PartialEq)]
pub struct LastAnswers {
    /// The country's code.
    pub country: String,
    /// The edition they were given in.
    pub edition: String,
    /// The answers by this edition's ids, with what stands beside them.
    pub answers: Map<String, Value>,
}

/// Holds a return of the edition before against a form: it must be of this form, of another edition, and of the country
/// that the file is named after (`stem`). `changes` says which questions had another id then.
pub fn hold_last_year(
    file: &ReturnFile,
    stem: &str,
    model: &Model,
    changes: Option<&Changes>,
) -> (Option<LastAnswers>, Findings) {
    let mut findings = Findings::default();
    let head = &file.head;
    let edition = head.edition.as_ref().map_or("", |edition| &edition.value);
    let country = file.json.pointer("/facts/country").and_then(Value::as_str).unwrap_or("");
    let place = |pointer: &str| file.node.nearest_to_pointer(pointer).span;
    if let Some(form) = head.form.as_ref().filter(|form| form.value != model.form) {
        let message = format!("this is a return of `{}`, and not of `{}`", form.value, model.form);
        findings.push(Finding::new(&LAST_YEARS_RETURN, form.span, message));
    }
    if edition == model.edition {
        let message = format!("this return is of {edition}, which is this edition and not the one before");
        findings.push(
            Finding::new(&LAST_YEARS_RETURN, place("/edition"), message)
                .help("returns of this edition go into `returns/`"),
        );
    }
    if country != stem {
        let message = match country {
            "" => format!("this return names no country, and its file `{stem}`"),
            other => format!("this return is of {other}, and its file is named after {stem}"),
        };
        findings.push(
            Finding::new(&LAST_YEARS_RETURN, place("/facts/country"), message)
                .help("name the file after the country that answered"),
        );
    }
    if findings.deny() {
        return (None, findings);
    }
    let renamed = changes.map(Changes::renamed).unwrap_or_default();
    let shown = model.questions.iter().filter(|question| question.shown_last_year().is_some());
    let by_old_id: HashMap<&str, &Question> =
        shown.map(|question| (renamed.get(question.id.as_str()).copied().unwrap_or(&question.id), question)).collect();
    let mut answers = Map::new();
    for (key, value) in file.json.get("answers").and_then(Value::as_object).into_iter().flatten() {
        let (id, beside) = key.split_once('.').map_or((key.as_str(), ""), |(id, _)| (id, &key[id.len()..]));
        if let Some(question) = by_old_id.get(id) {
            answers.insert(format!("{}{beside}", question.id), value.clone());
        }
    }
    if let Some(NodeKind::Map(entries)) = file.node.get("answers").map(|answers| &answers.kind) {
        for entry in entries {
            if let Some(question) = by_old_id.get(entry.key.value.as_str()) {
                options(question, &entry.value, question.for_each.is_some(), &mut findings);
            }
        }
    }
    let held = LastAnswers { country: country.to_owned(), edition: edition.to_owned(), answers };
    (Some(held), findings)
}

/// Names what was chosen then and is not offered now: it is shown as it was, and cannot be taken over.
fn options(question: &Question, answer: &Node, in_rows: bool, findings: &mut Findings) {
    if in_rows {
        if let NodeKind::Map(rows) = &answer.kind {
            for row in rows {
                options(question, &row.value, false, findings);
            }
        }
        return;
    }
    match (&answer.kind, &question.shape) {
        (NodeKind::Scalar(code), AnswerShape::One { choices, .. } | AnswerShape::Many { choices, .. }) => {
            if choices.iter().all(|choice| choice.code != code.text) {
                let message = format!("`{}` no longer offers `{}`, which was chosen then", question.id, code.text);
                let near = nearest(&code.text, choices.iter().map(|choice| choice.code.as_str()));
                let help = near.map_or_else(
                    || "it is shown beside the question, and cannot be taken over".to_owned(),
                    |near| format!("it is shown beside the question, and cannot be taken over; near it is `{near}`"),
                );
                findings.push(Finding::new(&LAST_YEARS_OPTION, answer.span, message).help(help));
            }
        }
        (NodeKind::List(parts), _) => {
            for part in parts {
                options(question, part, false, findings);
            }
        }
        (NodeKind::Map(_), _) => {
            for field in &question.fields {
                if let Some(value) = answer.get(&field.id) {
                    options(field, value, false, findings);
                }
            }
        }
        (NodeKind::Scalar(_) | NodeKind::Empty, _) => {}
    }
}
