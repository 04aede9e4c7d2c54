//! The outline of a copy: sections, headings and questions in the order of the page, each with its rows and with what
//! is left of its condition. Every back end that prints walks this, so that none decides on its own what is shown.

use crate::copy::{FormCopy, Row};
use canevas_model::condition::Outcome;
use canevas_model::{Block, Question, QuestionIx, Section, SectionIx};

/// A section of a copy.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionView<'a> {
    /// The section.
    pub section: &'a Section,
    /// Its index in the model.
    pub index: SectionIx,
    /// What is left of its condition.
    pub shown: Outcome,
    /// Its blocks.
    pub blocks: Vec<BlockView<'a>>,
}

/// A block of a section: a heading's questions, or a run without heading.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockView<'a> {
    /// The block.
    pub block: &'a Block,
    /// What is left of the heading's condition.
    pub shown: Outcome,
    /// Its questions.
    pub questions: Vec<QuestionView<'a>>,
}

/// A question of a copy.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionView<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its index in the model.
    pub index: QuestionIx,
    /// What is left of its own condition, as far as it does not depend on the row.
    pub shown: Outcome,
    /// Its rows, where it is asked once per row.
    pub rows: Option<Vec<Row>>,
}

impl<'a> FormCopy<'a> {
    /// The outline.
    pub fn outline(&self) -> Vec<SectionView<'a>> {
        self.model
            .sections
            .iter_enumerated()
            .map(|(index, section)| SectionView {
                section,
                index,
                shown: self.outcome(section.show_if.as_ref()),
                blocks: section.blocks.iter().map(|block| self.block(block)).collect(),
            })
            .collect()
    }

    fn block(&self, block: &'a Block) -> BlockView<'a> {
        BlockView {
            block,
            shown: self.outcome(block.heading.as_ref().and_then(|heading| heading.show_if.as_ref())),
            questions: block
                .questions
                .iter()
                .map(|index| {
                    let question = &self.model.questions[*index];
                    QuestionView {
                        question,
                        index: *index,
                        shown: self.outcome(question.show_if.outer.as_ref()),
                        rows: question.for_each.map(|rows| self.rows(rows)),
                    }
                })
                .collect(),
        }
    }
}
