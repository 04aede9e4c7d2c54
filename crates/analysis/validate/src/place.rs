//! A place of a return in words, for messages of other commands.

use crate::failure::{Failure, FailureKind, FailureSubject};
use crate::words::Words;
use canevas_model::Language;
use canevas_project::FormCopy;
use canevas_responses::{AnswerPath, CompanionField, ResponsePath};
use canevas_wording::Wording;

/// “Date” of question 12 (“Which partners?”), row 2.
pub fn place_in_words(copy: &FormCopy<'_>, language: &Language, path: &ResponsePath) -> String {
    let model = copy.model;
    let answer = path.answer();
    let question =
        answer.and_then(|path| model.questions.iter_enumerated().find(|(_, known)| known.id == *path.question_id()));
    let subject = match (question, path) {
        (Some((index, question)), _) => {
            let field = answer.and_then(AnswerPath::field_id);
            let field = question.fields.iter_enumerated().find(|(_, known)| Some(&known.id) == field);
            FailureSubject::Question { question: index, field: field.map(|(index, _)| index) }
        }
        (None, ResponsePath::Fact(path)) => {
            let fact = model.facts.iter_enumerated().find(|(_, fact)| fact.id == *path.id());
            fact.map_or(FailureSubject::Head, |(index, _)| FailureSubject::Fact(index))
        }
        (None, _) => FailureSubject::Head,
    };
    let place = Words::new(Wording::new(copy, language)).subject(&Failure {
        path: path.clone(),
        kind: FailureKind::Missing,
        subject,
    });
    match answer.and_then(AnswerPath::companion_field) {
        None => place,
        Some(CompanionField::Comment) => format!("the comment on {place}"),
        Some(CompanionField::Other(code)) => format!("the text of “{code}” in {place}"),
    }
}
