//! From a copy in a language to a [`Doc`]: cover, facts to fill in, sections, questions, closing and free remarks.

mod about;
mod answers;
mod builder;
mod chains;
mod cover;
mod keeping;
mod kinds;
mod last_year;
mod parts;
mod questions;
mod tables;
mod texts;

use crate::doc::{Block, Doc, Keep, Paragraph, Style};
use crate::options::Profile;
use builder::{Builder, annotation};
use canevas_model::{Language, Text};
use canevas_project::{FormCopy, OutlineSection, Presence};
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::document::DocumentWord;
pub use cover::footer;

/// The document of a copy in a language.
pub fn compose<'a>(
    copy: &'a FormCopy<'a>,
    language: &'a Language,
    outline: &'a [OutlineSection<'a>],
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
    chains::loosen(&mut builder.doc.blocks);
    builder.doc
}

impl<'a> Builder<'a> {
    fn section(&mut self, view: &'a OutlineSection<'a>) {
        let section = view.section;
        // A section that is never asked, without a text in its place, would be a title alone.
        if view.presence == Presence::NotAsked(None) {
            return;
        }
        self.texts(&section.title, None, Style::Heading1, Style::Heading1);
        self.annotate(|b| annotation(b, &section.id, section.show_if.as_ref()));
        if !self.presence(&view.presence, Common::SectionIf) {
            return;
        }
        if let Some(text) = &section.introduction {
            self.introduction(text);
        }
        if let Some(text) = &section.filled_by {
            self.filled_by(text);
        }
        for block in &view.blocks {
            if let Some(heading) = &block.block.heading {
                self.texts(&heading.title, None, Style::Heading2, Style::Heading2);
                self.annotate(|b| annotation(b, "", heading.show_if.as_ref()));
            }
            if let Some(condition) = &block.condition {
                self.condition(Common::HeadingIf, condition);
            }
            for question in &block.questions {
                self.question(question);
            }
        }
    }

    /// Says whether a part is asked: its condition, or the text in its place. Gives whether the part follows.
    fn presence(&mut self, presence: &'a Presence<'a>, sentence: Common) -> bool {
        match presence {
            Presence::Asked => true,
            Presence::If(condition) => {
                self.condition(sentence, condition);
                true
            }
            Presence::NotAsked(text) => {
                if let Some(text) = text {
                    self.texts(text, None, Style::NotAsked, Style::NotAsked);
                }
                false
            }
        }
    }

    /// The introduction of a section. Its last line stays with what it introduces.
    fn introduction(&mut self, text: &'a Text) {
        let rich = self.wording.rich(text, None);
        let mut lines = self.paragraphs(&rich, Style::BodyText, Style::BodyBullet);
        if let Some(last) = lines.last_mut() {
            last.keep = Keep::Next;
        }
        self.push_all(lines);
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
            Paragraph::new(Style::Heading1, vec![self.own(self.document_word(DocumentWord::FreeRemarks))]),
            Paragraph::new(Style::BodyText, vec![self.own(self.document_word(DocumentWord::FreeRemarksHint))]).kept(),
            Paragraph::new(Style::Remarks, Vec::new()),
        ];
        self.doc.remarks = lines.into_iter().map(Block::Paragraph).collect();
    }
}

/// The word before a page's number.
pub fn page_word(copy: &FormCopy<'_>, language: &Language) -> String {
    Wording::new(copy, language).word(DocumentWord::Page).into_owned()
}
