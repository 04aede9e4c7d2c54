//! What a country filled in about itself. A copy for people shows it in the places where the form printed brackets.

use crate::copy::FormCopy;
use crate::country_file::{CountryFile, FactRow, FactValue, KnownValue};
use canevas_diagnostics::{SourceId, Span};
use canevas_model::{FactField, FactIx, FactKind, FieldIx, TiVec};
use canevas_responses::{FactPath, fits};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The country file of a copy, with what the facts of a return say where the file does not know it.
pub fn told_facts(copy: &FormCopy<'_>, facts: Option<&Map<String, Value>>) -> CountryFile {
    let nowhere = Span::new(SourceId(0), 0..0);
    let country = facts.and_then(|facts| facts.get(FactPath::COUNTRY)).and_then(Value::as_str);
    let mut file = copy.file.cloned().unwrap_or_else(|| CountryFile {
        code: country.unwrap_or_default().to_owned(),
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
        (FactKind::Value { shape, .. }, None, Some(given)) => Some(FactValue::One(KnownValue::of_return(shape, given))),
        (_, known, _) => known,
    }
}

/// A value of a row, where it is of the kind that the field takes.
fn given_value(members: &Map<String, Value>, field: &FactField) -> Option<KnownValue> {
    let value = members.get(field.id.as_str()).filter(|value| fits(&field.shape, value))?;
    Some(KnownValue::of_return(&field.shape, value))
}
