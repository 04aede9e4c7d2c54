//! XLIFF 1.2, which every translation tool reads: a catalogue out, and back into one.
//!
//! Placeholders and links are inline elements that a tool protects: `<x/>` stands for `{country.of}`, `<g>` for a link
//! around its words. A target is written only where there is a translation, and always with its state: without one, tools
//! count it as translated.

use crate::rules::BAD_XLIFF;
use canevas_diagnostics::{Finding, Findings, Source, SourceId, Span};
use canevas_inputs::{PoEntry, PoFile};
use canevas_syntax::xml;
use canevas_syntax::{SourceText, Sp};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A part of a text.
enum Part<'t> {
    Text(&'t str),
    /// `{country.of}`
    Placeholder(&'t str),
    /// The words of a link, and its address.
    Link(&'t str, &'t str),
}

/// A text in its parts, in order.
fn parts(text: &str) -> Vec<Part<'_>> {
    let (mut out, mut from, mut at) = (Vec::new(), 0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let found = if rest.starts_with("{{") {
            at += 2;
            continue;
        } else if let Some(inner) = rest.strip_prefix('{') {
            inner.find('}').map(|end| (Part::Placeholder(&rest[..end + 2]), end + 2))
        } else if let Some(inner) = rest.strip_prefix('[') {
            link(inner).map(|(words, url, length)| (Part::Link(words, url), length + 1))
        } else {
            None
        };
        match found {
            Some((part, length)) => {
                if from < at {
                    out.push(Part::Text(&text[from..at]));
                }
                out.push(part);
                at += length;
                from = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    if from < text.len() {
        out.push(Part::Text(&text[from..]));
    }
    out
}

/// Words, address and length of `words](address)`.
fn link(inner: &str) -> Option<(&str, &str, usize)> {
    let end = inner.find(['[', ']', '\n'])?;
    let url = inner[end..].strip_prefix("](")?;
    let close = url.find([')', ' ', '\n'])?;
    url[close..].starts_with(')').then(|| (&inner[..end], &url[..close], end + 2 + close + 1))
}

/// Writes a catalogue. `original` names the form and edition; languages are tags.
pub fn write_xliff(file: &PoFile, original: &str, source: &str, target: &str) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n");
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<file original=\"{}\" source-language=\"{source}\" target-language=\"{target}\" datatype=\"plaintext\">\n<body>",
        escaped(original)
    );
    for entry in &file.entries {
        let is_done = !entry.text.value.is_empty() && !entry.fuzzy;
        let approved = if is_done { " approved=\"yes\"" } else { "" };
        let key = escaped(&entry.context.value);
        let _ = writeln!(out, "<trans-unit id=\"{key}\" xml:space=\"preserve\"{approved}>");
        let mut numbers = Numbers::default();
        let _ = writeln!(out, "<source>{}</source>", inline(&entry.id.value, &mut numbers));
        if !entry.text.value.is_empty() {
            let state = if is_done { "translated" } else { "needs-review-translation" };
            let _ = writeln!(out, "<target state=\"{state}\">{}</target>", inline(&entry.text.value, &mut numbers));
        }
        for note in entry.notes.iter().chain(&entry.comments) {
            let _ = writeln!(out, "<note>{}</note>", escaped(note));
        }
        if let Some(previous) = &entry.previous {
            let mut numbers = Numbers::default();
            let (source, target) = (inline(previous, &mut numbers), inline(&entry.text.value, &mut numbers));
            let _ = writeln!(
                out,
                "<alt-trans alttranstype=\"previous-version\"><source>{source}</source><target>{target}</target></alt-trans>"
            );
        }
        out.push_str("</trans-unit>\n");
    }
    out.push_str("</body>\n</file>\n</xliff>\n");
    out
}

/// The numbers of a unit's inline elements: what stands for the same in source and target has the same.
#[derive(Default)]
struct Numbers<'t> {
    given: Vec<&'t str>,
    used: Vec<usize>,
}

