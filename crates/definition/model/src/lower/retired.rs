//! What the change file says is asked no more. It stays known, so that old returns are still read: a question with the
//! shape it had, an option with its code.

use super::Lowering;
use crate::shape::{AnswerShape, Label};
use crate::types::{Question, RetiredQuestion};
use canevas_diagnostics::Findings;
use canevas_syntax::changes::{Changes, Retired};
use canevas_syntax::{Read as _, Tree, definition};

impl Lowering<'_> {
    /// Questions that are retired, in the order of the change file; those that are asked again are not.
    pub(super) fn retired_questions(&mut self, changes: &Changes, asked: &[Question]) -> Vec<RetiredQuestion> {
        let whole = all(changes).filter(|retired| retired.option.is_none());
        let named = whole.filter_map(|retired| Some((retired, &retired.id.as_ref()?.value.0)));
        named
            .filter(|(_, id)| asked.iter().all(|question| question.id != **id))
            .map(|(retired, id)| RetiredQuestion {
                id: id.as_str().into(),
                last_edition: retired.last_edition.as_ref().map_or_else(String::new, |edition| edition.value.clone()),
                question: retired.question.as_ref().and_then(|tree| self.as_it_was(retired, tree)),
            })
            .collect()
    }

    /// The question as the change file copied it. What it depended on may be gone, and does not matter any more.
    fn as_it_was(&mut self, retired: &Retired, tree: &Tree) -> Option<Question> {
        let mut question = definition::Question::read(&tree.0, &mut Findings::default())?;
        question.id.clone_from(&retired.id);
        question.show_if = None;
        question.feeds_next_edition = None;
        for field in question.fields.iter_mut().flatten() {
            field.show_if = None;
        }
        self.lower_question(&question, (0.into(), 0.into()))
    }
}

/// Gives the questions the codes that they no longer offer: their own, or those of the list that they choose from.
pub(super) fn retire_options(changes: &Changes, questions: &mut [Question]) {
    let options: Vec<(&str, &str)> = all(changes)
        .filter_map(|retired| Some((retired.id.as_ref()?.value.0.as_str(), retired.option.as_ref()?.value.as_str())))
        .collect();
    if options.is_empty() {
        return;
    }
    for question in questions {
        let id = question.id.clone();
        retire(&id, question, &options);
        for field in &mut question.fields {
            retire(&id, field, &options);
        }
    }
}

fn retire(id: &str, question: &mut Question, options: &[(&str, &str)]) {
    let list = list_of(&question.shape).map(str::to_owned);
    let codes = options.iter().filter(|(owner, code)| {
        (*owner == id || Some(*owner) == list.as_deref()) && question.choices().iter().all(|c| c.code != *code)
    });
    let takes_options = matches!(question.shape, AnswerShape::One { .. } | AnswerShape::Many { .. });
    question.retired_codes = codes.filter(|_| takes_options).map(|(_, code)| (*code).to_owned()).collect();
}

/// The name of the list that the options of a shape come from.
fn list_of(shape: &AnswerShape) -> Option<&str> {
    let (AnswerShape::One { choices, .. } | AnswerShape::Many { choices, .. }) = shape else { return None };
    choices.iter().find_map(|choice| match &choice.label {
        Label::Text(text) => text.key.strip_prefix("list.")?.split('.').next(),
        Label::Country(_) => None,
    })
}

fn all(changes: &Changes) -> impl Iterator<Item = &Retired> {
    changes.retired.as_deref().unwrap_or_default().iter()
}
