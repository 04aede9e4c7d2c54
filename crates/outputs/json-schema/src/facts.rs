//! Facts: asked where they are not known, and fixed where they are.

use crate::bounds::bounds;
use crate::{kinds, patterns};
use canevas_model::{Fact, FactField, FactIx, FactKind, ForEach, Respondents};
use canevas_project::{CopyCode, FactRow, FactValue, FormCopy, KnownValue, Localized};
use canevas_wording::Wording;
use serde_json::{Map, Value, json};

/// `$defs.facts`: kinds only.
pub(crate) fn kinds(wording: Wording<'_>) -> Value {
    let copy = wording.copy;
    let mut properties = Map::new();
    match &copy.model.respondents {
        Respondents::Countries => drop(properties.insert("country".to_owned(), patterns::matching("^[A-Z]{3}$"))),
        Respondents::Nobody => {}
        Respondents::Listed(listed) => {
            let codes: Vec<&str> = copy.model.listed_respondents().iter().map(|choice| choice.code.as_str()).collect();
            let title = wording.plain(&listed.called, None);
            properties.insert("respondent".to_owned(), json!({ "title": title, "enum": codes }));
        }
    }
    for (index, fact) in copy.model.facts.iter_enumerated() {
        let mut kind = match &fact.kind {
            FactKind::Value { shape, .. } => kinds::shape(wording, shape, &[], &[]),
            FactKind::List { fields, .. } => list(wording, index, &fields.raw),
        };
        if let Some(ask) = &fact.ask {
            kinds::prepend(&mut kind, "title", wording.plain(ask, None));
        }
        properties.insert(fact.id.to_string(), kind);
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn list(wording: Wording<'_>, index: FactIx, fields: &[FactField]) -> Value {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| {
            let mut kind = kinds::shape(wording, &field.shape, &[], &[]);
            if let Some(ask) = &field.ask {
                kinds::prepend(&mut kind, "title", wording.plain(ask, None));
            }
            (String::from(&field.id), kind)
        })
        .collect();
    let row = json!({ "type": "object", "additionalProperties": false, "properties": properties });
    let rows = ForEach::Fact(index);
    if wording.copy.rows_are_closed(rows) {
        let rows: Map<String, Value> =
            wording.copy.rows(rows).into_iter().map(|known| (known.key, row.clone())).collect();
        json!({ "type": "object", "additionalProperties": false, "properties": rows })
    } else {
        json!({ "type": "object", "propertyNames": patterns::matching(patterns::ROW_KEY), "additionalProperties": row })
    }
}

/// What a complete return says of the facts: those known as they are known, the others within their bounds.
pub(crate) fn complete(copy: &FormCopy<'_>) -> Value {
    let key = copy.model.respondents.key();
    let mut required: Vec<Value> = key.map(Value::from).into_iter().collect();
    let mut properties = Map::new();
    if let (CopyCode::Respondent(code), Some(key)) = (&copy.code, key) {
        properties.insert(key.to_owned(), json!({ "const": code }));
    }
    for (index, fact) in copy.model.facts.iter_enumerated() {
        let known = copy.fact(index);
        if known.is_some() || matches!(fact.kind, FactKind::Value { .. }) {
            required.push(fact.id.as_str().into());
        }
        if let Some(rule) = fact_rule(copy, fact, known) {
            properties.insert(fact.id.to_string(), rule);
        }
    }
    json!({ "required": required, "properties": properties })
}

fn fact_rule(copy: &FormCopy<'_>, fact: &Fact, known: Option<&FactValue>) -> Option<Value> {
    match (&fact.kind, known) {
        (_, Some(FactValue::One(value))) => Some(as_known(copy, value)),
        (FactKind::List { fields, .. }, Some(FactValue::Rows(rows))) => {
            let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
            let rows: Map<String, Value> =
                rows.iter().map(|row| (row.key.clone(), known_row(copy, &fields.raw, row))).collect();
            Some(json!({ "required": keys, "properties": rows }))
        }
        (FactKind::Value { shape, .. }, _) => bounds(shape),
        (FactKind::List { fields, .. }, _) => {
            let bounds = field_bounds(&fields.raw);
            (!bounds.is_empty()).then(|| json!({ "additionalProperties": { "properties": bounds } }))
        }
    }
}

/// A known value as it is known; a text in any of the form's languages.
fn as_known(copy: &FormCopy<'_>, value: &KnownValue) -> Value {
    match value {
        KnownValue::Value(value) => json!({ "const": value }),
        KnownValue::Text(text) => json!({ "enum": in_every_language(copy, text) }),
    }
}

/// A known row: its known fields as they are known, in any of the form's languages.
fn known_row(copy: &FormCopy<'_>, fields: &[FactField], row: &FactRow) -> Value {
    let mut properties = field_bounds(fields);
    let mut required = Vec::new();
    for (field, value) in fields.iter().zip(&row.fields) {
        if let Some(value) = value {
            required.push(field.id.as_str());
            properties.insert(field.id.to_string(), as_known(copy, value));
        }
    }
    json!({ "required": required, "properties": properties })
}

fn field_bounds(fields: &[FactField]) -> Map<String, Value> {
    fields.iter().filter_map(|field| Some((String::from(&field.id), bounds(&field.shape)?))).collect()
}

/// A known text in each language of the form: a return may be in any.
fn in_every_language<'t>(copy: &FormCopy<'_>, text: &'t Localized) -> Vec<&'t str> {
    let mut texts: Vec<&str> = Vec::new();
    for language in copy.model.languages() {
        if let Some((text, _)) = text.in_language(language)
            && !texts.contains(&text)
        {
            texts.push(text);
        }
    }
    texts
}
