//! The builder of a document, and what all parts of the build use to add lines to it.

use super::keeping;
use crate::doc::{Block, Doc, Inline, Paragraph, Run, Style, Table, TableLook};
use crate::options::{Profile, Purpose};
use crate::write::filling::GivenAnswers;
use canevas_model::condition::Condition;
use canevas_project::FormCopy;
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::document::DocumentWord;
use std::cell::RefCell;

/// Builds a document.
pub struct Builder<'a> {
    pub(super) copy: &'a FormCopy<'a>,
    pub(super) wording: Wording<'a>,
    pub(super) profile: Profile,
    pub(super) purpose: Purpose,
    /// The most lines of a row of several parts that stays whole: a third of a page.
    pub(super) third: u32,
    /// The answers that stand in the document; none in the blank form.
    pub(super) given: Option<&'a GivenAnswers<'a>>,
    /// The texts that the document has because of them.
    pub(super) printed: RefCell<Vec<String>>,
    /// The language of the compiler's own words, where it does not speak the document's.
    pub(super) words: Option<&'static str>,
    pub(super) doc: Doc,
    pub(super) counters: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn push(&mut self, paragraph: Paragraph) {
        self.doc.blocks.push(Block::Paragraph(paragraph));
    }

    pub(super) fn push_all(&mut self, paragraphs: Vec<Paragraph>) {
        self.doc.blocks.extend(paragraphs.into_iter().map(Block::Paragraph));
    }

    /// A table, with space around it: Word wants a paragraph between two tables.
    pub(super) fn push_table(&mut self, mut table: Table) {
        if self.last_style() != Some(Style::Gap) && table.look != TableLook::Cover {
            self.push(Paragraph::new(Style::Gap, Vec::new()).kept());
        }
        if table.look != TableLook::Cover {
            keeping::keep(&mut table, self.third);
        }
        self.doc.blocks.push(Block::Table(table));
        self.rule();
    }

    pub(super) fn last_style(&self) -> Option<Style> {
        match self.doc.blocks.last() {
            Some(Block::Paragraph(paragraph)) => Some(paragraph.style),
            Some(Block::Table(_)) | None => None,
        }
    }

    pub(super) fn rule(&mut self) {
        self.push(Paragraph::new(Style::Gap, Vec::new()));
    }

    pub(super) fn document_word(&self, word: DocumentWord) -> String {
        self.wording.word(word).into_owned()
    }

    pub(super) fn common(&self, word: Common) -> String {
        self.wording.word(word).into_owned()
    }

    /// A text in the compiler's own words.
    pub(super) fn own(&self, text: impl Into<String>) -> Inline {
        Inline::Run(Run { text: text.into(), language: self.words.map(str::to_owned), ..Run::default() })
    }

    /// The same, stressed.
    pub(super) fn stressed(&self, text: impl Into<String>) -> Inline {
        let language = self.words.map(str::to_owned);
        Inline::Run(Run { text: text.into(), emphasis: true, language, ..Run::default() })
    }

    pub(super) fn own_line(&mut self, style: Style, text: impl Into<String>) {
        let inline = self.own(text);
        self.push(Paragraph::new(style, vec![inline]));
    }

    pub(super) fn condition(&mut self, word: Common, condition: &'a Condition) {
        // Whoever reads sees of each question whether it was asked.
        if self.reads() {
            return;
        }
        let line = self.wording.condition_sentence(word, condition, None);
        self.own_line(Style::Condition, line);
    }

    pub(super) fn annotate(&mut self, text: impl FnOnce(&Self) -> String) {
        if self.profile == Profile::Annotated {
            let text = text(self);
            self.push(Paragraph::text(Style::Annotation, text));
        }
    }
}

/// An id and a condition, for form designers.
pub fn annotation(builder: &Builder<'_>, id: &str, condition: Option<&Condition>) -> String {
    let condition = condition.map(|condition| format!("show_if: {}", condition.canonical(builder.copy.model)));
    let parts: Vec<&str> = [Some(id).filter(|id| !id.is_empty()), condition.as_deref()].into_iter().flatten().collect();
    parts.join(" · ")
}
