//! Errors of a JSON Schema validator as the paths that a verdict uses.

use canevas_model::{AnswerShape, Model, Question};

/// Cuts the pointer of an error, with the key that it is about, at the field.
pub fn cut(model: &Model, pointer: &str, key: Option<&str>) -> String {
    let mut parts: Vec<&str> = pointer.split('/').skip(1).collect();
    parts.extend(key);
    let depth = match parts.as_slice() {
        ["answers", first, rest @ ..] => 2 + below_answer(model, first, rest),
        // A fact, or a field of a row of a list of facts.
        ["facts", ..] => 4,
        _ => 1,
    };
    parts.truncate(depth);
    parts.iter().fold(String::new(), |path, part| format!("{path}/{part}"))
}

/// How many parts count below an answer.
fn below_answer(model: &Model, key: &str, rest: &[&str]) -> usize {
    let (id, side) = key.split_once('.').map_or((key, None), |(id, side)| (id, Some(side)));
    let Some(question) = model.question(id) else { return 0 };
    let rows = usize::from(question.for_each.is_some());
    if side.is_some() {
        return rows;
    }
    match &question.shape {
        AnswerShape::Group => rows + usize::from(!is_said(question, rest.get(rows))),
        AnswerShape::Rows { .. } if is_said(question, rest.first()) => 0,
        AnswerShape::Rows { .. } => 2,
        _ => rows,
    }
}

fn is_said(question: &Question, part: Option<&&str>) -> bool {
    !question.can_say.is_empty() && part.is_some_and(|part| *part == "said")
}
