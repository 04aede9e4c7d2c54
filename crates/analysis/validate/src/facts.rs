//! The facts of a return: their kinds and, in a complete return, whether they agree with the copy.

use crate::bounds::broken;
use crate::failure::{FailureKind, FailureSubject};
use crate::walk::ResponseValidator;
use canevas_model::{FactField, FactIx, FactKind, JsonValue, Model, RespondentsKind};
use canevas_project::{CopyCode, FactRow, FactValue, KnownValue};
use canevas_responses::{FactPath, fits, is_row_key};
use serde_json::Value;

impl<'v, V: JsonValue<'v>> ResponseValidator<'v, V> {
    /// Checks the facts, which are an object.
    pub(crate) fn facts(&mut self, facts: V) {
        let copy = &self.of.copy;
        let model = copy.model;
        let who = FactPath::of_respondent(model);
        if let Some(path) = &who {
            let fails = match (facts.member(path.id().as_str()), &copy.code) {
                (Some(named), _) if !named.text().is_some_and(|code| is_code(model, code)) => {
                    Some(FailureKind::WrongKind)
                }
                (Some(named), CopyCode::Respondent(code)) if self.complete && !named.is(code) => {
                    Some(FailureKind::Differs(code.clone()))
                }
                (None, _) if self.complete => Some(FailureKind::Missing),
                _ => None,
            };
            if let Some(kind) = fails {
                self.fail(path.clone().into(), kind, FailureSubject::Head);
            }
        }
        for (index, fact) in model.facts.iter_enumerated() {
            let known = copy.fact(index);
            match (facts.member(fact.id.as_str()), &fact.kind) {
                (None, FactKind::List { .. }) if known.is_none() => {}
                (None, _) if !self.complete => {}
                (None, _) => self.fact_fails(index, FailureKind::Missing),
                (Some(value), FactKind::Value { shape, .. }) => {
                    if !fits(shape, value) {
                        self.fact_fails(index, FailureKind::WrongKind);
                    } else if self.complete {
                        self.known_value(index, value, known);
                    }
                }
                (Some(value), FactKind::List { fields, .. }) => {
                    for (path, kind) in self.list(index, &fields.raw, value, known) {
                        self.fail(path.into(), kind, FailureSubject::Fact(index));
                    }
                }
            }
        }
        for (key, _) in facts.members().into_iter().flatten() {
            let is_known = who.as_ref().is_some_and(|who| *who.id() == *key);
            if !is_known && !model.facts.iter().any(|fact| fact.id == *key) {
                self.fail(FactPath::fact(key).into(), FailureKind::UnknownKey(key.to_owned()), FailureSubject::Head);
            }
        }
    }

    fn known_value(&mut self, index: FactIx, value: V, known: Option<&FactValue>) {
        let fact = &self.of.copy.model.facts[index];
        let kinds = match (known, &fact.kind) {
            (Some(FactValue::One(known)), _) if !known.is(value, self.of.copy.model.languages()) => {
                vec![FailureKind::Differs(self.in_source(known))]
            }
            (None, FactKind::Value { shape, .. }) => broken(shape, value),
            _ => Vec::new(),
        };
        for kind in kinds {
            self.fact_fails(index, kind);
        }
    }

    fn fact_fails(&mut self, index: FactIx, kind: FailureKind) {
        self.fail(FactPath::fact(&self.of.copy.model.facts[index].id).into(), kind, FailureSubject::Fact(index));
    }

    /// The failures of a list of facts, each at its row or field.
    fn list(
        &self,
        index: FactIx,
        fields: &[FactField],
        value: V,
        known: Option<&FactValue>,
    ) -> Vec<(FactPath, FailureKind)> {
        let fact = || FactPath::fact(&self.of.copy.model.facts[index].id);
        let Some(rows) = value.members() else { return vec![(fact(), FailureKind::WrongKind)] };
        let mut out = Vec::new();
        for (key, row) in rows {
            let path = || fact().in_row(key);
            let there = match &self.of.lists[index] {
                Some(rows) => rows.iter().any(|row| row.key == *key),
                None => is_row_key(key),
            };
            if !there {
                out.push((path(), FailureKind::UnknownRow(key.to_owned())));
                continue;
            }
            let Some(row) = row.members() else {
                out.push((path(), FailureKind::WrongKind));
                continue;
            };
            for (key, value) in row {
                let at = || path().field(key);
                match fields.iter().find(|field| field.id == *key) {
                    None => out.push((at(), FailureKind::UnknownKey(key.to_owned()))),
                    Some(field) if !fits(&field.shape, value) => out.push((at(), FailureKind::WrongKind)),
                    Some(field) if self.complete => {
                        out.extend(broken(&field.shape, value).into_iter().map(|kind| (at(), kind)));
                    }
                    Some(_) => {}
                }
            }
        }
        if let (true, Some(FactValue::Rows(known))) = (self.complete, known) {
            for row in known {
                match value.member(&row.key) {
                    None => out.push((fact().in_row(&row.key), FailureKind::Missing)),
                    Some(found) => out.extend(self.known_row(&fact, fields, row, found)),
                }
            }
        }
        out
    }

    /// The missing or different fields of a known row.
    fn known_row(
        &self,
        fact: &impl Fn() -> FactPath,
        fields: &[FactField],
        row: &FactRow,
        found: V,
    ) -> Vec<(FactPath, FailureKind)> {
        let known = fields.iter().zip(&row.fields).filter_map(|(field, known)| Some((field, known.as_ref()?)));
        let failing = known.filter_map(|(field, known)| {
            let kind = match found.member(field.id.as_str()) {
                None => FailureKind::Missing,
                Some(found) if known.is(found, self.of.copy.model.languages()) => return None,
                Some(_) => FailureKind::Differs(self.in_source(known)),
            };
            Some((fact().in_row(&row.key).field(&field.id), kind))
        });
        failing.collect()
    }

    fn in_source(&self, known: &KnownValue) -> String {
        match known.json_in(&self.of.copy.model.source_language) {
            Value::Null => String::new(),
            Value::String(text) => text,
            other => other.to_string(),
        }
    }
}

/// Whether a text can be the code of who answers: three capital letters of a country, or a code of the form's list.
fn is_code(model: &Model, code: &str) -> bool {
    match model.respondents.kind() {
        RespondentsKind::Countries => code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()),
        RespondentsKind::Nobody => false,
        RespondentsKind::Listed => model.listed_respondent(code).is_some(),
    }
}
