//! A clarification sheet: the questions of a form that the secretariat asks again, with the answers that were given.
//!
//! A sheet is a copy that asks some questions only. The answers to all others are known, so that conditions over them are
//! decided. Every back end that goes by the outline writes a sheet as it writes a form.

use crate::country_file::Localized;
use canevas_model::condition::{Atom, Kleene, Operand, evaluate_atom};
use canevas_model::{Model, Question, QuestionId, QuestionIx};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Which questions a sheet asks, and what is known of the return.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// The version of the return that it asks about.
    pub version: String,
    /// The questions that it asks.
    pub questions: BTreeSet<QuestionIx>,
    /// The answers to other questions, as far as conditions of its own questions read them.
    pub others: BTreeMap<QuestionIx, Value>,
    /// What was answered to its own questions, by key.
    pub given: Map<String, Value>,
    /// The tag of the language in which they were answered.
    pub language: Option<String>,
    /// Texts at its own questions that fitted no answer, by place.
    pub unread: Map<String, Value>,
    /// What the secretariat asks about each question.
    pub remarks: BTreeMap<QuestionIx, Vec<Localized>>,
}

impl Sheet {
    /// Whether it asks a question.
    pub fn asks(&self, question: QuestionIx) -> bool {
        self.questions.contains(&question)
    }

    /// The ids of the questions that it asks, in the order of the form.
    pub fn ids<'m>(&self, model: &'m Model) -> Vec<&'m QuestionId> {
        let asked = self.questions.iter().map(|index| &model.questions[*index]);
        asked.filter(|question| question.takes_answer()).map(|question| &question.id).collect()
    }

    /// The outcome of a test of a question that the sheet does not ask. `None` where the sheet asks it, or where the row decides.
    pub(crate) fn decided(&self, model: &Model, atom: &Atom) -> Option<Kleene> {
        let (question, field) = match atom.operand {
            Operand::Question(question) | Operand::AnyRow(question, _) | Operand::AllRows(question, _) => {
                (question, None)
            }
            Operand::GroupField(question, field) => (question, Some(field)),
            Operand::SameRow(_)
            | Operand::Field(..)
            | Operand::RowField(..)
            | Operand::Fact(_)
            | Operand::FactRows(_) => return None,
        };
        if self.asks(question) {
            return None;
        }
        let value = self.others.get(&question);
        let field: Option<&Question> = field.map(|field| &model.questions[question].fields[field]);
        let value = match field {
            None => value,
            Some(field) => value.and_then(|value| value.get(field.id.as_str())),
        };
        Some(evaluate_atom(atom, model, value))
    }
}

/// What a Word file says of the sheet that it is, so that reading it back knows which questions it asks.
const VERSION: &str = "version";
const QUESTIONS: &str = "questions";
const OTHERS: &str = "others";

impl Sheet {
    /// What a file keeps of it.
    pub fn kept(&self, model: &Model) -> Value {
        let id = |index: QuestionIx| model.questions[index].id.to_string();
        let questions: Vec<Value> = self.questions.iter().map(|index| id(*index).into()).collect();
        let others: Map<String, Value> = self.others.iter().map(|(index, value)| (id(*index), value.clone())).collect();
        serde_json::json!({ VERSION: self.version, QUESTIONS: questions, OTHERS: others })
    }

    /// The sheet that a file kept.
    ///
    /// # Errors
    ///
    /// What is wrong with it, in one sentence. Half of it is not enough: whoever took such a file for a whole return, or for a
    /// sheet that asks less, would lose answers.
    pub fn of_kept(kept: &Value, model: &Model) -> Result<Self, String> {
        let known = |id: &str| {
            let found = model.questions.position(|question| question.id == id);
            found.ok_or_else(|| format!("it asks `{id}`, and the form has no such question"))
        };
        let version = kept.get(VERSION).and_then(Value::as_str).filter(|version| !version.is_empty());
        let version = version.ok_or("it does not say which return it asks about")?;
        let asked = kept.get(QUESTIONS).and_then(Value::as_array).filter(|asked| !asked.is_empty());
        let asked = asked.ok_or("it does not say which questions it asks")?;
        let id = |id: &Value| known(id.as_str().ok_or("the questions that it asks are no list of ids")?);
        let others = kept.get(OTHERS).and_then(Value::as_object);
        let others = others.ok_or("it does not say what was answered to the other questions")?;
        Ok(Self {
            version: version.to_owned(),
            questions: asked.iter().map(id).collect::<Result<_, String>>()?,
            others: others.iter().map(|(id, value)| Ok((known(id)?, value.clone()))).collect::<Result<_, String>>()?,
            ..Self::default()
        })
    }
}
