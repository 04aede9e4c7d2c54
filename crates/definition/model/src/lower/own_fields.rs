//! Fields that a question type brings with it, and the section in which somebody signs.

use super::Lowering;
use crate::own_words::OwnWord;
use crate::question_types::OwnField;
use crate::shape::AnswerShape;
use crate::types::{Question, Section};
use canevas_diagnostics::Span;
use canevas_syntax::definition::{self, Form, Part};
use canevas_syntax::{Id, SourceText, Sp};

/// The id of the section in which somebody signs, and of its question.
const SIGN_OFF: &str = "sign_off";

impl OwnField {
    /// The field as an editor would write it. It stands where its question does.
    pub(super) fn written(&self, at: Span) -> definition::Question {
        definition::Question {
            id: Some(Sp::new(Id(self.id.to_owned()), at)),
            r#type: Some(Sp::new(self.type_name.to_owned(), at)),
            ask: Some(SourceText::opaque(self.word.english().into_owned(), at)),
            required: Some(Sp::new(self.required, at)),
            show_if: self.show_if.map(|condition| SourceText::opaque(condition, at)),
            span: Some(at),
            ..definition::Question::default()
        }
    }

    /// Gives a field of the model what no editor can write.
    pub(super) fn complete(&self, field: &mut Question) {
        field.ask = field.ask.take().map(|ask| ask.into_own(self.word));
        if let Some(format) = self.format {
            field.shape = AnswerShape::Text { max_length: Some(format.max_length), format: Some(format) };
        }
    }
}

/// The form with a last section for `sign_off`, if it has one.
pub(super) fn with_sign_off(form: &Form) -> Form {
    let mut form = form.clone();
    if let (Some(sign_off), Some(sections)) = (form.sign_off.take(), &mut form.sections)
        && let Some(at) = sign_off.ask.as_ref().map(|ask| ask.span).or(sign_off.span)
    {
        let id = || Some(Sp::new(Id(SIGN_OFF.to_owned()), at));
        let question = definition::Question {
            id: id(),
            r#type: Some(Sp::new(SIGN_OFF.to_owned(), at)),
            number: sign_off.number.clone(),
            ask: sign_off.ask.clone(),
            hint: sign_off.hint.clone(),
            required: sign_off.required.clone(),
            span: Some(at),
            // What could not be read has its finding.
            not_read: sign_off.not_read.clone(),
            ..definition::Question::default()
        };
        let title = sign_off.title.clone();
        sections.push(definition::Section {
            id: id(),
            title: Some(title.unwrap_or_else(|| SourceText::opaque(OwnWord::Signature.english().into_owned(), at))),
            questions: Some(vec![Part::Question(Box::new(question))]),
            span: Some(at),
            ..definition::Section::default()
        });
        form.sign_off = Some(sign_off);
    }
    form
}

impl Lowering<'_> {
    /// Gives the section in which somebody signs the compiler's word for its title, where the form has none.
    pub(super) fn name_sign_off(form: &Form, sections: &mut [Section]) {
        if let (Some(sign_off), Some(section)) = (&form.sign_off, sections.last_mut())
            && sign_off.title.is_none()
            && section.id == SIGN_OFF
        {
            section.title = section.title.clone().into_own(OwnWord::Signature);
        }
    }
}
