//! What a form consists of: its lists and facts, its sections, and its questions by number and short text.

use crate::file_kind::FileKind;
use crate::view::View;
use canevas_compiler::diagnostics::Span;
use canevas_compiler::model::{Model, Question, QuestionIx, Section, Text};
use canevas_compiler::{FormCopy, Project};
use serde::Serialize;

/// An entry of an outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutlineEntry {
    /// What it is called: the title of a section, the number and the short text of a question.
    pub title: String,
    /// Its id; empty where it has none.
    pub id: String,
    /// What it is.
    pub kind: OutlineKind,
    /// The first byte of its name.
    pub start: usize,
    /// One past the last byte of its name.
    pub end: usize,
    /// One past the last byte of all that belongs to it.
    pub whole_end: usize,
    /// What it holds.
    pub children: Vec<OutlineEntry>,
}

/// What an entry of an outline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OutlineKind {
    /// A section.
    Section,
    /// A heading over a run of questions.
    Heading,
    /// A question.
    Question,
    /// A field of a question.
    Field,
}

/// The outline of a form; empty for other files.
pub fn outline(project: &Project, file: &str) -> Vec<OutlineEntry> {
    if FileKind::of(file) != FileKind::Form {
        return Vec::new();
    }
    let Some(view) = View::of(project, file, None) else { return Vec::new() };
    let (Some(model), Some((_, text))) = (view.model(), view.form()) else { return Vec::new() };
    let copy = FormCopy::new(model, None, &view.edition.catalogues);
    let maker = Maker { model, copy: &copy, text };
    let sections: Vec<&Section> = model.sections.iter().collect();
    let ends = sections.iter().skip(1).map(|section| section.span.start as usize);
    let ends = ends.map(|start| maker.before(start)).chain([text.trim_end().len()]);
    sections.iter().zip(ends).map(|(section, end)| maker.section(section, end)).collect()
}

struct Maker<'a> {
    model: &'a Model,
    copy: &'a FormCopy<'a>,
    text: &'a str,
}

impl<'a> Maker<'a> {
    fn section(&self, section: &'a Section, end: usize) -> OutlineEntry {
        let mut children = Vec::new();
        for block in &section.blocks {
            let questions = block.questions.iter().filter(|at| !is_own(&self.model.questions[**at]));
            let mut found: Vec<OutlineEntry> = questions.map(|at| self.question(*at)).collect();
            self.close(&mut found, end);
            match &block.heading {
                Some(heading) => {
                    let place = heading.title.span();
                    let title = line(&heading.title);
                    children.push(entry(title, "", OutlineKind::Heading, place, found));
                }
                None => children.extend(found),
            }
        }
        self.close(&mut children, end);
        let mut own = entry(line(&section.title), &section.id, OutlineKind::Section, section.span, children);
        own.whole_end = end.max(own.end);
        own
    }

    fn question(&self, at: QuestionIx) -> OutlineEntry {
        let question = &self.model.questions[at];
        let number = if question.takes_answer() { self.copy.number(at).at(None) } else { String::new() };
        let own = words(question);
        let title = [number, own].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
        let fields = question.fields.iter().filter(|field| field.span != question.span && !is_own(field));
        let fields = fields.map(|field| entry(words(field), &field.id, OutlineKind::Field, field.span, Vec::new()));
        entry(title, &question.id, OutlineKind::Question, question.span, fields.collect())
    }

    /// The end of the text before the line of an entry.
    fn before(&self, start: usize) -> usize {
        let line = self.text[..start].rfind('\n').unwrap_or(0);
        self.text[..line].trim_end().len()
    }

    /// Lets each entry go on to the one after it, and the last one to the end of what holds them.
    fn close(&self, entries: &mut [OutlineEntry], end: usize) {
        let starts = entries.iter().skip(1).map(|entry| self.before(entry.start));
        let ends: Vec<usize> = starts.chain([end]).collect();
        for (entry, end) in entries.iter_mut().zip(ends) {
            entry.whole_end = end.max(entry.end);
            self.close(&mut entry.children, entry.whole_end);
        }
    }
}

/// Whether the compiler wrote it, so that it stands nowhere in the file.
fn is_own(question: &Question) -> bool {
    question.ask.as_ref().is_some_and(|ask| ask.own_word().is_some())
}

/// The short name of a question, or what it asks.
fn words(question: &Question) -> String {
    let text = question.short.as_ref().or(question.ask.as_ref());
    text.map_or_else(|| question.id.to_string(), line)
}

/// A text as it is typed, in one line.
fn line(text: &Text) -> String {
    shortened(&text.source.value)
}

/// The longest title, in characters.
const LONGEST: usize = 90;

/// A text in one line, cut between words where it is long.
pub(crate) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(cut, _)| cut);
    format!("{cut} …")
}

fn entry(title: String, id: &str, kind: OutlineKind, span: Span, children: Vec<OutlineEntry>) -> OutlineEntry {
    let range = span.range();
    let whole_end = children.iter().map(|child| child.whole_end).fold(range.end, usize::max);
    OutlineEntry { title, id: id.to_owned(), kind, start: range.start, end: range.end, whole_end, children }
}
