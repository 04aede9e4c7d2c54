//! The outline of a copy: what it shows, in the order of the page. It decides whether a part is asked, under which
//! condition, for which rows and in which layout, so that all back ends agree and none decides again.

use crate::copy::{FormCopy, Row};
use canevas_model::condition::{Condition, Outcome};
use canevas_model::{Block, BlockIx, Question, QuestionIx, Section, SectionIx, Text};

/// Whether a copy asks a section or a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence<'a> {
    /// It is asked.
    Asked,
    /// It is asked if this condition holds. What the copy knows does not stand in it any more.
    If(Condition),
    /// It is never asked. The text stands in its place, where the form has one.
    NotAsked(Option<&'a Text>),
}

/// How often a question is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Repetition {
    /// Once.
    Once,
    /// Once per row, one after the other. There may be no row.
    PerRow(Vec<Row>),
    /// Once per row, in a table. There is at least one row.
    Table(Vec<Row>),
}

/// A section of a copy. Its title stands in the copy in any case.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineSection<'a> {
    /// The section.
    pub section: &'a Section,
    /// Its index in the model.
    pub index: SectionIx,
    /// Whether it is asked.
    pub presence: Presence<'a>,
    /// Its blocks; none where it is not asked.
    pub blocks: Vec<OutlineBlock<'a>>,
}

/// A block of a section: a heading's questions, or a run without heading. A block that is never asked is not in the
/// outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineBlock<'a> {
    /// The block.
    pub block: &'a Block,
    /// Its index in its section.
    pub index: BlockIx,
    /// The condition under which it is asked. What the copy knows does not stand in it any more.
    pub condition: Option<Condition>,
    /// Its questions.
    pub questions: Vec<OutlineQuestion<'a>>,
}

/// A question of a copy. A question that is never asked is in the outline only where a text stands in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineQuestion<'a> {
    /// The question.
    pub question: &'a Question,
    /// Its index in the model.
    pub index: QuestionIx,
    /// Whether it is asked, as far as that does not depend on the row.
    pub presence: Presence<'a>,
    /// How often it is asked.
    pub repetition: Repetition,
}

impl Presence<'_> {
    /// Whether it may be asked.
    pub fn is_asked(&self) -> bool {
        !matches!(self, Self::NotAsked(_))
    }
}

impl<'a> FormCopy<'a> {
    /// The outline. On a sheet, it has only what the sheet asks.
    pub fn outline(&self) -> Vec<OutlineSection<'a>> {
        let all = self.model.sections.iter_enumerated().map(|(index, section)| self.section(index, section));
        let Some(sheet) = self.sheet() else { return all.collect() };
        all.filter_map(|mut section| {
            for block in &mut section.blocks {
                block.questions.retain(|view| sheet.asks(view.index));
            }
            section.blocks.retain(|block| !block.questions.is_empty());
            (!section.blocks.is_empty()).then_some(section)
        })
        .collect()
    }

    fn section(&self, index: SectionIx, section: &'a Section) -> OutlineSection<'a> {
        let presence = presence(self.outcome(section.show_if.as_ref()), section.if_not_shown.as_ref());
        let blocks = match presence {
            Presence::NotAsked(_) => Vec::new(),
            Presence::Asked | Presence::If(_) => {
                section.blocks.iter_enumerated().filter_map(|(index, block)| self.block(index, block)).collect()
            }
        };
        OutlineSection { section, index, presence, blocks }
    }

    fn block(&self, index: BlockIx, block: &'a Block) -> Option<OutlineBlock<'a>> {
        let condition = match self.outcome(block.heading.as_ref().and_then(|heading| heading.show_if.as_ref())) {
            Outcome::Never => return None,
            Outcome::Depends(condition) => Some(condition),
            Outcome::Always => None,
        };
        let questions = block.questions.iter().filter_map(|index| self.question(*index)).collect();
        Some(OutlineBlock { block, index, condition, questions })
    }

    fn question(&self, index: QuestionIx) -> Option<OutlineQuestion<'a>> {
        let question = &self.model.questions[index];
        let presence = presence(self.outcome(question.show_if.outer.as_ref()), question.if_not_shown.as_ref());
        if presence == Presence::NotAsked(None) {
            return None;
        }
        let repetition = match question.for_each.map(|rows| self.rows(rows)) {
            None => Repetition::Once,
            Some(rows) if question.layout.is_table() && !rows.is_empty() => Repetition::Table(rows),
            Some(rows) => Repetition::PerRow(rows),
        };
        Some(OutlineQuestion { question, index, presence, repetition })
    }
}

fn presence(outcome: Outcome, instead: Option<&Text>) -> Presence<'_> {
    match outcome {
        Outcome::Always => Presence::Asked,
        Outcome::Depends(condition) => Presence::If(condition),
        Outcome::Never => Presence::NotAsked(instead),
    }
}
