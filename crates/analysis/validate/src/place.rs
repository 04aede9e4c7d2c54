//! A place of a return in words, for messages of other commands.

use crate::failure::{Failure, FailureKind, FailureSubject};
use crate::words::Words;
use canevas_model::{ForEach, Language};
use canevas_project::FormCopy;
use canevas_responses::{AnswerPath, CompanionField, ResponsePath, UnreadPlace};
use canevas_wording::Wording;

/// `due` of row “Law of 1990” of the fact `laws`, where the copy knows the row.
fn fact_row(copy: &FormCopy<'_>, language: &Language, path: &ResponsePath) -> Option<String> {
    let ResponsePath::Fact(path) = path else { return None };
    let (index, fact) = copy.model.facts.iter_enumerated().find(|(_, fact)| fact.id == *path.id())?;
    let rows = copy.rows(ForEach::Fact(index));
    let row = rows.iter().find(|row| Some(row.key.as_str()) == path.row())?;
    let row = format!("row “{}” of the fact `{}`", Wording::new(copy, language).row_label(row), fact.id);
    Some(path.field_id().map_or_else(|| row.clone(), |field| format!("`{field}` of {row}")))
}

/// What a key of `unread` is about, in words: the nearest place that the form has, what it does not have below, and whose text it is where
/// several copies answer.
pub fn key_in_words(copy: &FormCopy<'_>, language: &Language, key: &str) -> String {
    let UnreadPlace { place, sender } = UnreadPlace::of_key(key, copy.model);
    let asked = |path: &AnswerPath| copy.model.questions.iter().any(|known| known.id == *path.question_id());
    let known = match &place {
        ResponsePath::Answer(path) if asked(path) => Some(place_in_words(copy, language, &place)),
        ResponsePath::Fact(_) => Some(place_in_words(copy, language, &place)),
        ResponsePath::Answer(_) | ResponsePath::Head(_) | ResponsePath::Whole => None,
    };
    let of = if known.is_some() { &place } else { &ResponsePath::Whole };
    let unknown: Vec<String> =
        UnreadPlace::unknown_parts(key, of).into_iter().map(|part| format!("`{part}`")).collect();
    let words = match (known, unknown.join(", ")) {
        (Some(known), more) if more.is_empty() => known,
        (Some(known), more) => format!("{known}, {more}"),
        (None, more) => format!("{more}, which the form does not have"),
    };
    sender.map_or_else(|| words.clone(), |sender| format!("{words} ({sender})"))
}

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
    if let Some(place) = fact_row(copy, language, path) {
        return place;
    }
    let place = Words::new(Wording::new(copy, language)).subject(&Failure {
        path: path.clone(),
        kind: FailureKind::Missing,
        subject,
    });
    match answer.and_then(AnswerPath::companion_field) {
        None => place,
        Some(CompanionField::Comment) => format!("the comment on {place}"),
        Some(CompanionField::Unit) => format!("the unit of {place}"),
        Some(CompanionField::Other(code)) => format!("the text of “{code}” in {place}"),
    }
}
