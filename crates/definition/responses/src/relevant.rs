//! What conditions read: facts, and the answers of questions that are asked. Which questions are asked depends on the
//! copy, which knows facts and rows, so the crates above walk the form and put the answers in.

use crate::entered::{entered_keys, entered_row};
use crate::shape::is_chosen;
use canevas_model::condition::{Condition, Kleene, Operand, evaluate_with};
use canevas_model::expression::{self, Expression, Rule};
use canevas_model::{AnswerShape, EitherValue, FieldIx, JsonValue, Model, QuestionIx, TiVec};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Facts, and the answers that count so far: in the order of the form, each is put in once it is known whether its
/// question is asked.
#[derive(Debug)]
pub struct RelevantAnswers<'a, V = &'a Value> {
    model: &'a Model,
    /// Facts that the copy knows: they hold whatever the return says.
    known: Cow<'a, Map<String, Value>>,
    facts: Option<V>,
    answers: TiVec<QuestionIx, Option<RelevantAnswer<V>>>,
}

/// The part of an answer that counts.
#[derive(Debug, Clone)]
pub enum RelevantAnswer<V> {
    /// The whole answer, as the return has it.
    Whole(V),
    /// What is left of it without the parts that are not asked.
    Part(Value),
}

/// Where a condition stands among rows.
#[derive(Debug, Clone, Copy)]
pub struct RowContext<'c, 'v, V = &'v Value> {
    /// The key of the row of a `for_each`.
    pub row: Option<&'c str>,
    /// The fields of the same group or repeated row.
    pub fields: Option<EitherValue<'c, 'v, V>>,
}

impl<'a, V: JsonValue<'a>> RelevantAnswers<'a, V> {
    /// No answer yet. `known` are the facts of the copy and `facts` those of the return.
    pub fn new(model: &'a Model, known: Cow<'a, Map<String, Value>>, facts: Option<V>) -> Self {
        let known = with_told(known, facts);
        Self { model, known, facts, answers: vec![None; model.questions.len()].into() }
    }

    /// Puts in the answer to a question; none where it is not asked or not answered.
    pub fn put(&mut self, question: QuestionIx, answer: Option<RelevantAnswer<V>>) {
        self.answers[question] = answer;
    }

    /// Whether a condition over facts and earlier answers is true; no condition always is.
    pub fn shows(&self, condition: Option<&Condition>) -> bool {
        self.shows_in(condition, RowContext { row: None, fields: None })
    }

    /// The same in a row.
    pub fn shows_in(&self, condition: Option<&Condition>, context: RowContext<'_, 'a, V>) -> bool {
        condition.is_none_or(|condition| {
            evaluate_with(condition, self.model, &|operand| self.value(operand, context)) == Kleene::True
        })
    }

    /// What an expression comes to; none while an answer is missing.
    pub fn value_of(&self, expression: &Expression, context: RowContext<'_, 'a, V>) -> Option<expression::Value> {
        expression::evaluate(expression, self.model, &|operand| self.value(operand, context))
    }

    /// Whether a rule between answers holds; unknown while an answer is missing.
    pub fn holds(&self, rule: &Rule, context: RowContext<'_, 'a, V>) -> Kleene {
        expression::holds(rule, self.model, &|operand| self.value(operand, context))
    }

    /// Whether a row of a list that the copy does not know is there: once one of its fields is filled.
    pub fn row_exists(&self, list: &str, row: &str) -> bool {
        let fields = self.facts.and_then(|facts| facts.member(list)?.member(row)?.members());
        fields.is_some_and(|mut fields| fields.next().is_some())
    }

    /// A fact by its id.
    pub fn fact(&self, id: &str) -> Option<EitherValue<'_, 'a, V>> {
        let known = self.known.get(id).map(EitherValue::Made);
        known.or_else(|| self.facts?.member(id).map(EitherValue::given))
    }

    /// The keys of the rows that were entered at a question so far.
    pub fn entered_keys(&self, question: QuestionIx) -> BTreeSet<&str> {
        self.answer(question).map(entered_keys).unwrap_or_default()
    }

    /// Whether earlier answers give all options that an answer chooses, where its options come from one. What is no option has other
    /// faults.
    pub fn gives(&self, shape: &AnswerShape, chosen: V) -> bool {
        let Some(from) = shape.choices_from() else { return true };
        let given = self.answer(from);
        let is_given =
            |code: &str| given.is_some_and(|given| entered_row(given, code).is_some() || is_chosen(Some(given), code));
        let is_option = |code: &&str| shape.choices().iter().any(|choice| choice.code == **code);
        let codes = chosen.items().into_iter().flatten().filter_map(V::text).chain(chosen.text());
        codes.filter(is_option).all(is_given)
    }

    /// The facts of the copy.
    pub fn into_known(self) -> Map<String, Value> {
        self.known.into_owned()
    }

    fn value<'c>(&'c self, operand: Operand, context: RowContext<'c, 'a, V>) -> Option<EitherValue<'c, 'a, V>> {
        match operand {
            Operand::Fact(fact) | Operand::FactRows(fact) => self.fact(&self.model.facts[fact].id),
            Operand::Question(question) | Operand::AnyRow(question, _) | Operand::AllRows(question, _) => {
                self.answer(question)
            }
            Operand::SameRow(question) => self.answer(question)?.member(context.row?),
            Operand::Field(question, field) => context.fields?.member(self.id(question, field)),
            Operand::RowField(question, field) => {
                entered_row(self.answer(question)?, context.row?)?.member(self.id(question, field))
            }
            Operand::GroupField(question, field) => self.answer(question)?.member(self.id(question, field)),
        }
    }

    /// What counts of the answer to a question so far.
    pub fn answer(&self, question: QuestionIx) -> Option<EitherValue<'_, 'a, V>> {
        self.answers.get(question)?.as_ref().map(|answer| match answer {
            RelevantAnswer::Whole(value) => EitherValue::given(*value),
            RelevantAnswer::Part(value) => EitherValue::Made(value),
        })
    }

    fn id(&self, question: QuestionIx, field: FieldIx) -> &'a str {
        &self.model.questions[question].fields[field].id
    }
}

/// The facts of the copy, with the fields that its rows lack and a country filled in.
fn with_told<'a, V: JsonValue<'a>>(
    mut known: Cow<'a, Map<String, Value>>,
    facts: Option<V>,
) -> Cow<'a, Map<String, Value>> {
    for (id, rows) in facts.and_then(V::members).into_iter().flatten() {
        for (key, told) in rows.members().into_iter().flatten() {
            for (field, value) in told.members().into_iter().flatten() {
                let row = known.get(id).and_then(|rows| rows.get(key)).and_then(Value::as_object);
                if row.is_none_or(|row| row.contains_key(field)) {
                    continue;
                }
                let rows = known.to_mut().get_mut(id).and_then(Value::as_object_mut);
                if let Some(Value::Object(row)) = rows.and_then(|rows| rows.get_mut(key)) {
                    row.insert(field.to_owned(), value.to_value());
                }
            }
        }
    }
    known
}
