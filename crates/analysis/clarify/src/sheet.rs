//! From a return to a sheet.

use crate::closure::with_dependants;
use canevas_desk::remark;
use canevas_model::deciding::{deciding, question_read};
use canevas_model::{Model, QuestionIx};
use canevas_project::{FormCopy, Localized, Sheet};
use canevas_responses::{AnswerKey, AnswerPath, Response};
use canevas_validate::{Concern, ConcernKind, FailureKind, question_of, verdict_as_complete};
use canevas_wording::Wording;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a sheet is made from.
#[derive(Debug, Clone, Copy)]
pub struct SheetRequest<'r> {
    /// The return.
    pub response: &'r Response,
    /// Its version.
    pub version: &'r str,
    /// What is open in it.
    pub concerns: &'r [Concern],
    /// What the secretariat asks itself, by question.
    pub asks: &'r BTreeMap<QuestionIx, Vec<String>>,
}

/// The sheet of a return. Its own words about a question come before what a check found there. A concern about a fact of the
/// country is on no sheet.
pub fn sheet(copy: &FormCopy<'_>, request: SheetRequest<'_>) -> Sheet {
    let model = copy.model;
    let mut remarks: BTreeMap<QuestionIx, Vec<Localized>> = BTreeMap::new();
    for (question, texts) in request.asks {
        let own = texts.iter().map(|text| Localized { any: Some(text.clone()), ..Localized::default() });
        remarks.entry(*question).or_default().extend(own);
    }
    for concern in request.concerns {
        let text = in_every_language(copy, concern);
        for question in questions_of(model, concern) {
            let of_question = remarks.entry(question).or_default();
            // Several concerns about one answer may say the same.
            if !of_question.contains(&text) {
                of_question.push(text.clone());
            }
        }
    }
    let answered = verdict_as_complete(copy, request.response.json());
    let is_asked = |question: QuestionIx| answered.asked.iter().any(|place| place.question == question);
    let mut asked: BTreeSet<QuestionIx> = remarks.keys().copied().collect();
    // What the return makes the form leave out can be asked only beside what decides about it.
    let mut left_out: Vec<QuestionIx> = asked.iter().copied().filter(|question| !is_asked(*question)).collect();
    while let Some(question) = left_out.pop() {
        for decides in deciding(model, question) {
            if asked.insert(decides) && !is_asked(decides) {
                left_out.push(decides);
            }
        }
    }
    of_questions(copy, (request.response, request.version), with_dependants(model, asked), remarks)
}

/// The sheet that asks these questions of a return again.
pub(crate) fn of_questions(
    copy: &FormCopy<'_>,
    (response, version): (&Response, &str),
    questions: BTreeSet<QuestionIx>,
    remarks: BTreeMap<QuestionIx, Vec<Localized>>,
) -> Sheet {
    let model = copy.model;
    let of_sheet = |id: &canevas_model::QuestionId| {
        model.questions.iter_enumerated().any(|(index, own)| own.id == *id && questions.contains(&index))
    };
    let answers = response.answers().cloned().unwrap_or_default();
    let read: BTreeSet<QuestionIx> = questions.iter().flat_map(|question| deciding(model, *question)).collect();
    let others = others(copy, response, &read.difference(&questions).copied().collect());
    let given = answers.into_iter().filter(|(key, _)| of_sheet(&AnswerKey::parse(key).id)).collect();
    let unread: Map<String, Value> = response.unread().cloned().unwrap_or_default();
    let at_sheet = |key: &str| AnswerPath::from_unread_key(key, model).is_some_and(|path| of_sheet(path.question_id()));
    let unread = unread.into_iter().filter(|(key, _)| at_sheet(key)).collect();
    let language = response.language().map(str::to_owned);
    Sheet { version: version.to_owned(), questions, others, given, language, unread, remarks }
}

/// The questions that a concern is about. Of an answer that is not asked, it is what decides that. Of answers that disagree, it is all of
/// them: which one is wrong is for the country to say.
fn questions_of(model: &Model, concern: &Concern) -> BTreeSet<QuestionIx> {
    let Some((index, question)) = question_of(model, &concern.path) else { return BTreeSet::new() };
    let decides = match concern.kind {
        ConcernKind::Failure(FailureKind::Hidden) => deciding(model, index),
        ConcernKind::Failure(FailureKind::Disagrees(must)) => {
            let operands = question.must.get(must).map(|must| must.rule.operands()).unwrap_or_default();
            operands.iter().filter_map(question_read).chain([index]).collect()
        }
        _ => BTreeSet::new(),
    };
    if decides.is_empty() { BTreeSet::from([index]) } else { decides }
}

fn in_every_language(copy: &FormCopy<'_>, concern: &Concern) -> Localized {
    let of = |language| remark(&Wording::new(copy, language), concern);
    let languages = copy.model.languages();
    Localized { by_language: languages.map(|language| (language.clone(), of(language))).collect(), any: None }
}

/// The answers to questions that are not on the sheet, and that conditions of the sheet read. What is not asked has none.
fn others(copy: &FormCopy<'_>, response: &Response, read: &BTreeSet<QuestionIx>) -> BTreeMap<QuestionIx, Value> {
    let mut others: BTreeMap<QuestionIx, Value> = BTreeMap::new();
    for place in verdict_as_complete(copy, response.json()).asked {
        if !read.contains(&place.question) {
            continue;
        }
        let path = AnswerPath::question(copy.model.questions[place.question].id.clone());
        match place.row {
            None => {
                if let Some(value) = response.value_at(&path) {
                    others.insert(place.question, value.clone());
                }
            }
            Some(row) => {
                let Some(value) = response.value_at(&path.in_row(&row)) else { continue };
                let rows = others.entry(place.question).or_insert_with(|| Value::Object(Map::new()));
                if let Some(rows) = rows.as_object_mut() {
                    rows.insert(row, value.clone());
                }
            }
        }
    }
    others
}
