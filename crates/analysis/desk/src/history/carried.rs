//! Which values a country took over from last year.

use canevas_model::{LastYear, Question};
use canevas_project::FormCopy;
use canevas_responses::{AnswerPath, Response};
use serde_json::Value;

/// The places of a return, as its `unread` writes them, whose questions offer last year's answer and that hold this very answer.
pub fn carried(copy: &FormCopy<'_>, response: &Response) -> Vec<String> {
    let Some(last) = copy.last_year else { return Vec::new() };
    let offers = |question: &&Question| matches!(question.last_year, Some(LastYear::Confirm | LastYear::Copy));
    let mut places = Vec::new();
    for question in copy.model.questions.iter().filter(offers) {
        let path = AnswerPath::question(question.id.clone());
        let at = |value: &Value, path: &AnswerPath| response.value_at(path) == Some(value);
        let before = path.find_in(&last.answers);
        match (question.for_each, before) {
            (Some(_), Some(Value::Object(rows))) => {
                let rows = rows.iter().map(|(row, value)| (path.clone().in_row(row), value));
                places.extend(rows.filter(|(path, value)| at(value, path)).map(|(path, _)| path.unread_key()));
            }
            (None, Some(value)) if at(value, &path) => places.push(path.unread_key()),
            _ => {}
        }
    }
    places
}
