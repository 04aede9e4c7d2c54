//! Answers that a return must hold: those that a search found, and for the rest values that both editions accept.

use super::fill::Filler;
use super::samples::{of_shape, samples, smallest};
use canevas_model::condition::{Assignment, Operand, said};
use canevas_model::{FactField, FactIx, FactKind, FieldIx, QuestionIx};
use canevas_validate::accepts;
use serde_json::{Value, json};

impl Filler<'_> {
    /// Gives the answers that a search found. The target is left to the caller.
    pub fn give(&mut self, answers: &Assignment, target: Option<QuestionIx>) {
        let operands: Vec<(Operand, Option<&Value>)> = answers
            .iter()
            .filter_map(|(subject, value)| Some((self.pair.old_space.operand(subject)?, value.as_ref())))
            .collect();
        // What they need to be asked comes first, so that the answers themselves prevail.
        for (operand, value) in &operands {
            if let (Some((question, _)), Some(_)) = (super::place(*operand), value) {
                self.ask(question);
            }
        }
        for (operand, value) in operands {
            let Some((question, field)) = super::place(operand) else {
                if let Operand::Fact(fact) = operand {
                    self.facts.insert(fact, value.cloned());
                } else if let (Operand::FactRows(fact), None) = (operand, value) {
                    self.facts.insert(fact, None);
                }
                continue;
            };
            let key = (question, field);
            self.wants.remove(&key);
            let of = &self.model.questions[question];
            match value {
                None => {
                    if Some(question) != target || field.is_some() {
                        self.absent.insert(key);
                    }
                }
                Some(Value::Object(rows)) if matches!(operand, Operand::AnyRow(..)) => {
                    let value = |row: &Value| match field {
                        Some(field) => row.get(of.fields[field].id.as_str()).cloned().unwrap_or_default(),
                        None => row.clone(),
                    };
                    self.rows.insert(question, (field, rows.values().map(value).collect()));
                    self.any.insert((question, None));
                }
                Some(value) => {
                    let shape = field.map_or(&of.shape, |field| &of.fields[field].shape);
                    if accepts(shape, value) || said(value).is_some() {
                        self.wants.insert(key, value.clone());
                    } else {
                        self.any.insert(key);
                    }
                }
            }
        }
    }

    /// Values of a fact of the old edition that the new one may refuse.
    pub fn fact_values(&self, fact: FactIx) -> Vec<Value> {
        let was = &self.pair.old.facts[fact];
        let now = self.pair.new.facts.iter().find(|now| now.id == was.id).map(|now| &now.kind);
        match (&was.kind, now) {
            (FactKind::Value { shape, .. }, now) => {
                let now = match now {
                    Some(FactKind::Value { shape, .. }) => Some(shape),
                    _ => None,
                };
                of_shape(shape, now)
            }
            (FactKind::List { fields, .. }, Some(FactKind::List { fields: now, .. })) => {
                let row = |at: &FactField, value: Value| -> Value {
                    let cells = fields.iter().filter_map(|field| {
                        let own = if field.id == at.id { Some(value.clone()) } else { smallest(&field.shape) };
                        Some((String::from(&field.id), own?))
                    });
                    json!({ "r1": cells.collect::<serde_json::Map<_, _>>() })
                };
                let of_field = |field: &FactField| {
                    let now = now.iter().find(|now| now.id == field.id).map(|now| &now.shape);
                    let values = of_shape(&field.shape, now);
                    values.into_iter().map(|value| row(field, value)).collect::<Vec<_>>()
                };
                fields.iter().flat_map(of_field).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Gives a fact a value.
    pub fn give_fact(&mut self, fact: FactIx, value: Value) {
        self.facts.insert(fact, Some(value));
    }

    /// Answers a field of a question, or leaves it away.
    pub fn answer_field(&mut self, question: QuestionIx, field: FieldIx, is_answered: bool) {
        if is_answered {
            self.any.insert((question, Some(field)));
        } else {
            self.absent.insert((question, Some(field)));
        }
    }

    /// Answers a question, and a field of it.
    pub fn answer(&mut self, question: QuestionIx, field: Option<FieldIx>) {
        self.any.extend([(question, None), (question, field)]);
    }

    /// The smallest value of a question or field that both editions accept, or else that the old one accepts.
    pub(super) fn smallest(&self, question: QuestionIx, field: Option<FieldIx>) -> Option<Value> {
        let was = &self.model.questions[question];
        let own = field.map_or(was, |field| &was.fields[field]);
        let now = self.pair.counterpart(question).and_then(|now| match field {
            None => Some(now),
            Some(_) => now.fields.iter().find(|known| known.id == own.id),
        });
        let smallest = smallest(&own.shape);
        let Some(now) = now else { return smallest };
        let fits = |value: &Value| accepts(&own.shape, value) && accepts(&now.shape, value);
        if smallest.as_ref().is_none_or(fits) {
            return smallest;
        }
        super::samples::smallest(&now.shape)
            .into_iter()
            .chain(samples(own, Some(now)))
            .find(|value| fits(value))
            .or(smallest)
    }
}