impl<'t> Numbers<'t> {
    fn of(&mut self, word: &'t str) -> usize {
        let free = (0..self.given.len()).find(|at| self.given[*at] == word && !self.used.contains(at));
        let at = free.unwrap_or_else(|| {
            self.given.push(word);
            self.given.len() - 1
        });
        self.used.push(at);
        at + 1
    }
}

/// A text with its inline elements.
fn inline<'t>(text: &'t str, numbers: &mut Numbers<'t>) -> String {
    let mut out = String::new();
    numbers.used.clear();
    for part in parts(text) {
        // Writing to a String cannot fail.
        let _ = match part {
            Part::Text(text) => write!(out, "{}", escaped(text)),
            Part::Placeholder(word) => {
                let id = numbers.of(word);
                write!(out, "<x id=\"{id}\" ctype=\"x-placeholder\" equiv-text=\"{}\"/>", escaped(word))
            }
            Part::Link(words, url) => {
                let id = numbers.of(url);
                let (url, words) = (escaped(url), escaped(words));
                write!(out, "<g id=\"{id}\" ctype=\"link\" equiv-text=\"{url}\">{words}</g>")
            }
        };
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Reads an XLIFF 1.2 file as a catalogue: each unit that has a target.
pub fn parse_xliff(id: SourceId, source: &Source) -> (PoFile, Findings) {
    let mut file = PoFile {
        comments: Vec::new(),
        header: String::new(),
        span: Span::new(id, 0..0),
        entries: Vec::new(),
        obsolete: Vec::new(),
    };
    let mut findings = Findings::default();
    let mut walk = Walk::default();
    let mut reader = Reader::from_str(source.text());
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event();
        let span = Span::new(id, before..reader.buffer_position() as usize);
        let done = match event {
            Ok(Event::Eof) if walk.depth == 0 => break,
            Ok(Event::Eof) => Err("the file ends in the middle".to_owned()),
            Ok(event) => walk.event(&event, span, &mut file),
            Err(error) => Err(error.to_string()),
        };
        if let Err(why) = done {
            findings.push(
                Finding::new(&BAD_XLIFF, span, format!("this is no XLIFF 1.2: {why}"))
                    .help("export the file again from the tool that it comes from"),
            );
            break;
        }
    }
    if findings.is_empty() && !walk.is_xliff {
        findings.push(
            Finding::new(&BAD_XLIFF, Span::new(id, 0..0), "this is no XLIFF 1.2: there is no <xliff> in it")
                .help("export the file again from the tool that it comes from"),
        );
    }
    (file, findings)
}

#[derive(Default)]
struct Walk {
    depth: usize,
    is_xliff: bool,
    unit: Option<Unit>,
    /// The text that is being read.
    open: Option<Open>,
    /// Depth of what is left out: the alternatives of a unit.
    skip: usize,
}

struct Unit {
    key: Sp<String>,
    source: Option<(String, Span)>,
    target: Option<(String, Span)>,
    waits: bool,
    /// What the inline elements of the source stand for, by id: a tool may leave that out of the target.
    inline: BTreeMap<String, String>,
}

struct Open {
    is_target: bool,
    text: String,
    span: Option<Span>,
    /// Addresses of the links that are open.
    links: Vec<Option<String>>,
}

