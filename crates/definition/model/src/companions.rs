//! What may stand beside an answer, or in its place.

use crate::ids::NonResponseCode;
use crate::relevance::Relevance;
use crate::text::Text;
use crate::types::{Model, Question};
use canevas_diagnostics::Span;

/// A special answer that the form declares, such as "confidential".
#[derive(Debug, Clone, PartialEq)]
pub struct DeclaredNonResponse {
    /// Its code in answers and conditions.
    pub code: NonResponseCode,
    /// What it says.
    pub label: Text,
    /// Where its code stands.
    pub span: Span,
}

impl Model {
    /// The comment on all rows of a question, which stands below it.
    pub fn comment_on_rows(&self, question: &Question) -> Option<&Question> {
        let mut below = self.questions.iter().skip_while(|known| known.id != question.id).skip(1);
        below.next().filter(|below| below.is_comment)
    }

    /// A special answer that the form declares; none for those of the language.
    pub fn declared_non_response(&self, code: &NonResponseCode) -> Option<&DeclaredNonResponse> {
        self.non_responses.iter().find(|declared| declared.code == *code)
    }
}

/// When the comment on an answer is asked, and whether it must be given. It is never asked where its question is not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CommentBox {
    /// Whether a complete return must have the comment where it is asked.
    pub required: bool,
    /// When it is asked, beside the conditions of its question. It may read the answer that the comment is about.
    pub show_if: Relevance,
}

impl CommentBox {
    /// Whether it has a condition of its own.
    pub fn has_condition(&self) -> bool {
        self.show_if.outer.is_some() || self.show_if.row.is_some()
    }
}

/// What the box for the text of an option is like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SpecifyBox {
    /// Whether it has several lines.
    pub is_long: bool,
    /// Whether a complete return may choose the option and leave the text out.
    pub is_optional: bool,
}
