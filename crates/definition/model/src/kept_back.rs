//! What a definition keeps back from publication.

use crate::types::{Model, Question};

impl Model {
    /// Whether the answer to a question or field may be published. Whatever shows answers to others asks this: it is the one place
    /// that knows what a definition keeps back. A field also is what its question is, which the caller asks.
    pub fn may_be_published(&self, question: &Question) -> bool {
        !question.personal && !self.is_unpublished(question)
    }

    /// Whether a question or field says `not_published`, or its section does.
    pub fn is_unpublished(&self, question: &Question) -> bool {
        question.not_published || self.sections.get(question.section).is_some_and(|section| section.not_published)
    }
}
