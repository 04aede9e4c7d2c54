//! Texts that a person would look at again: "RAS" where there is a box for it, gaps that were never filled.

use crate::phrases::{gap, non_answer};
use crate::rules;
use crate::walk::sides;
use crate::words::Words;
use canevas_diagnostics::Rule;
use canevas_model::{AnswerShape, Question, QuestionIx};
use canevas_project::FormCopy;
use serde_json::{Map, Value};

type Report<'r> = dyn FnMut(&str, &'static Rule, String, String) + 'r;

/// Looks at every text of the answers.
pub(crate) fn scan(copy: &FormCopy<'_>, words: &Words<'_>, json: &Value, report: &mut Report<'_>) {
    let Some(answers) = json.get("answers").and_then(Value::as_object) else { return };
    let unknown = copy.model.country_unknown.as_ref().map_or_else(String::new, |text| words.wording.plain(text, None));
    let mut scan = Scan { words, unknown, report, index: 0.into() };
    for (index, question) in copy.model.questions.iter_enumerated() {
        scan.index = index;
        scan.keys(question, answers, "/answers");
    }
}

struct Scan<'s, 'w> {
    words: &'s Words<'w>,
    unknown: String,
    report: &'s mut Report<'s>,
    index: QuestionIx,
}

impl Scan<'_, '_> {
    /// A question's answer and the texts beside it.
    fn keys(&mut self, question: &Question, object: &Map<String, Value>, path: &str) {
        if let Some(answer) = object.get(question.id.as_str()) {
            let path = format!("{path}/{}", question.id);
            match (question.for_each, answer) {
                (Some(_), Value::Object(rows)) => {
                    for (key, value) in rows {
                        self.answer(question, value, &format!("{path}/{key}"));
                    }
                }
                _ => self.answer(question, answer, &path),
            }
        }
        for (key, _) in sides(question) {
            if let Some(text) = object.get(&key) {
                self.gaps(text, &format!("{path}/{key}"));
            }
        }
    }

    fn answer(&mut self, question: &Question, value: &Value, path: &str) {
        match (&question.shape, value) {
            (AnswerShape::Text { .. }, Value::String(text)) => {
                self.gaps(value, path);
                if let (Some(said), Some(first)) = (non_answer(text), question.can_say.first()) {
                    let offered = if question.can_say.contains(&said) { said } else { *first };
                    let subject = self.words.question(self.index, None);
                    let message = format!("{subject} holds `{text}`, and has a box for that");
                    let help = format!(
                        "write {{ \"said\": \"{}\" }} (“{}”)",
                        offered.word(),
                        self.words.wording.said(offered)
                    );
                    (self.report)(path, &rules::NON_ANSWER_TYPED, message, help);
                }
            }
            (AnswerShape::Group, Value::Object(fields)) => self.fields(question, fields, path),
            (AnswerShape::Rows { .. }, Value::Array(rows)) => {
                for (index, row) in rows.iter().enumerate() {
                    if let Some(fields) = row.as_object() {
                        self.fields(question, fields, &format!("{path}/{index}"));
                    }
                }
            }
            (AnswerShape::NamesAndRoles { .. }, Value::Array(_)) => self.gaps(value, path),
            _ => {}
        }
    }

    fn fields(&mut self, question: &Question, fields: &Map<String, Value>, path: &str) {
        for field in &question.fields {
            self.keys(field, fields, path);
        }
    }

    /// Gaps in a text, or in the texts of names and roles.
    fn gaps(&mut self, value: &Value, path: &str) {
        match value {
            Value::String(text) => {
                if let Some(gap) = gap(text, &self.unknown) {
                    let message = format!("{} still holds `{gap}`", self.words.question(self.index, None));
                    (self.report)(path, &rules::BRACKETS_IN_ANSWER, message, "fill it in, or remove it".to_owned());
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.gaps(item, &format!("{path}/{index}"));
                }
            }
            Value::Object(object) => {
                for (key, item) in object {
                    self.gaps(item, &format!("{path}/{key}"));
                }
            }
            _ => {}
        }
    }
}
