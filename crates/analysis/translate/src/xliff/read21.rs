//! Reads XLIFF 2.0 and 2.1. A tool may have split a unit into segments; the reader joins their texts.

use super::inline::InlineContents;
use super::take_note;
use super::version_reader::{TextInProgress, VersionReader, XmlAttributes, two_of};
use super::write21::{PREVIOUS, WAITING};
use crate::imported::{ImportedFile, ImportedHead, SkipReason};
use canevas_diagnostics::Span;
use canevas_project::{LONGEST, PoEntry};
use canevas_syntax::{SourceText, Sp};
use std::collections::BTreeMap;

/// Elements of modules: suggestions, terms, figures. They hold no text of the form.
const MODULES: &[&str] =
    &["matches", "glossary", "metadata", "changeTrack", "resourceData", "validation", "profiles", "skeleton"];

/// The reader.
pub(super) struct Read21 {
    head: ImportedHead,
    unit: Option<Unit21>,
    open: Option<TextInProgress<Kind21>>,
    /// The depth inside an element that the reader ignores.
    skip: usize,
}

/// The kind of a text.
#[derive(PartialEq)]
enum Kind21 {
    Source,
    Target,
    /// The original data of inline elements, by id.
    Data(String),
    /// A note, and its subject.
    Note(String),
}

struct Unit21 {
    entry: PoEntry,
    data: BTreeMap<String, String>,
    known: InlineContents,
    parts: Vec<SegmentPart>,
}

/// A segment, or the text between two segments.
#[derive(Default)]
struct SegmentPart {
    source: Option<(String, Option<Span>)>,
    target: Option<(String, Option<Span>)>,
    /// Its place in the target, if that differs from the source.
    order: Option<usize>,
    is_segment: bool,
    state: Option<String>,
    sub_state: Option<String>,
}

impl SegmentPart {
    /// Whether the file marks it as translated.
    fn is_marked(&self) -> bool {
        self.sub_state.as_deref() == Some(WAITING) || self.state.as_deref().is_some_and(|state| state != "initial")
    }
}

impl Read21 {
    /// A reader with the attributes of the first element.
    pub(super) fn new(attributes: &XmlAttributes, span: Span) -> Self {
        let of = |name: &str| attributes.get(name).cloned();
        let head = ImportedHead { span, source: of("srcLang"), target: of("trgLang"), original: None };
        Self { head, unit: None, open: None, skip: 0 }
    }
}

impl VersionReader for Read21 {
    fn start(
        &mut self,
        name: &str,
        attributes: &XmlAttributes,
        span: Span,
        is_empty: bool,
        back: &mut ImportedFile,
    ) -> Result<(), String> {
        let attribute = |name: &str| attributes.get(name).cloned();
        if self.skip > 0 || MODULES.contains(&name) {
            self.skip += usize::from(!is_empty);
            return Ok(());
        }
        if let (Some(open), Some(unit)) = (&mut self.open, &mut self.unit) {
            return inline(open, unit, name, attributes, span, is_empty);
        }
        let kind = match (name, &mut self.unit) {
            ("file", _) => {
                back.heads.push(ImportedHead { span, original: attribute("original"), ..self.head.clone() });
                return Ok(());
            }
            // Some tools renumber the units and keep their names.
            ("unit", unit) if !is_empty => {
                let key = attribute("name").or(attribute("id")).ok_or("a unit has no id")?;
                *unit = Some(Unit21::new(key, span, attribute("slr:sizeRestriction")));
                return Ok(());
            }
            ("segment" | "ignorable", Some(unit)) => {
                let (state, sub_state) = (attribute("state"), attribute("subState"));
                unit.parts.push(SegmentPart {
                    is_segment: name == "segment",
                    state,
                    sub_state,
                    ..SegmentPart::default()
                });
                return Ok(());
            }
            ("source", Some(_)) => Kind21::Source,
            ("target", Some(unit)) => {
                if let Some(part) = unit.parts.last_mut() {
                    part.order = attribute("order").and_then(|order| order.parse().ok());
                }
                Kind21::Target
            }
            ("data", Some(_)) => Kind21::Data(attribute("id").unwrap_or_default()),
            ("note", Some(_)) => Kind21::Note(attribute("category").unwrap_or_default()),
            _ => return Ok(()),
        };
        let open = TextInProgress::new(kind);
        if is_empty {
            self.unit.as_mut().map_or(Ok(()), |unit| unit.take(open))
        } else {
            self.open = Some(open);
            Ok(())
        }
    }

    fn end(&mut self, name: &str, back: &mut ImportedFile) -> Result<(), String> {
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(());
        }
        match name {
            "pc" => {
                if let Some(open) = &mut self.open
                    && let Some(end) = open.ends.pop()
                {
                    open.text.push_str(&end);
                }
                Ok(())
            }
            "source" | "target" | "data" | "note" => match self.open.take().zip(self.unit.as_mut()) {
                Some((open, unit)) => unit.take(open),
                None => Ok(()),
            },
            "unit" => self.unit.take().map_or(Ok(()), |unit| unit.give(back)),
            _ => Ok(()),
        }
    }

    fn text(&mut self, text: &str, span: Span) -> Result<(), String> {
        match self.open.as_mut().filter(|_| self.skip == 0) {
            Some(open) => open.put(text, span),
            None => Ok(()),
        }
    }
}

