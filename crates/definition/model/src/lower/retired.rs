//! What the change file retires. The model keeps a question's shape and an option's code, so that old returns can still
//! be read.

use super::{Lowering, comment_on};
use crate::ids::OptionCode;
use crate::indices::ListIx;
use crate::shape::ChoiceSource;
use crate::types::{OptionList, Question, RetiredQuestion};
use canevas_diagnostics::Findings;
use canevas_syntax::changes::{Changes, Retired};
use canevas_syntax::{Read as _, Tree, definition};
use typed_index_collections::TiSlice;

impl Lowering<'_> {
    /// Retired questions in the order of the change file, without those that the form asks again.
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

    /// The question as the change file copied it, without its conditions: what they name may no longer exist.
    fn as_it_was(&mut self, retired: &Retired, tree: &Tree) -> Option<Question> {
        let mut question = definition::Question::read(&tree.0, &mut Findings::default())?;
        question.id.clone_from(&retired.id);
        question.show_if = None;
        question.feeds_next_edition = None;
        without_comment_condition(&mut question);
        // The comment on a table is retired by an entry of its own.
        comment_on::split(&mut question);
        for field in question.fields.iter_mut().flatten() {
            field.show_if = None;
            without_comment_condition(field);
        }
        self.lower_question(&question, (0.into(), 0.into()))
    }
}

fn without_comment_condition(question: &mut definition::Question) {
    if let Some(definition::Comment::Block(block)) = &mut question.comment {
        block.show_if = None;
    }
}

/// Gives each question the codes that it no longer offers, from its own options or from its list.
pub(super) fn retire_options(changes: &Changes, lists: &TiSlice<ListIx, OptionList>, questions: &mut [Question]) {
    let options: Vec<(&str, &str)> = all(changes)
        .filter_map(|retired| Some((retired.id.as_ref()?.value.0.as_str(), retired.option.as_ref()?.value.as_str())))
        .collect();
    if options.is_empty() {
        return;
    }
    for question in questions {
        let id = question.id.clone();
        retire(&id, question, lists, &options);
        for field in &mut question.fields {
            retire(&id, field, lists, &options);
        }
    }
}

fn retire(id: &str, question: &mut Question, lists: &TiSlice<ListIx, OptionList>, options: &[(&str, &str)]) {
    let Some(source) = question.shape.choice_source() else { return };
    let list = match source {
        ChoiceSource::List(list) => lists.get(list).map(|list| list.id.as_str()),
        ChoiceSource::Inline | ChoiceSource::Countries | ChoiceSource::Rows(_) | ChoiceSource::Ticked(_) => None,
    };
    let codes = options.iter().filter(|(owner, code)| {
        (*owner == id || Some(*owner) == list) && question.choices().iter().all(|c| c.code != *code)
    });
    question.retired_codes = codes.map(|(_, code)| OptionCode::new(*code)).collect();
}

fn all(changes: &Changes) -> impl Iterator<Item = &Retired> {
    changes.retired.as_deref().unwrap_or_default().iter()
}
