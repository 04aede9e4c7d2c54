//! From a copy in a language to a [`Doc`]: cover, facts to fill in, sections, questions, closing and free remarks.

mod about;
mod answers;
mod builder;
mod chains;
mod cover;
mod given;
mod grid;
mod keeping;
mod kinds;
mod last_year;
mod parts;
mod questions;
mod sign_off;
mod tables;
mod texts;
mod totals;

use super::filling::GivenAnswers;
use crate::doc::{Block, Doc, Inline, Keep, Paragraph, Run, Style};
use crate::options::{Profile, Purpose};
use crate::reference::PageSetup;
use builder::{Builder, annotation};
use canevas_model::{Language, Text};
use canevas_project::{FormCopy, LeftText, OutlineQuestion, OutlineSection, Presence, Repetition};
use canevas_responses::{AnswerPath, ResponsePath};
use canevas_wording::Wording;
use canevas_wording::ui::common::Common;
use canevas_wording::ui::document::DocumentWord;
use canevas_wording::ui::form::Form;
pub use cover::footer;
use std::cell::RefCell;

/// What a document is composed for.
#[derive(Clone, Copy, Default)]
pub struct Composition<'a> {
    /// Who the file is for.
    pub profile: Profile,
    /// What it is for.
    pub purpose: Purpose,
    /// The answers in it; none for the blank form.
    pub given: Option<&'a GivenAnswers<'a>>,
    /// Its page. What is written does not depend on it, only what stays on one page.
    pub page: PageSetup,
}

/// The document of a copy in a language. Without answers, it has every place to answer.
pub fn compose<'a>(
    copy: &'a FormCopy<'a>,
    language: &'a Language,
    outline: &'a [OutlineSection<'a>],
    composition: Composition<'a>,
    digest: &str,
) -> Doc {
    let wording = Wording::new(copy, language);
    let Composition { profile, purpose, given, page } = composition;
    let (words, doc, printed) = (wording.language_of_words(), Doc::default(), RefCell::default());
    let third = page.lines() / 3;
    let mut builder = Builder { copy, wording, profile, purpose, third, given, printed, words, doc, counters: 0 };
    builder.cover(digest);
    builder.about();
    for section in outline {
        builder.section(section);
    }
    if let Some(text) = copy.model.closing.as_ref().filter(|_| builder.is_whole()) {
        builder.rule();
        builder.texts(text, None, Style::BodyText, Style::BodyBullet);
    }
    builder.left();
    // A sheet asks about single answers: what has no place in one of them has none in its return.
    if purpose == Purpose::Answering && copy.sheet().is_none() {
        builder.remarks();
    }
    chains::loosen(&mut builder.doc.blocks);
    Doc { purpose, printed: builder.printed.into_inner(), ..builder.doc }
}

impl<'a> Builder<'a> {
    fn section(&mut self, view: &'a OutlineSection<'a>) {
        let section = view.section;
        // A section that is never asked, without a text in its place, would be a title alone.
        if view.presence == Presence::NotAsked(None) || !self.includes_any(view) {
            return;
        }
        self.texts(&section.title, None, Style::Heading1, Style::Heading1);
        self.annotate(|b| annotation(b, &section.id, section.show_if.as_ref()));
        if !self.presence(&view.presence, Common::SectionIf) {
            return;
        }
        if self.is_never_asked(view) {
            let word = self.document_word(DocumentWord::NotAsked);
            return self.tell(Style::NotAsked, &word);
        }
        if section.not_published && !self.reads() {
            self.own_line(Style::FilledBy, self.common(Common::SectionNotPublished));
        }
        if let Some(text) = section.introduction.as_ref().filter(|_| self.is_whole()) {
            self.introduction(text);
        }
        if let Some(text) = section.filled_by.as_ref().filter(|_| self.is_whole()) {
            self.filled_by(text);
        }
        for block in &view.blocks {
            if !block.questions.iter().any(|question| self.includes_question(question)) {
                continue;
            }
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

    /// Whether the document is the whole form, with all that is said around the questions.
    fn is_whole(&self) -> bool {
        !self.reads() && self.given.is_none_or(|given| given.filling.only.is_none())
    }

    /// Whether a question stands in the document, or one of its rows.
    fn includes_question(&self, view: &OutlineQuestion<'a>) -> bool {
        places(view).iter().any(|path| self.includes(path))
    }

    fn includes_any(&self, view: &OutlineSection<'a>) -> bool {
        let mut questions = view.blocks.iter().flat_map(|block| &block.questions);
        self.given.is_none_or(|given| given.filling.only.is_none())
            || questions.any(|question| self.includes_question(question))
    }

    /// Whether a document for reading has a section of which the return was asked nothing, and holds nothing.
    fn is_never_asked(&self, view: &OutlineSection<'a>) -> bool {
        let Some(given) = self.read_answers() else { return false };
        let mut questions = view.blocks.iter().flat_map(|block| &block.questions).peekable();
        let is_out = |question: &OutlineQuestion<'a>| {
            let is_free = |path: &AnswerPath| {
                !given.filling.asked.contains(path) && given.parts(question.question, path).is_empty()
            };
            places(question).iter().all(is_free)
        };
        questions.peek().is_some() && questions.all(is_out)
    }

    /// What the return holds and the document does not: texts that wait for a person, and values of the wrong kind. They are
    /// told at the end, and whoever reads the file back finds them as text that belongs to no answer.
    fn left(&mut self) {
        let Some(given) = self.given.filter(|given| given.filling.only.is_none()) else { return };
        let texts = given.left(self.copy);
        if texts.is_empty() {
            return;
        }
        self.doc.left = texts.len();
        let title = self.wording.word(Form::UnreadTitle).into_owned();
        self.tell(Style::Heading1, &title);
        for LeftText { place, sender, text } in texts {
            let mut place = self.name_of_place(&place);
            if let Some(sender) = sender {
                place = format!("{place} ({sender})");
            }
            let line = self.wording.filled(Form::NotRead, &[("place", &place)]);
            let line = format!("{line}{}", self.wording.colon());
            let text = Inline::Run(Run { text, language: given.language.clone(), ..Run::default() });
            self.push(Paragraph::new(Style::BodyText, vec![self.own(line), text]));
        }
    }

    /// The number and the name of the question that a place is of.
    fn name_of_place(&self, place: &ResponsePath) -> String {
        let model = self.copy.model;
        if !matches!(place, ResponsePath::Answer(_)) {
            return self.wording.named_place(place);
        }
        let id = place.answer().map(AnswerPath::question_id);
        let question = model.questions.iter_enumerated().find(|(_, question)| Some(&question.id) == id);
        match question {
            Some((index, question)) => {
                let number = self.wording.number(index, None);
                self.alias(&number, questions::name_of(question), &question.id, None)
            }
            // A question that the form does not have is named as the file names it.
            None => id.map(ToString::to_string).unwrap_or_default(),
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

/// The places of a question: one for each row, where it has rows.
fn places(view: &OutlineQuestion<'_>) -> Vec<AnswerPath> {
    match &view.repetition {
        Repetition::Once => vec![questions::answer_path(view.question, None)],
        Repetition::PerRow(rows) | Repetition::Table(rows) => {
            rows.iter().map(|row| questions::answer_path(view.question, Some(row))).collect()
        }
    }
}

/// The word before a page's number.
pub fn page_word(copy: &FormCopy<'_>, language: &Language) -> String {
    Wording::new(copy, language).word(DocumentWord::Page).into_owned()
}
