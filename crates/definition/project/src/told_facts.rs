//! What a country filled in about itself. A copy for people shows it in the places where the form printed brackets.

use crate::copy::{EnteredRows, FormCopy};
use crate::country_file::{CountryFile, FactRow, FactValue, KnownValue};
use canevas_diagnostics::{SourceId, Span};
use canevas_model::{FactField, FactIx, FactKind, FieldIx, Question, QuestionIx, TiSlice, TiVec};
use canevas_responses::{FactPath, Response, entered_keys, entered_row, fits, says_something};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The country file of a copy, with what the facts of a return say where the file does not know it.
pub fn told_facts(copy: &FormCopy<'_>, facts: Option<&Map<String, Value>>) -> CountryFile {
    let nowhere = Span::new(SourceId(0), 0..0);
    let key = copy.model.respondents.key();
    let code = facts.zip(key).and_then(|(facts, key)| facts.get(key)).and_then(Value::as_str);
    let mut file = copy.file.cloned().unwrap_or_else(|| CountryFile {
        languages: Vec::new(),
        code: code.unwrap_or_default().to_owned(),
        span: nowhere,
        names: BTreeMap::new(),
        facts: TiVec::new(),
        texts: Vec::new(),
    });
    file.facts = copy
        .model
        .facts
        .iter_enumerated()
        .map(|(index, fact)| {
            let given = facts.and_then(|facts| facts.get(fact.id.as_str()));
            value(&fact.kind, known(copy, index), given, nowhere)
        })
        .collect();
    file
}

fn known(copy: &FormCopy<'_>, fact: FactIx) -> Option<FactValue> {
    copy.fact(fact).cloned()
}

fn value(kind: &FactKind, known: Option<FactValue>, given: Option<&Value>, nowhere: Span) -> Option<FactValue> {
    match (kind, known, given) {
        (FactKind::List { fields, .. }, Some(FactValue::Rows(mut rows)), Some(Value::Object(given))) => {
            for row in &mut rows {
                let Some(Value::Object(members)) = given.get(&row.key) else { continue };
                for (index, field) in fields.iter_enumerated() {
                    let given = given_value(members, field);
                    if let Some(place) = row.fields.get_mut(index).filter(|place| place.is_none()) {
                        *place = given;
                    }
                }
            }
            Some(FactValue::Rows(rows))
        }
        (FactKind::List { fields, .. }, None, Some(Value::Object(given))) => {
            let row = |(key, members): (&String, &Value)| {
                let members = members.as_object()?;
                let fields: TiVec<FieldIx, _> = fields.iter().map(|field| given_value(members, field)).collect();
                Some(FactRow { key: key.clone(), span: nowhere, fields })
            };
            Some(FactValue::Rows(given.iter().filter_map(row).collect()))
        }
        (FactKind::Value { shape, .. }, None, Some(given)) if fits(shape, given) => {
            Some(FactValue::One(KnownValue::of_return(shape, given)))
        }
        (_, known, _) => known,
    }
}

/// A value of a row, where it is of the kind that the field takes.
fn given_value(members: &Map<String, Value>, field: &FactField) -> Option<KnownValue> {
    let value = members.get(field.id.as_str()).filter(|value| fits(&field.shape, *value))?;
    Some(KnownValue::of_return(&field.shape, value))
}

/// The facts of a return that a copy does not tell: values that do not fit, values that the copy knows otherwise, and rows, fields
/// and facts that it does not have. The copy must know what the return says about the country.
pub(crate) fn untold_facts<'r>(copy: &FormCopy<'_>, response: &'r Response) -> Vec<(FactPath, &'r Value)> {
    let mut out = Vec::new();
    for (id, value) in response.facts().into_iter().flatten().filter(|(id, _)| !FactPath::names_respondent(id)) {
        let path = FactPath::fact(id.as_str());
        let known = copy.model.facts.iter_enumerated().find(|(_, fact)| fact.id == id.as_str());
        match known.map(|(index, fact)| (&fact.kind, copy.fact(index))) {
            Some((FactKind::List { fields, .. }, known)) if value.is_object() => {
                let known = match known {
                    Some(FactValue::Rows(rows)) => rows.as_slice(),
                    Some(FactValue::One(_)) | None => &[],
                };
                untold_rows(copy, fields, known, (&path, value), &mut out);
            }
            Some((FactKind::Value { .. }, Some(FactValue::One(known)))) if known.is(value, copy.model.languages()) => {}
            _ => out.push((path, value)),
        }
    }
    out.retain(|(_, value)| says_something(value));
    out
}

fn untold_rows<'r>(
    copy: &FormCopy<'_>,
    fields: &TiSlice<FieldIx, FactField>,
    known: &[FactRow],
    (path, given): (&FactPath, &'r Value),
    out: &mut Vec<(FactPath, &'r Value)>,
) {
    for (key, row) in given.as_object().into_iter().flatten() {
        let path = path.clone().in_row(key);
        let (Some(known), Some(members)) = (known.iter().find(|known| known.key == *key), row.as_object()) else {
            out.push((path, row));
            continue;
        };
        for (id, value) in members {
            let field = fields.iter_enumerated().find(|(_, field)| field.id == id.as_str());
            let told = field.and_then(|(index, _)| known.fields.get(index)?.as_ref());
            if !told.is_some_and(|told| told.is(value, copy.model.languages())) {
                out.push((path.clone().field(id.as_str()), value));
            }
        }
    }
}

/// The rows that a return has at questions about whose rows others are asked, by their keys. Without `personal`, texts quote nothing
/// that is personal.
pub fn entered_rows(copy: &FormCopy<'_>, answers: Option<&Map<String, Value>>, personal: bool) -> EnteredRows {
    let rows_of = |index: QuestionIx| {
        let question = &copy.model.questions[index];
        let rows = answers.and_then(|answers| answers.get(question.id.as_str()));
        let may_show = |field: &str| {
            let field = question.fields.iter().find(|known| *known.id == *field);
            let is_published = |of: &Question| copy.model.may_be_published(of);
            personal || is_published(question) && field.is_some_and(is_published)
        };
        let held = |key: &str| {
            let mut row = entered_row(rows?, key)?.as_object()?.clone();
            row.retain(|field, _| may_show(field));
            Some((key.to_owned(), row))
        };
        (index, rows.into_iter().flat_map(entered_keys).filter_map(held).collect())
    };
    copy.model.keyed_rows().into_iter().map(rows_of).collect()
}
