//! Placeholders inside texts: `{pla`.

use super::{Completion, CompletionKind, Place};
use crate::file_kind::FileKind;
use crate::view::View;
use canevas_compiler::diagnostics::{Source, SourceId};
use canevas_compiler::model::{ForEach, Model, TextKey, TextScope, TextUse, lower::placeholder_names};
use canevas_compiler::parse_po;
use std::ops::Range;

/// The placeholders that can stand at a place of a text; none outside braces.
pub(super) fn complete(place: &Place<'_>, view: &View<'_>) -> Vec<Completion> {
    let Some(model) = view.model() else { return Vec::new() };
    let Some(range) = open_brace(place.text, place.cursor.typed.start, place.offset) else { return Vec::new() };
    offers(model, scope(place, view, model), &range, place.text)
}

/// The placeholders that a translation can have: those of its source.
pub(super) fn in_catalogue(view: &View<'_>, file: &str, text: &str, offset: usize) -> Vec<Completion> {
    let Some(model) = view.model() else { return Vec::new() };
    let source = Source::new(file, text);
    let (po, _) = parse_po(SourceId(0), &source);
    let holds = |range: Range<usize>| range.start <= offset && offset <= range.end;
    let Some(entry) = po.entries.iter().find(|entry| holds(entry.text.span.range())) else { return Vec::new() };
    let Some(range) = open_brace(text, entry.text.span.start as usize, offset) else { return Vec::new() };
    let key = TextKey::parse(&entry.context.value);
    let known = model.translated_texts().into_iter().find(|text| Some(&text.key) == key.as_ref());
    offers(model, known.map(|text| text.scope).unwrap_or_default(), &range, text)
}

/// What is typed after an open brace before a place.
fn open_brace(text: &str, from: usize, offset: usize) -> Option<Range<usize>> {
    let before = text.get(from..offset)?;
    let brace = before.rfind('{')?;
    let inner = &before[brace + 1..];
    let is_name = inner.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
    // Two braces are one that is printed.
    let is_open = is_name && !before[..brace].ends_with('{');
    let rest = text.get(offset..).unwrap_or_default();
    let after = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))).unwrap_or(rest.len());
    is_open.then(|| from + brace + 1..offset + after)
}

fn offers(model: &Model, scope: TextScope, range: &Range<usize>, text: &str) -> Vec<Completion> {
    let is_closed = text.get(range.end..).is_some_and(|rest| rest.starts_with('}'));
    let offer = |name: String| {
        let insert = if is_closed { name.clone() } else { format!("{name}}}") };
        let (start, end) = (range.start, range.end);
        Completion { label: name, kind: CompletionKind::Placeholder, detail: None, about: None, insert, start, end }
    };
    placeholder_names(model, scope).into_iter().map(offer).collect()
}

/// What the text at a place can name: by the text itself where it is known, or else by its file and the question around it.
fn scope(place: &Place<'_>, view: &View<'_>, model: &Model) -> TextScope {
    let is_here = |span: canevas_compiler::diagnostics::Span| {
        let name = view.edition.sources.shared(span.source).map(|source| source.name());
        let name = if span.source == model.source { view.form().map(|(form, _)| form) } else { name };
        name == Some(place.file) && span.start as usize <= place.offset && place.offset <= span.end as usize
    };
    if let Some(text) = model.translated_texts().into_iter().find(|text| is_here(text.span())) {
        return text.scope;
    }
    let question = place
        .question_of_field()
        .or(place.id_around())
        .and_then(|id| model.questions.iter_enumerated().find(|(_, question)| question.id == id));
    let rows = question.and_then(|(_, question)| question.for_each).or_else(|| rows_typed(place, model));
    let is_title = place.cursor.steps.last().is_some_and(|step| step.name() == "row_title");
    let used_in = match (place.kind, question) {
        (FileKind::Letters, _) => TextUse::Letter,
        (FileKind::Report, _) => TextUse::Report,
        (_, Some((index, _))) if is_title => TextUse::RowTitle(index),
        _ => TextUse::Form,
    };
    TextScope { rows, used_in }
}

/// The rows that the question around a place names, where the question itself could not be read.
fn rows_typed(place: &Place<'_>, model: &Model) -> Option<ForEach> {
    let block = place.cursor.around("for_each")?;
    let named = block.iter().find(|key| key.name == "for_each")?.value.as_str();
    let fact = model.facts.iter_enumerated().find(|(_, fact)| fact.id == named).map(|(at, _)| ForEach::Fact(at));
    let list = || model.lists.iter_enumerated().find(|(_, list)| list.id == named).map(|(at, _)| ForEach::List(at));
    let rows = || {
        let found = model.questions.iter_enumerated().find(|(_, question)| question.id == named);
        found.map(|(at, _)| ForEach::Rows(at))
    };
    fact.or_else(list).or_else(rows).or((named == "years").then_some(ForEach::Years))
}