/// An element within a text. The reader ignores elements that only mark a part of the text.
fn inline(
    open: &mut TextInProgress<Kind21>,
    unit: &mut Unit21,
    name: &str,
    attributes: &XmlAttributes,
    span: Span,
    is_empty: bool,
) -> Result<(), String> {
    if name == "cp" {
        let code = attributes.get("hex").and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let c = code.and_then(char::from_u32).ok_or("a <cp> names no character")?;
        return open.put(c.encode_utf8(&mut [0; 4]), span);
    }
    let in_source = open.kind == Kind21::Source;
    let data = &unit.data;
    let known = &mut unit.known;
    // The two ends of a link have different ids.
    let mut stands_for = |reference: &str, equivalent: &str, id: &str, end: &str| {
        let of = |name: &str| attributes.get(name);
        let content = of(reference).and_then(|id| data.get(id)).or(of(equivalent));
        known.of(of(id).map(|id| format!("{id}{end}")).as_ref(), content, in_source)
    };
    match name {
        "ph" | "sc" => open.put(&stands_for("dataRef", "equiv", "id", "")?, span),
        "ec" => {
            let id = if attributes.contains_key("startRef") { "startRef" } else { "id" };
            open.put(&stands_for("dataRef", "equiv", id, " end")?, span)
        }
        "pc" => {
            let start = stands_for("dataRefStart", "equivStart", "id", "")?;
            let end = stands_for("dataRefEnd", "equivEnd", "id", " end")?;
            open.put(&start, span)?;
            if is_empty {
                open.text.push_str(&end);
            } else {
                open.ends.push(end);
            }
            Ok(())
        }
        "mrk" | "sm" | "em" => Ok(()),
        other => Err(format!("the inline element <{other}> was not in the file that was sent out")),
    }
}

impl Unit21 {
    fn new(key: String, span: Span, most: Option<String>) -> Self {
        let nothing = SourceText::opaque("", span);
        let mut entry = PoEntry::new(Sp::new(key, span), nothing.clone(), nothing);
        entry.flags.extend(most.map(|most| format!("{LONGEST}{most}")));
        Self { entry, data: BTreeMap::new(), known: InlineContents::default(), parts: Vec::new() }
    }

    fn take(&mut self, open: TextInProgress<Kind21>) -> Result<(), String> {
        match open.kind {
            Kind21::Data(id) => {
                self.data.insert(id, open.text);
            }
            Kind21::Note(about) if about == PREVIOUS => self.entry.previous = Some(open.text),
            Kind21::Note(about) => take_note(&mut self.entry, &about, &open.text),
            Kind21::Source | Kind21::Target => {
                let part = self.parts.last_mut().ok_or("a text is outside a segment")?;
                let (name, place) = match open.kind {
                    Kind21::Source => ("source", &mut part.source),
                    _ => ("target", &mut part.target),
                };
                if place.replace((open.text, open.span)).is_some() {
                    return Err(two_of(name, &self.entry.context.value));
                }
            }
        }
        Ok(())
    }

    fn give(mut self, back: &mut ImportedFile) -> Result<(), String> {
        let parts = std::mem::take(&mut self.parts);
        let key = &self.entry.context.value;
        if parts.is_empty() || parts.iter().any(|part| part.source.is_none()) {
            return Err(format!("the unit {key} has no source"));
        }
        let whole = self.entry.context.span;
        self.entry.id = joined(parts.iter().map(|part| part.source.as_ref()), whole);
        let segments = || parts.iter().filter(|part| part.is_segment);
        let translated = segments().filter(|part| part.target.is_some()).count();
        if translated == 0 {
            back.take(self.entry, false);
            return Ok(());
        }
        let mut ordered: Vec<(usize, &SegmentPart)> =
            parts.iter().enumerate().map(|(index, part)| (part.order.unwrap_or(index + 1), part)).collect();
        ordered.sort_by_key(|(order, _)| *order);
        // The text between segments is the same in the target, unless the tool says otherwise.
        let target = |(_, part): &(usize, &'_ SegmentPart)| part.target.as_ref().or(part.source.as_ref()).cloned();
        let texts: Vec<_> = ordered.iter().map(target).collect();
        self.entry.text = joined(texts.iter().map(Option::as_ref), whole);
        self.entry.fuzzy = segments().any(|part| part.state.as_deref() == Some("initial"));
        if translated < segments().count() {
            back.skip(&mut self.entry, SkipReason::InPart);
        }
        let is_marked = segments().all(SegmentPart::is_marked);
        back.take(self.entry, is_marked);
        Ok(())
    }
}

/// Joins texts, and their places.
fn joined<'t>(texts: impl Iterator<Item = Option<&'t (String, Option<Span>)>>, whole: Span) -> SourceText {
    let (mut value, mut place): (String, Option<Span>) = (String::new(), None);
    for (text, span) in texts.flatten() {
        value.push_str(text);
        place = match (place, *span) {
            (Some(before), Some(span)) => Some(before.to(span)),
            (before, span) => before.or(span),
        };
    }
    SourceText::opaque(value, place.unwrap_or(whole))
}
