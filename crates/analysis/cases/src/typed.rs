//! The answers of a case as a return holds them. YAML does not say whether `12` is a number or a text: the question does.

use canevas_model::{AnswerShape, Fact, FactKind, Model, Question};
use canevas_responses::AnswerKey;
use canevas_syntax::{Node, NodeKind, Style};

/// Makes the numbers among the answers of a case numbers.
pub(crate) fn type_answers(answers: &mut Node, model: &Model) {
    let NodeKind::Map(entries) = &mut answers.kind else { return };
    for entry in entries {
        let key = AnswerKey::parse(&entry.key.value);
        // A companion field is a text or a code.
        let question = model.questions.iter().find(|question| question.id == key.id && key.companion.is_none());
        match question {
            Some(question) if question.for_each.is_some() => {
                each_member(&mut entry.value, &mut |row| type_answer(row, question));
            }
            Some(question) => type_answer(&mut entry.value, question),
            None => {}
        }
    }
}

/// Makes the numbers in a fact of a case numbers.
pub(crate) fn type_fact(value: &mut Node, fact: &Fact) {
    match &fact.kind {
        FactKind::Value { shape, .. } => type_value(value, shape),
        FactKind::List { fields, .. } => each_member(value, &mut |row| {
            each_entry(row, &mut |id, value| {
                if let Some(field) = fields.iter().find(|field| *field.id == *id) {
                    type_value(value, &field.shape);
                }
            });
        }),
    }
}

fn type_answer(value: &mut Node, question: &Question) {
    match &mut value.kind {
        NodeKind::List(rows) => rows.iter_mut().for_each(|row| type_fields(row, question)),
        NodeKind::Map(_) => type_fields(value, question),
        NodeKind::Scalar(_) | NodeKind::Empty | NodeKind::Refused => type_value(value, &question.shape),
    }
}

fn type_fields(value: &mut Node, question: &Question) {
    each_entry(value, &mut |id, value| {
        if let Some(field) = question.fields.iter().find(|field| *field.id == *id) {
            type_answer(value, field);
        }
    });
}

fn type_value(value: &mut Node, shape: &AnswerShape) {
    if let NodeKind::Scalar(scalar) = &mut value.kind
        && scalar.style == Style::Plain
        && shape.number().is_some()
        && serde_json::from_str::<serde_json::Number>(&scalar.text).is_ok()
    {
        scalar.style = Style::Bare;
    }
}

fn each_member(value: &mut Node, visit: &mut dyn FnMut(&mut Node)) {
    each_entry(value, &mut |_, value| visit(value));
}

fn each_entry(value: &mut Node, visit: &mut dyn FnMut(&str, &mut Node)) {
    if let NodeKind::Map(entries) = &mut value.kind {
        for entry in entries {
            visit(&entry.key.value, &mut entry.value);
        }
    }
}
