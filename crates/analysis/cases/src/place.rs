//! A part of the form as a case names it: `question`, `question.field`, `question.comment`, `question.field.comment`.

use canevas_diagnostics::{Finding, nearest};
use canevas_model::{FieldIx, Model, Question};
use canevas_responses::AnswerPath;
use canevas_syntax::{Sp, rules};
use canevas_validate::AskedPart;

/// What a case calls the comment on an answer.
const COMMENT: &str = "comment";

/// A question, a field of it, or the comment on one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CasePlace(pub AskedPart);

impl CasePlace {
    /// Reads the name of a part.
    ///
    /// # Errors
    ///
    /// A finding with the nearest name, where the form has no such part.
    pub fn read(name: &Sp<String>, model: &Model) -> Result<Self, Box<Finding>> {
        let unknown = |message: String, near: Option<&str>, all: &str| {
            let help = near.map_or_else(|| all.to_owned(), |near| format!("did you mean `{near}`?"));
            Box::new(Finding::new(&rules::UNKNOWN_WORD, name.span, message).help(help))
        };
        let mut parts = name.value.split('.');
        let id = parts.next().unwrap_or_default();
        let Some((index, question)) = model.questions.iter_enumerated().find(|(_, known)| *known.id == *id) else {
            let near = nearest(id, model.questions.iter().map(|question| question.id.as_str()));
            let help = "write the id of a question, as in form.yaml";
            return Err(unknown(format!("no question has the id `{id}`"), near, help));
        };
        let mut part = AskedPart::question(index);
        let Some(word) = parts.next() else { return Ok(Self(part)) };
        let (mut owner, mut next) = (question, Some(word));
        if let Some((field, known)) = question.fields.iter_enumerated().find(|(_, field)| *field.id == *word) {
            part.field = Some(field);
            (owner, next) = (known, parts.next());
        }
        match next {
            None => return Ok(Self(part)),
            Some(COMMENT) if owner.comment.is_some() && parts.next().is_none() => {
                return Ok(Self(AskedPart { is_comment: true, ..part }));
            }
            Some(_) => {}
        }
        let known = || question.fields.iter().map(|field| field.id.as_str()).chain([COMMENT]);
        let word = next.unwrap_or_default();
        let message = format!("`{}` has no field `{word}`", owner.id);
        Err(unknown(message, nearest(word, known()), "write a question, `question.field`, or `question.comment`"))
    }

    /// The question or the field.
    pub fn owner(self, model: &Model) -> &Question {
        let question = &model.questions[self.0.question];
        self.0.field.map_or(question, |field: FieldIx| &question.fields[field])
    }

    /// The place in a return, for words about it.
    pub fn path(self, model: &Model) -> AnswerPath {
        let question = &model.questions[self.0.question];
        let path = AnswerPath::question(&question.id);
        let path = match self.0.field {
            None => path,
            Some(field) => path.field(&question.fields[field].id),
        };
        if self.0.is_comment { path.comment() } else { path }
    }

    /// The name, as a case writes it.
    pub fn name(self, model: &Model) -> String {
        let question = &model.questions[self.0.question];
        let field = self.0.field.map(|field| question.fields[field].id.as_str());
        let parts = [Some(question.id.as_str()), field, self.0.is_comment.then_some(COMMENT)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(".")
    }
}
