//! What stands at a place, in words: the meaning of a key, a question as it is printed, a condition as a sentence, what a
//! placeholder prints.

mod declared;
mod key;

use crate::file_kind::FileKind;
use crate::mentions;
use crate::view::View;
use canevas_compiler::diagnostics::Span;
use canevas_compiler::model::condition::Condition;
use canevas_compiler::model::{Model, Piece, Relevance, Text};
use canevas_compiler::syntax::template;
use canevas_compiler::{FormCopy, Project, Wording};
use canevas_wording::ui::common::Common;
use serde::Serialize;
use std::ops::Range;

/// What there is to say of a place, in Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hover {
    /// What it says.
    pub markdown: String,
    /// The first byte that it is about.
    pub start: usize,
    /// One past the last byte that it is about.
    pub end: usize,
}

/// What there is to say of a place; `None` where there is nothing.
pub fn hover(project: &Project, file: &str, offset: usize) -> Option<Hover> {
    let view = View::of(project, file, None);
    let named = view.as_ref().and_then(|view| of_edition(view, file, offset));
    named.or_else(|| {
        let text =
            view.as_ref().and_then(|view| view.text(file)).or_else(|| project.text(file).ok().map(|read| read.text))?;
        key::hover(FileKind::of(file), &text, offset)
    })
}

fn of_edition(view: &View<'_>, file: &str, offset: usize) -> Option<Hover> {
    let model = view.model()?;
    let text = view.text(file)?;
    let mentions = mentions::of_file(view, file, &text);
    let is_form = FileKind::of(file) == FileKind::Form;
    let condition = if is_form { condition_at(model, offset) } else { None };
    let placeholder = placeholder_at(view, model, file, offset);
    // The words borrow from all of this.
    let copy = FormCopy::new(model, None, &view.edition.catalogues).with_names_of(&view.edition.countries);
    let wording = Wording::new(&copy, &model.source_language);
    let mut parts = Vec::new();
    let mut range = None;
    if let Some(found) = &placeholder {
        parts.push(format!("`{{{}}}` prints “{}”", found.name, wording.plain(&found.text, None)));
        range = Some(found.range.clone());
    }
    if let Some(mention) = mentions::at(&mentions, offset) {
        parts.push(declared::words(model, &wording, &mention.symbol));
        range.get_or_insert_with(|| mention.range.clone());
    }
    if let Some((sentence, condition, span)) = &condition {
        parts.push(wording.condition_sentence(*sentence, condition, None));
        range.get_or_insert_with(|| span.range());
    }
    let range = range?;
    Some(Hover { markdown: parts.join("\n\n"), start: range.start, end: range.end })
}

/// The condition around a place, the sentence in which the form says it, and where it stands.
fn condition_at(model: &Model, offset: usize) -> Option<(Common, Condition, Span)> {
    let holds = |span: Option<Span>| span.filter(|span| span.range().contains(&offset) || span.end as usize == offset);
    for section in &model.sections {
        let headings = section.blocks.iter().filter_map(|block| block.heading.as_ref());
        let headings = headings.map(|heading| (Common::HeadingIf, heading.show_if.as_ref(), heading.show_if_span));
        let own = (Common::SectionIf, section.show_if.as_ref(), section.show_if_span);
        for (sentence, condition, span) in std::iter::once(own).chain(headings) {
            if let (Some(condition), Some(span)) = (condition, holds(span)) {
                return Some((sentence, condition.clone(), span));
            }
        }
    }
    for question in &model.questions {
        let fields = question.fields.iter().map(|field| (Common::FieldIf, &field.show_if));
        let comments = std::iter::once(question).chain(&question.fields);
        let comments = comments.map(|question| (Common::FieldIf, &question.comment_box.show_if));
        for (sentence, show_if) in std::iter::once((Common::AnswerIf, &question.show_if)).chain(fields).chain(comments)
        {
            if let (Some(condition), Some(span)) = (whole(show_if), holds(show_if.span)) {
                return Some((sentence, condition, span));
            }
        }
        let feeds = question.feeds.as_ref();
        if let Some((condition, span)) = feeds.and_then(|feeds| Some((feeds.when.clone()?, holds(feeds.when_span)?))) {
            return Some((Common::FieldIf, condition, span));
        }
    }
    None
}

fn whole(show_if: &Relevance) -> Option<Condition> {
    Condition::and(show_if.outer.clone(), show_if.row.clone())
}

/// A placeholder at a place.
struct PlaceholderAt {
    /// What stands between the braces.
    name: String,
    /// Where it stands, with the braces.
    range: Range<usize>,
    /// A text of this placeholder alone.
    text: Text,
}

fn placeholder_at(view: &View<'_>, model: &Model, file: &str, offset: usize) -> Option<PlaceholderAt> {
    let touches = |range: &Range<usize>| range.contains(&offset) || range.end == offset;
    let is_here = |text: &&Text| {
        let id = text.span().source;
        let name = view.edition.sources.shared(id).map(|source| source.name());
        let name = if id == model.source { view.form().map(|(form, _)| form) } else { name };
        name == Some(file) && touches(&text.span().range())
    };
    let text = model.translated_texts().into_iter().find(is_here)?;
    let typed = template::pieces(&text.source.value).ok()?;
    typed.into_iter().zip(&text.pieces).find_map(|(typed, meant)| {
        let (template::Piece::Placeholder(parts, range), Piece::Placeholder(_)) = (typed, meant) else { return None };
        let range = text.source.part(range).range();
        let alone = Text { pieces: vec![meant.clone()], ..text.clone() };
        touches(&range).then(|| PlaceholderAt { name: parts.join("."), range, text: alone })
    })
}