impl Walk {
    fn event(&mut self, event: &Event<'_>, span: Span, file: &mut PoFile) -> Result<(), String> {
        match event {
            Event::Start(start) => {
                self.depth += 1;
                self.start(start, span, false)
            }
            Event::Empty(start) => self.start(start, span, true),
            Event::End(end) => {
                self.depth = self.depth.saturating_sub(1);
                self.end(xml::local(end.name().into_inner()), file);
                Ok(())
            }
            Event::Text(text) => self.put(text, span),
            Event::CData(text) => self.put(text, span),
            Event::GeneralRef(reference) => {
                let c = xml::reference(reference)?;
                self.put(c.encode_utf8(&mut [0; 4]), span)
            }
            Event::DocType(_) => Err("it has a DOCTYPE".to_owned()),
            Event::Eof | Event::Decl(_) | Event::PI(_) | Event::Comment(_) => Ok(()),
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, span: Span, is_empty: bool) -> Result<(), String> {
        let attributes: BTreeMap<String, String> = xml::attributes(start)?.into_iter().collect();
        let attribute = |name: &str| attributes.get(name).cloned();
        if self.skip > 0 {
            self.skip += usize::from(!is_empty);
            return Ok(());
        }
        match xml::local(start.name().into_inner()) {
            "xliff" => {
                self.is_xliff = true;
                match attribute("version").as_deref() {
                    Some("1.2") => {}
                    other => return Err(format!("its version is {}", other.unwrap_or("not told"))),
                }
            }
            "trans-unit" => {
                let key = attribute("id").ok_or("a unit has no id")?;
                self.unit = Some(Unit {
                    key: Sp::new(key, span),
                    source: None,
                    target: None,
                    waits: false,
                    inline: BTreeMap::new(),
                });
            }
            "source" | "target" if self.unit.is_some() && self.open.is_none() => {
                let is_target = xml::local(start.name().into_inner()) == "target";
                if let Some(unit) = self.unit.as_mut().filter(|_| is_target) {
                    let state = attribute("state").unwrap_or_default();
                    unit.waits = state.starts_with("needs-") || state == "new";
                }
                if !is_empty {
                    self.open = Some(Open { is_target, text: String::new(), span: None, links: Vec::new() });
                }
            }
            "alt-trans" | "seg-source" if !is_empty => self.skip = 1,
            "x" | "ph" if self.open.is_some() => {
                let word = self.stands_for(&attributes)?;
                self.put(&word, span)?;
            }
            "g" if !is_empty && self.open.is_some() => {
                let url = if attribute("ctype").as_deref() == Some("link") {
                    self.put("[", span)?;
                    Some(self.stands_for(&attributes)?)
                } else {
                    None
                };
                if let Some(open) = &mut self.open {
                    open.links.push(url);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// What an inline element stands for: as it says, else as the element of its id in the source does.
    fn stands_for(&mut self, attributes: &BTreeMap<String, String>) -> Result<String, String> {
        let id = attributes.get("id").ok_or("an inline element has no id")?;
        let in_source = self.open.as_ref().is_some_and(|open| !open.is_target);
        let unit = self.unit.as_mut().ok_or("an inline element stands in no unit")?;
        if let Some(word) = attributes.get("equiv-text") {
            if in_source {
                unit.inline.insert(id.clone(), word.clone());
            }
            return Ok(word.clone());
        }
        unit.inline.get(id).cloned().ok_or_else(|| format!("the inline element {id} stands for nothing in its source"))
    }

    fn end(&mut self, name: &str, file: &mut PoFile) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        match name {
            "g" => {
                if let Some(open) = &mut self.open
                    && let Some(Some(url)) = open.links.pop()
                {
                    let _ = write!(open.text, "]({url})");
                }
            }
            "source" | "target" => {
                let Some((open, unit)) = self.open.take().zip(self.unit.as_mut()) else { return };
                let held = (open.text, open.span.unwrap_or(unit.key.span));
                if open.is_target {
                    unit.target = Some(held);
                } else {
                    unit.source = Some(held);
                }
            }
            "trans-unit" => {
                let Some(unit) = self.unit.take() else { return };
                let (Some((source, source_span)), Some((target, target_span))) = (unit.source, unit.target) else {
                    return;
                };
                file.entries.push(PoEntry {
                    context: unit.key,
                    id: SourceText::opaque(source, source_span),
                    text: SourceText::opaque(target, target_span),
                    fuzzy: unit.waits,
                    comments: Vec::new(),
                    notes: Vec::new(),
                    previous: None,
                    plural: None,
                });
            }
            _ => {}
        }
    }

    fn put(&mut self, text: &str, span: Span) -> Result<(), String> {
        if let Some(open) = self.open.as_mut().filter(|_| self.skip == 0) {
            if let Some(bad) = text.chars().find(|c| canevas_syntax::forbidden(*c)) {
                return Err(format!("a text holds the invisible character U+{:04X}", bad as u32));
            }
            open.text.push_str(text);
            open.span = Some(open.span.map_or(span, |before| before.to(span)));
        }
        Ok(())
    }
}
