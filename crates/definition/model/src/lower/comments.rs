//! Comments on answers. Their conditions may read the answer that they are about, so they are read once the question is known.

use super::Lowering;
use super::conditions::ConditionPlace;
use crate::indices::{FieldIx, QuestionIx};
use crate::relevance::Relevance;
use crate::types::Question;
use canevas_syntax::SourceText;
use canevas_syntax::definition::{self, Comment};
use typed_index_collections::{TiSlice, TiVec};

impl Lowering<'_> {
    /// Adds a question to those that are known, and then reads the title of its rows, and when its comment and those of its
    /// fields are asked.
    pub(super) fn push_question(&mut self, question: Question, source: &definition::Question) -> QuestionIx {
        let index = self.questions.push_and_get_key(question);
        self.questions[index].row_title = self.row_title(source, index);
        let own = self.comment_condition(source, index, None);
        self.questions[index].comment_box.show_if = own;
        for field in source.fields.iter().flatten() {
            let Some(id) = &field.id else { continue };
            // A field that could not be lowered is not there.
            let at = self.questions[index].fields.position(|known| known.span == id.span);
            if let Some(at) = at {
                let of_field = self.comment_condition(field, index, Some(at));
                self.questions[index].fields[at].comment_box.show_if = of_field;
            }
        }
        index
    }

    fn comment_condition(
        &mut self,
        source: &definition::Question,
        question: QuestionIx,
        field: Option<FieldIx>,
    ) -> Relevance {
        let Some(condition) = show_if(source) else { return Relevance::default() };
        let fields: TiVec<FieldIx, Question> = match field {
            Some(at) => self.questions[question].fields.iter().take(usize::from(at) + 1).cloned().collect(),
            None => TiVec::new(),
        };
        let fields: &TiSlice<FieldIx, Question> = &fields;
        let for_each = self.questions[question].for_each;
        let place = ConditionPlace { for_each, question: Some(question), fields, is_field: field.is_some() };
        self.condition(Some(condition), &place)
    }
}

/// The condition of the comment on a question or field.
fn show_if(question: &definition::Question) -> Option<&SourceText> {
    question.comment.as_ref().and_then(Comment::block)?.show_if.as_ref()
}
