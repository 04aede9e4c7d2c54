//! What conditions read: facts, and the answers of questions that are asked. Which questions are asked depends on the
//! copy, which knows facts and rows, so the crates above walk the form and put the answers in.

use crate::entered::{entered_keys, entered_row};
use crate::shape::is_chosen;
use canevas_model::condition::{Condition, Facts, Kleene, Operand, evaluate};
use canevas_model::expression::{self, Expression, Rule};
use canevas_model::{AnswerShape, FieldIx, Model, Question, QuestionIx, TiVec};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Facts, and the answers that count so far: in the order of the form, each is put in once it is known whether its
/// question is asked.
#[derive(Debug)]
pub struct RelevantAnswers<'a> {
    model: &'a Model,
    /// Facts that the copy knows: they hold whatever the return says.
    known: Map<String, Value>,
    facts: Option<&'a Map<String, Value>>,
    answers: TiVec<QuestionIx, Option<Value>>,
}

/// Where a condition stands among rows.
#[derive(Debug, Clone, Copy, Default)]
pub struct RowContext<'c> {
    /// The key of the row of a `for_each`.
    pub row: Option<&'c str>,
    /// The fields of the same group or repeated row.
    pub fields: Option<&'c Map<String, Value>>,
}

impl<'a> RelevantAnswers<'a> {
    /// No answer yet. `known` are the facts of the copy and `facts` those of the return.
    pub fn new(model: &'a Model, mut known: Map<String, Value>, facts: Option<&'a Map<String, Value>>) -> Self {
        // A country fills in the fields that its file lacks.
        for (id, list) in &mut known {
            let (Some(rows), Some(told)) = (list.as_object_mut(), facts.and_then(|facts| facts.get(id))) else {
                continue;
            };
            for (key, row) in rows {
                let (Some(row), Some(told)) = (row.as_object_mut(), told.get(key).and_then(Value::as_object)) else {
                    continue;
                };
                for (field, value) in told {
                    row.entry(field.as_str()).or_insert_with(|| value.clone());
                }
            }
        }
        Self { model, known, facts, answers: vec![None; model.questions.len()].into() }
    }

    /// Puts in the answer to a question; none where it is not asked or not answered.
    pub fn put(&mut self, question: QuestionIx, answer: Option<Value>) {
        self.answers[question] = answer;
    }

    /// Whether a condition over facts and earlier answers is true; no condition always is.
    pub fn shows(&self, condition: Option<&Condition>) -> bool {
        self.shows_in(condition, RowContext::default())
    }

    /// The same in a row.
    pub fn shows_in(&self, condition: Option<&Condition>, context: RowContext<'_>) -> bool {
        condition
            .is_none_or(|condition| evaluate(condition, self.model, &View { relevant: self, context }) == Kleene::True)
    }

    /// What an expression comes to; none while an answer is missing.
    pub fn value_of(&self, expression: &Expression, context: RowContext<'_>) -> Option<expression::Value> {
        expression::evaluate(expression, self.model, &View { relevant: self, context })
    }

    /// Whether a rule between answers holds; unknown while an answer is missing.
    pub fn holds(&self, rule: &Rule, context: RowContext<'_>) -> Kleene {
        expression::holds(rule, self.model, &View { relevant: self, context })
    }

    /// Whether a row of a list that the copy does not know is there: once one of its fields is filled.
    pub fn row_exists(&self, list: &str, row: &str) -> bool {
        self.facts.and_then(|facts| facts.get(list)?.get(row)?.as_object()).is_some_and(|fields| !fields.is_empty())
    }

    /// A fact by its id.
    pub fn fact(&self, id: &str) -> Option<&Value> {
        self.known.get(id).or_else(|| self.facts?.get(id))
    }

    /// The keys of the rows that were entered at a question so far.
    pub fn entered_keys(&self, question: QuestionIx) -> BTreeSet<&str> {
        self.answer(question).map(entered_keys).unwrap_or_default()
    }

    /// Whether earlier answers give all options that an answer chooses, where its options come from one. What is no option has other
    /// faults.
    pub fn gives(&self, shape: &AnswerShape, chosen: &Value) -> bool {
        let Some(from) = shape.choices_from() else { return true };
        let codes: Vec<&str> = match chosen {
            Value::Array(codes) => codes.iter().filter_map(Value::as_str).collect(),
            chosen => chosen.as_str().into_iter().collect(),
        };
        let given = self.answer(from);
        let is_given =
            |code: &str| given.is_some_and(|given| entered_row(given, code).is_some() || is_chosen(Some(given), code));
        let is_option = |code: &&str| shape.choices().iter().any(|choice| choice.code == **code);
        codes.into_iter().filter(is_option).all(is_given)
    }

    /// The facts of the copy.
    pub fn into_known(self) -> Map<String, Value> {
        self.known
    }

    fn answer(&self, question: QuestionIx) -> Option<&Value> {
        self.answers.get(question)?.as_ref()
    }

    fn field(&self, question: QuestionIx, field: FieldIx) -> &'a Question {
        &self.model.questions[question].fields[field]
    }
}

struct View<'v, 'a> {
    relevant: &'v RelevantAnswers<'a>,
    context: RowContext<'v>,
}

impl Facts for View<'_, '_> {
    fn value(&self, operand: Operand) -> Option<&Value> {
        let relevant = self.relevant;
        match operand {
            Operand::Fact(fact) | Operand::FactRows(fact) => relevant.fact(&relevant.model.facts[fact].id),
            Operand::Question(question) | Operand::AnyRow(question, _) | Operand::AllRows(question, _) => {
                relevant.answer(question)
            }
            Operand::SameRow(question) => relevant.answer(question)?.get(self.context.row?),
            Operand::Field(question, field) => self.context.fields?.get(relevant.field(question, field).id.as_str()),
            Operand::RowField(question, field) => {
                let row = entered_row(relevant.answer(question)?, self.context.row?)?;
                row.get(relevant.field(question, field).id.as_str())
            }
            Operand::GroupField(question, field) => {
                relevant.answer(question)?.get(relevant.field(question, field).id.as_str())
            }
        }
    }
}
