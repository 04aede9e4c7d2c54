//! Reads XLIFF: passes the events of the file to the reader of its version.

use super::read12::Read12;
use super::read21::Read21;
use super::version_reader::{ONE_IS_RIGHT, VersionReader, XmlAttributes};
use crate::imported::ImportedFile;
use crate::rules::BAD_XLIFF;
use canevas_diagnostics::{Finding, Findings, Source, SourceId, Span};
use canevas_project::PoEntry;
use canevas_syntax::xml;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Reads an XLIFF file, 1.2, 2.0 or 2.1.
pub fn parse_xliff(id: SourceId, source: &Source) -> (ImportedFile, Findings) {
    let mut back = ImportedFile::xliff(Span::new(id, 0..0));
    let mut findings = Findings::default();
    let mut walk: Option<Box<dyn VersionReader>> = None;
    let mut depth = 0_usize;
    let mut reader = Reader::from_str(source.text());
    let refuse = |span: Span, why: &str| {
        if why.ends_with(ONE_IS_RIGHT) {
            return Finding::new(&BAD_XLIFF, span, why).help("remove one of the two");
        }
        Finding::new(&BAD_XLIFF, span, format!("this file is not readable XLIFF: {why}"))
            .help("export the file again as XLIFF 1.2, 2.0 or 2.1")
    };
    loop {
        let before = reader.buffer_position() as usize;
        let event = reader.read_event();
        let span = Span::new(id, before..reader.buffer_position() as usize);
        let done = match event {
            Ok(Event::Eof) if depth == 0 => break,
            Ok(Event::Eof) => Err("the file is cut off".to_owned()),
            Ok(event) => read_event(&event, span, &mut depth, &mut walk, &mut back),
            Err(error) => Err(error.to_string()),
        };
        if let Err(why) = done {
            findings.push(refuse(span, &why));
            break;
        }
    }
    if findings.is_empty() && walk.is_none() {
        findings.push(refuse(Span::new(id, 0..0), "it has no <xliff> element"));
    }
    twice(&back, &mut findings);
    (back, findings)
}

/// Reports units that translate one text in two ways. Nobody but the translator knows which of them is meant.
fn twice(back: &ImportedFile, findings: &mut Findings) {
    let mut first: BTreeMap<&str, &PoEntry> = BTreeMap::new();
    for entry in back.file.entries.iter().filter(|entry| !entry.is_untranslated()) {
        let key = entry.context.value.as_str();
        let known = first.entry(key).or_insert(entry);
        if known.text.value != entry.text.value {
            let message = format!("`{key}` is translated in two ways");
            findings.push(
                Finding::new(&BAD_XLIFF, entry.context.span, message)
                    .help("keep the unit with the right translation, and remove the other one")
                    .also(known.context.span, "first here"),
            );
        }
    }
}

fn read_event(
    event: &Event<'_>,
    span: Span,
    depth: &mut usize,
    walk: &mut Option<Box<dyn VersionReader>>,
    back: &mut ImportedFile,
) -> Result<(), String> {
    let (start, is_empty) = match event {
        Event::Start(start) => (start, false),
        Event::Empty(start) => (start, true),
        Event::End(end) => {
            *depth = depth.saturating_sub(1);
            return match walk {
                Some(walk) => walk.end(xml::local(end.name().into_inner()), back),
                None => Ok(()),
            };
        }
        Event::Text(text) => return put(walk, &ends_of_lines(text), span),
        Event::CData(text) => return put(walk, &ends_of_lines(text), span),
        Event::GeneralRef(reference) => {
            let c = xml::reference(reference)?;
            return put(walk, c.encode_utf8(&mut [0; 4]), span);
        }
        Event::DocType(_) => return Err("it has a DOCTYPE".to_owned()),
        Event::Eof | Event::Decl(_) | Event::PI(_) | Event::Comment(_) => return Ok(()),
    };
    *depth += usize::from(!is_empty);
    let attributes: XmlAttributes = xml::attributes(start)?.into_iter().collect();
    let name = xml::local(start.name().into_inner()).to_owned();
    match walk {
        Some(walk) => walk.start(&name, &attributes, span, is_empty, back),
        None => {
            *walk = Some(root(start, &attributes, span)?);
            Ok(())
        }
    }
}

/// The reader for the version that the first element names.
fn root(start: &BytesStart<'_>, attributes: &XmlAttributes, span: Span) -> Result<Box<dyn VersionReader>, String> {
    let name = start.name();
    if xml::local(name.into_inner()) != "xliff" {
        return Err("it has no <xliff> element".to_owned());
    }
    match attributes.get("version").map(String::as_str) {
        Some("1.2") => Ok(Box::new(Read12::default())),
        Some("2.0" | "2.1") => Ok(Box::new(Read21::new(attributes, span))),
        other => Err(format!("its version is {}", other.unwrap_or("missing"))),
    }
}

fn put(walk: &mut Option<Box<dyn VersionReader>>, text: &str, span: Span) -> Result<(), String> {
    walk.as_mut().map_or(Ok(()), |walk| walk.text(text, span))
}

/// A text with the line ends of XML, whatever the tool wrote.
fn ends_of_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
