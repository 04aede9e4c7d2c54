//! What conditions read: facts, and answers without what is not asked.

use canevas_model::condition::{Condition, Facts, Kleene, Operand, evaluate};
use canevas_model::{FactIx, FieldIx, Model, Question, QuestionIx, TiVec};
use canevas_project::FormCopy;
use serde_json::{Map, Value};

/// Facts and effective answers.
pub(crate) struct Effective<'a> {
    model: &'a Model,
    /// Facts that the copy knows: they hold whatever the return says.
    known: Map<String, Value>,
    facts: Option<&'a Map<String, Value>>,
    /// Answers by question; what is hidden is absent.
    answers: TiVec<QuestionIx, Option<Value>>,
}

impl<'a> Effective<'a> {
    pub(crate) fn new(copy: &FormCopy<'a>, json: &'a Value) -> Self {
        Self {
            model: copy.model,
            known: copy.facts_in(&copy.model.source_language),
            facts: json.get("facts").and_then(Value::as_object),
            answers: vec![None; copy.model.questions.len()].into(),
        }
    }

    /// Puts an effective answer.
    pub(crate) fn put(&mut self, question: QuestionIx, answer: Option<Value>) {
        self.answers[question] = answer;
    }

    /// Whether a condition over facts and earlier answers shows what it stands at.
    pub(crate) fn shows(&self, condition: Option<&Condition>) -> bool {
        self.shows_in(condition, None, None)
    }

    /// The same in a row of a `for_each`, or among the fields of a group or row.
    pub(crate) fn shows_in(
        &self,
        condition: Option<&Condition>,
        row: Option<&str>,
        fields: Option<&Map<String, Value>>,
    ) -> bool {
        condition.is_none_or(|condition| {
            evaluate(condition, self.model, &View { effective: self, row, fields }) == Kleene::True
        })
    }

    /// Whether a row of a list that is not known is there: once one of its fields is filled.
    pub(crate) fn row_exists(&self, list: &str, row: &str) -> bool {
        self.facts.and_then(|facts| facts.get(list)?.get(row)?.as_object()).is_some_and(|fields| !fields.is_empty())
    }

    fn fact(&self, fact: FactIx) -> Option<&Value> {
        let id = self.model.facts[fact].id.as_str();
        self.known.get(id).or_else(|| self.facts?.get(id))
    }

    fn answer(&self, question: QuestionIx) -> Option<&Value> {
        self.answers.get(question)?.as_ref()
    }

    fn field(&self, question: QuestionIx, field: FieldIx) -> &'a Question {
        &self.model.questions[question].fields[field]
    }
}

struct View<'v, 'a> {
    effective: &'v Effective<'a>,
    row: Option<&'v str>,
    fields: Option<&'v Map<String, Value>>,
}

impl Facts for View<'_, '_> {
    fn value(&self, operand: Operand) -> Option<&Value> {
        match operand {
            Operand::Fact(fact) | Operand::FactRows(fact) => self.effective.fact(fact),
            Operand::Question(question) | Operand::AnyRow(question, _) | Operand::AllRows(question, _) => {
                self.effective.answer(question)
            }
            Operand::SameRow(question) => self.effective.answer(question)?.get(self.row?),
            Operand::Field(question, field) => self.fields?.get(self.effective.field(question, field).id.as_str()),
            Operand::GroupField(question, field) => {
                self.effective.answer(question)?.get(self.effective.field(question, field).id.as_str())
            }
        }
    }
}
