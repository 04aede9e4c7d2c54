//! Which questions and facts fill a column: the plan, read from its tables.

use crate::plan::{At, ExportPlan, FactPlaces, PartPlaces};
use canevas_evidence::Target;
use canevas_model::{FactIx, FieldIx, Model, Question};
use canevas_responses::{AnswerKey, CompanionField};

/// What fills a column in an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Source {
    /// The index of the edition in the plan.
    pub(crate) edition: usize,
    pub(crate) of: SourceOf,
}

/// A question or field, or a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SourceOf {
    Answer(Target),
    Fact(FactIx, Option<FieldIx>),
}

impl Source {
    /// The question or field, where it is one.
    pub(crate) fn target(&self) -> Option<Target> {
        match self.of {
            SourceOf::Answer(target) => Some(target),
            SourceOf::Fact(..) => None,
        }
    }

    /// What an edition calls the question or fact: its id, and that of the field. `model` is that of the edition.
    pub(crate) fn id(&self, model: &Model) -> String {
        let with = |id: &str, field: Option<&str>| field.map_or_else(|| id.to_owned(), |field| format!("{id}/{field}"));
        match self.of {
            SourceOf::Answer(Target { question, field }) => {
                let question = &model.questions[question];
                with(&question.id, field.map(|field| question.fields[field].id.as_str()))
            }
            SourceOf::Fact(fact, field) => {
                let fact = &model.facts[fact];
                with(&fact.id, field.and_then(|field| fact.fields().get(field)).map(|field| field.id.as_str()))
            }
        }
    }
}

/// What fills each column of each table, the earliest edition first.
#[derive(Debug)]
pub(crate) struct Sources(Vec<Vec<Vec<Source>>>);

impl Sources {
    pub(crate) fn of(plan: &ExportPlan<'_>) -> Self {
        let empty = plan.tables.iter().map(|table| vec![Vec::new(); table.columns.len()]).collect();
        let mut out = Self(empty);
        for (edition, (model, places)) in plan.models.iter().zip(&plan.places).enumerate() {
            for ((index, question), places) in model.questions.iter_enumerated().zip(&places.questions) {
                let Some(places) = places else { continue };
                let own = Target { question: index, field: None };
                out.parts(edition, own, question, &places.own);
                for at in places.person.into_iter().flatten() {
                    out.put(at, edition, SourceOf::Answer(own));
                }
                for ((index, field), places) in question.fields.iter_enumerated().zip(&places.fields) {
                    if let Some(places) = places {
                        out.parts(edition, Target { field: Some(index), ..own }, field, places);
                    }
                }
            }
            for ((index, fact), places) in model.facts.iter_enumerated().zip(&places.facts) {
                match places {
                    FactPlaces::Value(at) => out.put(*at, edition, SourceOf::Fact(index, None)),
                    FactPlaces::List { fields, .. } => {
                        for (field, of) in fact.fields().iter_enumerated() {
                            if let Some(at) = fields.get(of.id.as_str()) {
                                out.put(*at, edition, SourceOf::Fact(index, Some(field)));
                            }
                        }
                    }
                }
            }
        }
        out
    }

    fn parts(&mut self, edition: usize, target: Target, question: &Question, places: &PartPlaces) {
        // Editions share the places of all of them, also of what only some offer.
        let said = places.said.filter(|_| !question.can_say.is_empty());
        for at in places.value.into_iter().chain(said) {
            self.put(at, edition, SourceOf::Answer(target));
        }
        for companion in CompanionField::of(question) {
            let key = AnswerKey::companion(&question.id, companion).to_string();
            if let Some((_, at)) = places.beside.iter().find(|(known, _)| *known == key) {
                self.put(*at, edition, SourceOf::Answer(target));
            }
        }
    }

    fn put(&mut self, at: At, edition: usize, of: SourceOf) {
        self.0[at.table][at.column].push(Source { edition, of });
    }

    /// What fills a column, the earliest edition first. Nothing fills a key.
    pub(crate) fn at(&self, table: usize, column: usize) -> &[Source] {
        &self.0[table][column]
    }

    /// What fills the columns of a table.
    pub(crate) fn of_table(&self, table: usize) -> impl Iterator<Item = &Source> {
        self.0[table].iter().flatten()
    }
}
