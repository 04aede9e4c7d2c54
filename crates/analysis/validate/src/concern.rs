//! What to ask a country about its return. A finding is written for the secretariat, in English; a concern keeps what is wrong
//! and where, so that a letter or a sheet can ask about it in the language of the country.

use crate::failure::{FailureKind, FailureSubject};
use crate::prepared::Validator;
use crate::typed::{self, Oddity};
use crate::verdict::Verdict;
use canevas_diagnostics::Rule;
use canevas_model::{Model, NonResponseCode, Question, QuestionIx};
use canevas_project::FormCopy;
use canevas_responses::{AnswerPath, ROW_NAME_KEY, Response, ResponsePath};
use serde_json::Value;

/// Something to ask about.
#[derive(Debug, Clone, PartialEq)]
pub struct Concern {
    /// The place: an answer, or a fact of the country.
    pub path: ResponsePath,
    /// What is wrong there.
    pub kind: ConcernKind,
    /// The value there, if it is not of the kind that the form asks for, or at a place that the form does not have. No box can
    /// show it.
    pub held: Option<String>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum ConcernKind {
    /// The answer fails.
    Failure(FailureKind),
    /// This text fits no answer.
    Unread(String),
    /// A text has a gap that nobody filled in.
    Gap,
    /// A text says what the question has a box for.
    Box(NonResponseCode),
    /// A text holds what it should not, by this rule.
    Text(&'static Rule),
}

/// What to ask about, in the order of the form. `told` says of which rules a warning is wanted.
pub fn concerns(
    copy: &FormCopy<'_>,
    response: &Response,
    verdict: &Verdict,
    told: &dyn Fn(&'static Rule) -> bool,
) -> Vec<Concern> {
    let model = copy.model;
    let mut all: Vec<Concern> = Vec::new();
    for failure in &verdict.failures {
        if !matches!(failure.subject, FailureSubject::Head) {
            let is_shown = !matches!(
                failure.kind,
                FailureKind::WrongKind | FailureKind::UnknownRow(_) | FailureKind::UnknownKey(_)
            );
            let held = response.value(&failure.path).filter(|_| !is_shown).map(as_typed);
            let held = held.filter(|text| !text.is_empty());
            all.push(Concern { path: failure.path.clone(), kind: ConcernKind::Failure(failure.kind.clone()), held });
        }
    }
    for (key, text) in response.unread().into_iter().flatten() {
        if let Some(path) = AnswerPath::from_unread_key(key, model) {
            let text = text.as_str().unwrap_or_default().to_owned();
            all.push(Concern { path: path.into(), kind: ConcernKind::Unread(text), held: None });
        }
    }
    let of = Validator::new(copy);
    let unknown = of.country_unknown(model.source_language.tag());
    typed::scan(&of, unknown, response.json(), &mut |at, oddity| {
        let kind = match &oddity {
            // Where a line breaks is nothing to ask a country about.
            Oddity::LineBreak => return,
            Oddity::Gap(_) => ConcernKind::Gap,
            Oddity::NonAnswer { offered, .. } => ConcernKind::Box(offered.clone()),
            Oddity::Hidden(_) | Oddity::Formula => ConcernKind::Text(oddity.rule()),
        };
        if told(oddity.rule()) {
            all.push(Concern { path: at.path().into(), kind, held: None });
        }
    });
    // Facts come first in the form. Concerns about one question keep their order.
    all.sort_by_key(|concern| question_of(model, &concern.path).map(|(index, _)| index));
    all
}

/// What a value of the wrong kind says, for whoever typed it.
fn as_typed(value: &Value) -> String {
    let joined = |texts: &mut dyn Iterator<Item = String>| {
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        texts.join("; ")
    };
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(items) => joined(&mut items.iter().map(as_typed)),
        Value::Object(members) => {
            joined(&mut members.iter().filter(|(key, _)| *key != ROW_NAME_KEY).map(|(_, value)| as_typed(value)))
        }
    }
}

/// The question that a place belongs to.
pub fn question_of<'m>(model: &'m Model, path: &ResponsePath) -> Option<(QuestionIx, &'m Question)> {
    let id = path.answer()?.question_id();
    model.questions.iter_enumerated().find(|(_, question)| question.id == *id)
}
