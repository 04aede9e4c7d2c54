//! From a copy in a language to a [`Doc`]: cover, facts to fill in, sections, questions, closing and free remarks.

mod about;
mod answers;
mod cover;
mod last_year;
mod questions;
mod tables;
mod texts;

use crate::Profile;
use crate::doc::{Block, Doc, Inline, Look, Paragraph, Run, Style, Table};
use canevas_model::condition::{Condition, Outcome};
use canevas_model::{Language, Text};
use canevas_project::{FormCopy, SectionView};
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::paper::Paper;

/// Builds the document of a copy in a language.
pub fn build<'a>(
    copy: &'a FormCopy<'a>,
    language: &'a Language,
    outline: &'a [SectionView<'a>],
    profile: Profile,
    digest: &str,
) -> Doc {
    let wording = Wording::new(copy, language);
    let mut builder =
        Builder { copy, wording, profile, words: wording.language_of_words(), doc: Doc::default(), counters: 0 };
    builder.cover(digest);
    builder.about();
    for section in outline {
        builder.section(section);
    }
    if let Some(text) = &copy.model.closing {
        builder.rule();
        builder.texts(text, None, Style::BodyText, Style::BodyBullet);
    }
    builder.remarks();
    builder.doc
}

/// What builds a document.
pub(crate) struct Builder<'a> {
    copy: &'a FormCopy<'a>,
    wording: Wording<'a>,
    profile: Profile,
    /// The language of the compiler's own words, where it does not speak the document's.
    words: Option<&'static str>,
    doc: Doc,
    counters: usize,
}

impl<'a> Builder<'a> {
    fn push(&mut self, paragraph: Paragraph) {
        self.doc.blocks.push(Block::Paragraph(paragraph));
    }

    fn push_all(&mut self, paragraphs: Vec<Paragraph>) {
        self.doc.blocks.extend(paragraphs.into_iter().map(Block::Paragraph));
    }

    /// A table, with space around it: Word wants a paragraph between two tables.
    fn push_table(&mut self, table: Table) {
        if self.last_style() != Some(Style::Gap) && table.look != Look::Cover {
            self.push(Paragraph::new(Style::GapBefore, Vec::new()));
        }
        self.doc.blocks.push(Block::Table(table));
        self.rule();
    }

    fn last_style(&self) -> Option<Style> {
        match self.doc.blocks.last() {
            Some(Block::Paragraph(paragraph)) => Some(paragraph.style),
            Some(Block::Table(_)) | None => None,
        }
    }

    fn rule(&mut self) {
        self.push(Paragraph::new(Style::Gap, Vec::new()));
    }

    fn paper(&self, word: Paper) -> String {
        self.wording.word(word).into_owned()
    }

    fn common(&self, word: Common) -> String {
        self.wording.word(word).into_owned()
    }

    /// A text in the compiler's own words.
    fn own(&self, text: impl Into<String>) -> Inline {
        Inline::Run(Run { text: text.into(), language: self.words.map(str::to_owned), ..Run::default() })
    }

    fn own_line(&mut self, style: Style, text: impl Into<String>) {
        let inline = self.own(text);
        self.push(Paragraph::new(style, vec![inline]));
    }

    fn condition(&mut self, word: Common, condition: &'a Condition) {
        let line = self.wording.filled(word, &[("condition", &self.wording.condition(condition, None))]);
        self.own_line(Style::Condition, line);
    }

    fn annotate(&mut self, text: impl FnOnce(&Self) -> String) {
        if self.profile == Profile::Annotated {
            let text = text(self);
            self.push(Paragraph::text(Style::Annotation, text));
        }
    }

    fn section(&mut self, view: &'a SectionView<'a>) {
        let section = view.section;
        if view.shown == Outcome::Never && section.if_not_shown.is_none() {
            return;
        }
        self.texts(&section.title, None, Style::Heading1, Style::Heading1);
        self.annotate(|b| annotation(b, &section.id, section.show_if.as_ref()));
        match &view.shown {
            Outcome::Never => {
                if let Some(text) = &section.if_not_shown {
                    self.texts(text, None, Style::NotAsked, Style::NotAsked);
                }
                return;
            }
            Outcome::Depends(condition) => self.condition(Common::SectionIf, condition),
            Outcome::Always => {}
        }
        if let Some(text) = &section.introduction {
            self.texts(text, None, Style::BodyNext, Style::BodyBullet);
        }
        if let Some(text) = &section.filled_by {
            self.filled_by(text);
        }
        for block in &view.blocks {
            if block.shown == Outcome::Never {
                continue;
            }
            if let Some(heading) = &block.block.heading {
                self.texts(&heading.title, None, Style::Heading2, Style::Heading2);
                self.annotate(|b| annotation(b, "", heading.show_if.as_ref()));
            }
            if let Outcome::Depends(condition) = &block.shown {
                self.condition(Common::HeadingIf, condition);
            }
            for question in &block.questions {
                self.question(question);
            }
        }
    }

    fn filled_by(&mut self, text: &'a Text) {
        let whole = self.common(Common::FilledBy);
        let (before, after) = whole.split_once("{who}").unwrap_or((&whole, ""));
        let mut inlines = vec![self.own(before)];
        inlines.extend(self.line(text, None));
        if !after.is_empty() {
            inlines.push(self.own(after));
        }
        self.push(Paragraph::new(Style::FilledBy, inlines));
    }

    fn remarks(&mut self) {
        let lines = [
            Paragraph::new(Style::Heading1, vec![self.own(self.paper(Paper::FreeRemarks))]),
            Paragraph::new(Style::BodyNext, vec![self.own(self.paper(Paper::FreeRemarksHint))]),
            Paragraph::new(Style::Remarks, Vec::new()),
        ];
        self.doc.remarks = lines.into_iter().map(Block::Paragraph).collect();
    }
}

/// An id and a condition, for form designers.
fn annotation(builder: &Builder<'_>, id: &str, condition: Option<&Condition>) -> String {
    let condition = condition.map(|condition| format!("show_if: {}", condition.canonical(builder.copy.model)));
    let parts: Vec<&str> = [Some(id).filter(|id| !id.is_empty()), condition.as_deref()].into_iter().flatten().collect();
    parts.join(" · ")
}

/// The word before a page's number.
pub fn page_word(copy: &FormCopy<'_>, language: &Language) -> String {
    Wording::new(copy, language).word(Paper::Page).into_owned()
}
