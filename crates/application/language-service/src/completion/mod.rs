//! What can be written at a place.

mod condition;
mod keys;
mod placeholder;
mod values;

use crate::file_kind::FileKind;
use crate::schema::FileSchema;
use crate::view::View;
use canevas_compiler::Project;
use canevas_compiler::syntax::cursor::{Cursor, CursorSlot, ValueRole};
use serde::Serialize;
use std::ops::Range;

/// Something that can be written at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Completion {
    /// What a list shows, and what the typed letters are compared with.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// A few words beside it: what a question asks, what an option says.
    pub detail: Option<String>,
    /// What it means.
    pub about: Option<String>,
    /// What is written.
    pub insert: String,
    /// The first byte that it replaces.
    pub start: usize,
    /// One past the last byte that it replaces.
    pub end: usize,
}

/// What something is that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CompletionKind {
    /// A key of a block.
    Key,
    /// A word of the language.
    Word,
    /// A question.
    Question,
    /// A field of a question or fact.
    Field,
    /// A fact.
    Fact,
    /// A list of options.
    List,
    /// An option, or a special answer.
    Option,
    /// A date.
    Date,
    /// A country.
    Country,
    /// A language.
    Language,
    /// A rule.
    Rule,
    /// The key of a text.
    Text,
    /// A placeholder.
    Placeholder,
}

/// What can be written at a place, in the order in which it is offered. All of it is listed, whatever is typed there already: an
/// editor compares that with the labels.
pub fn complete(project: &Project, file: &str, offset: usize) -> Vec<Completion> {
    let kind = FileKind::of(file);
    let view = View::of(project, file, Some(offset));
    let Ok(text) = project.text(file).map(|read| read.text) else { return Vec::new() };
    if kind == FileKind::Catalogue {
        return view.map(|view| placeholder::in_catalogue(&view, file, &text, offset)).unwrap_or_default();
    }
    let Some(schema) = FileSchema::of(kind) else { return Vec::new() };
    let cursor = Cursor::at(&text, offset);
    let place = Place { kind, file, text: &text, offset, cursor: &cursor, schema };
    match cursor.slot {
        CursorSlot::Comment => Vec::new(),
        CursorSlot::Key => keys::complete(&place, view.as_ref()),
        CursorSlot::Value(ValueRole::Text) => {
            let names = view.as_ref().map(|view| placeholder::complete(&place, view)).unwrap_or_default();
            // A word below its key may become a text or the first key of a block.
            if names.is_empty() && place.is_below_key() { keys::complete(&place, view.as_ref()) } else { names }
        }
        // Letters and reports have texts under keys of their own.
        CursorSlot::Value(_)
            if matches!(kind, FileKind::Letters | FileKind::Report) && place.before().contains('{') =>
        {
            view.map(|view| placeholder::complete(&place, &view)).unwrap_or_default()
        }
        CursorSlot::Value(_) => values::complete(&place, view.as_ref()),
        CursorSlot::Item => {
            let words = values::complete(&place, view.as_ref());
            words.into_iter().chain(keys::complete(&place, view.as_ref())).collect()
        }
    }
}

/// A place in a YAML file.
struct Place<'a> {
    kind: FileKind,
    file: &'a str,
    text: &'a str,
    offset: usize,
    cursor: &'a Cursor,
    schema: FileSchema,
}

impl Place<'_> {
    /// What is typed of a value before the place.
    fn before(&self) -> &str {
        self.text.get(self.cursor.typed.start..self.offset).unwrap_or_default()
    }

    /// Whether what is typed is one word on a line below its key.
    fn is_below_key(&self) -> bool {
        let (before, typed) = self.text.split_at(self.cursor.typed.start.min(self.text.len()));
        let is_first = before.rsplit('\n').next().is_some_and(|line| line.trim().is_empty());
        is_first && !typed[..self.cursor.typed.len().min(typed.len())].trim_end().contains(char::is_whitespace)
    }

    /// The value of a key of the block around the place that has an `id`.
    fn id_around(&self) -> Option<&str> {
        let block = self.cursor.around("id")?;
        block.iter().find(|key| key.name == "id").map(|key| key.value.as_str())
    }

    /// The id of the question around the place, where the place belongs to one of its fields.
    fn question_of_field(&self) -> Option<&str> {
        use canevas_compiler::syntax::cursor::CursorStep;
        let block = self.cursor.steps.iter().rev().find_map(|step| match step {
            CursorStep::Key { name, block } if name == "fields" => Some(block),
            _ => None,
        })?;
        block.iter().find(|key| key.name == "id").map(|key| key.value.as_str())
    }
}

/// Something to write in the place of a range.
fn offer(label: impl Into<String>, kind: CompletionKind, range: &Range<usize>) -> Completion {
    let label = label.into();
    let insert = label.clone();
    Completion { label, kind, detail: None, about: None, insert, start: range.start, end: range.end }
}

impl Completion {
    /// Adds a few words beside it.
    fn detail(mut self, detail: Option<String>) -> Self {
        self.detail = detail.filter(|detail| !detail.is_empty());
        self
    }

    /// Adds what it means.
    fn about(mut self, about: Option<impl Into<String>>) -> Self {
        self.about = about.map(Into::into);
        self
    }
}
