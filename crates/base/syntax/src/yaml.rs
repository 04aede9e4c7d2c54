//! YAML to [`Node`]. The only module that knows a YAML parser.
//!
//! It refuses what makes YAML dangerous in a file that people edit: tags, anchors, aliases, merge keys, several documents,
//! duplicate keys and deep nesting. A lone `!` is a tag, because `show_if: !a` would silently mean no condition.

use crate::node::{Entry, Node, NodeKind, Scalar, Sp, Style};
use crate::rules;
use canevas_diagnostics::{Finding, Findings, Source, SourceId, Span};
use granit_parser::{Event, Options, Parser, ScalarStyle};
use std::collections::HashMap;

/// Largest file, in bytes.
pub const MAX_BYTES: usize = 32 << 20;
/// Deepest nesting.
pub const MAX_DEPTH: usize = 32;

/// Reads YAML. It never fails: each error is a finding, and `None` means that nothing could be read.
pub fn parse_yaml(id: SourceId, source: &Source) -> (Option<Node>, Findings) {
    let mut findings = Findings::default();
    if let Some(finding) = too_large(id, source) {
        findings.push(finding);
        return (None, findings);
    }
    let text = source.text();
    let mut options = Options::default();
    options.emit_comments = false;
    let mut builder = NodeBuilder { id, text, stack: Vec::new(), root: None, findings, documents: 0 };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or(0..0);
                if builder.event(event, Span::new(id, range), &span).is_break() {
                    break;
                }
            }
            Err(error) => {
                let offset = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                let (start, end) = word_at(text, offset);
                // The parser stops at an alias whose anchor it does not know.
                if text[start..end].starts_with('*') && error.info().contains("unknown anchor") {
                    builder.refuse(&ALIAS, Span::new(id, start..end));
                    return (None, builder.findings);
                }
                builder.findings.push(
                    Finding::new(&rules::NOT_YAML, Span::new(id, start..end), format!("this is not YAML: {}", error.info()))
                        .label("the reader stopped here")
                        .help("look at this line and the one above it: an indentation that differs, a quote that is not closed, or a text with ' : ' in it; put texts on the next line after |"),
                );
                return (None, builder.findings);
            }
        }
    }
    if builder.root.is_none() && builder.findings.is_empty() {
        builder.findings.push(Finding::new(&rules::NOT_YAML, Span::new(id, 0..0), "this file is empty"));
    }
    (builder.root, builder.findings)
}

/// A finding if the source is larger than the limit.
pub(crate) fn too_large(id: SourceId, source: &Source) -> Option<Finding> {
    (source.text().len() > MAX_BYTES).then(|| {
        let message = format!("this file is larger than {} MiB, which is the limit", MAX_BYTES >> 20);
        Finding::new(&rules::TOO_BIG, Span::new(id, 0..0), message).help("take out what does not belong in it")
    })
}

/// A name for a value that stands elsewhere, and what to do about it.
const ALIAS: (&str, &str) = ("an alias", "write the value out; a text that starts with * goes after |");

/// The word around `offset`, as a place to underline.
fn word_at(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let end = text[offset..].find(char::is_whitespace).map_or(text.len(), |i| offset + i);
    (offset, end.max(offset))
}

struct Open {
    start: Span,
    map: Option<(Vec<Entry>, HashMap<String, Span>)>,
    key: Option<Sp<String>>,
    list: Vec<Node>,
}

struct NodeBuilder<'a> {
    id: SourceId,
    text: &'a str,
    stack: Vec<Open>,
    root: Option<Node>,
    findings: Findings,
    documents: usize,
}

impl NodeBuilder<'_> {
    fn event(&mut self, event: Event<'_>, span: Span, raw: &granit_parser::Span) -> std::ops::ControlFlow<()> {
        use std::ops::ControlFlow::{Break, Continue};
        let is_refused = self.refuse_decorations(&event, span, raw);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.findings.push(
                        Finding::new(
                            &rules::YAML_FEATURE,
                            span,
                            "a second document starts here; one file is one document",
                        )
                        .help("remove the line with ---"),
                    );
                    return Break(());
                }
            }
            Event::Scalar(text, style, ..) => {
                let mut node = self.scalar(&text, style, span);
                if is_refused && node.kind == NodeKind::Empty {
                    node.kind = NodeKind::Refused;
                }
                self.add(node);
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if self.stack.len() >= MAX_DEPTH {
                    self.findings.push(Finding::new(
                        &rules::TOO_BIG,
                        span,
                        format!("this is nested more than {MAX_DEPTH} levels deep"),
                    ));
                    return Break(());
                }
                let map = matches!(event, Event::MappingStart(..)).then(|| (Vec::new(), HashMap::new()));
                self.stack.push(Open { start: span, map, key: None, list: Vec::new() });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(_) => {
                let node = Node { span, kind: NodeKind::Refused };
                self.add(node);
            }
            _ => {}
        }
        Continue(())
    }

    /// Whether an event has a tag, an anchor or an alias. A finding then says so.
    fn refuse_decorations(&mut self, event: &Event<'_>, span: Span, raw: &granit_parser::Span) -> bool {
        let what = if event.is_alias() {
            Some(ALIAS)
        } else if event.tag().is_some() {
            Some((
                "a tag",
                "remove the `!…`; to say that something is not so, write `not`; a text that starts with ! goes after |",
            ))
        } else if event.anchor_id().is_some_and(|id| id > 0) {
            Some(("an anchor", "remove the `&…`; a text that starts with & goes after |"))
        } else {
            None
        };
        let Some(what) = what else { return false };
        let place = raw.tag_span().and_then(|tag| tag.byte_range()).map_or_else(
            || {
                // An anchor stands before its node on the same line: underline it rather than the node.
                let line = self.text[..span.start as usize].rfind('\n').map_or(0, |i| i + 1);
                let before = &self.text[line..span.start as usize];
                match before.rfind('&') {
                    Some(at) if event.anchor_id().is_some_and(|id| id > 0) => {
                        let (start, end) = word_at(self.text, line + at);
                        Span::new(self.id, start..end)
                    }
                    _ => span,
                }
            },
            |range| Span::new(self.id, range),
        );
        self.refuse(&what, place);
        true
    }

    /// The finding for a sign of YAML that has no place in a file.
    fn refuse(&mut self, (what, help): &(&str, &'static str), place: Span) {
        let message = format!("YAML reads this as {what}, which has no place in this file");
        self.findings.push(Finding::new(&rules::YAML_FEATURE, place, message).help(*help));
    }

    fn scalar(&self, text: &str, style: ScalarStyle, span: Span) -> Node {
        let raw = self.text.get(span.range()).unwrap_or("");
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
        };
        if style == Style::Plain && raw.is_empty() {
            return Node { span, kind: NodeKind::Empty };
        }
        let (text, segments, span) = match style {
            Style::Literal | Style::Folded => {
                let span = self.trim_block(span);
                let text = text.trim_end_matches('\n').to_owned();
                let segments = if style == Style::Literal { self.literal_segments(&text, span) } else { Vec::new() };
                (text, segments, span)
            }
            Style::Quoted if raw.len() >= 2 && &raw[1..raw.len() - 1] == text => {
                (text.to_owned(), vec![(0, span.start + 1)], span)
            }
            _ if raw == text => (text.to_owned(), vec![(0, span.start)], span),
            _ => (text.to_owned(), Vec::new(), span),
        };
        Node { span, kind: NodeKind::Scalar(Scalar { text, style, segments }) }
    }

    /// A block's span ends with its last line of text, not with the empty lines after it.
    fn trim_block(&self, span: Span) -> Span {
        let raw = self.text.get(span.range()).unwrap_or("");
        Span { end: span.start + raw.trim_end().len() as u32, ..span }
    }

    /// Pairs each line of a literal block with its place in the source.
    fn literal_segments(&self, text: &str, span: Span) -> Vec<(u32, u32)> {
        let Some(raw) = self.text.get(span.range()) else { return Vec::new() };
        // Where the span starts at the header (`|`), the text starts on the next line.
        let body = if raw.starts_with('|') { raw.find('\n').map_or(raw.len(), |i| i + 1) } else { 0 };
        let mut segments = Vec::new();
        let mut source = span.start as usize + body;
        let mut offset = 0;
        for line in text.split('\n') {
            let rest = &self.text[source.min(self.text.len())..];
            let full = rest.split('\n').next().unwrap_or("");
            if let Some(indent) = full.strip_suffix('\r').unwrap_or(full).len().checked_sub(line.len()) {
                segments.push((offset as u32, (source + indent) as u32));
            }
            source += full.len() + 1;
            offset += line.len() + 1;
        }
        segments
    }

    fn add(&mut self, node: Node) {
        let Some(open) = self.stack.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        let Some((entries, seen)) = &mut open.map else {
            open.list.push(node);
            return;
        };
        if let Some(key) = open.key.take() {
            let mut node = node;
            if node.kind == NodeKind::Empty {
                node.span = key.span;
            }
            entries.push(Entry { key, value: node });
            return;
        }
        let span = node.span;
        let name = if let NodeKind::Scalar(scalar) = node.kind {
            scalar.text
        } else {
            self.findings.push(Finding::new(
                &rules::YAML_FEATURE,
                span,
                "a key must be a word, not a list or a block of keys",
            ));
            String::new()
        };
        if name == "<<" {
            self.findings.push(
                Finding::new(
                    &rules::YAML_FEATURE,
                    span,
                    "YAML reads this as a merge key, which has no place in this file",
                )
                .help("write the keys out"),
            );
        }
        if let Some(first) = seen.insert(name.clone(), span) {
            self.findings.push(
                Finding::new(&rules::DUPLICATE_KEY, span, format!("the key `{name}` stands twice in this block"))
                    .label("here again")
                    .also(first, "first here")
                    .help("remove one of the two, or give the second its right name"),
            );
        }
        open.key = Some(Sp::new(name, span));
    }

    fn close(&mut self, end: Span) {
        let Some(open) = self.stack.pop() else { return };
        let (kind, first, last) = match open.map {
            Some((entries, _)) => {
                let first = entries.first().map(|entry| entry.key.span);
                let last = entries.last().map(|entry| entry.value.span);
                (NodeKind::Map(entries), first, last)
            }
            None => {
                let (first, last) = (open.list.first().map(|node| node.span), open.list.last().map(|node| node.span));
                (NodeKind::List(open.list), first, last)
            }
        };
        // The place of a flow collection is its brackets. A block goes from its first key to its last value.
        let flow = open.start.end > open.start.start
            && matches!(self.text.as_bytes().get(open.start.start as usize), Some(b'{' | b'['));
        let span = match (flow, first, last) {
            (true, ..) => open.start.to(end),
            (false, Some(first), Some(last)) => first.to(last),
            _ => open.start,
        };
        self.add(Node { span, kind });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use canevas_diagnostics::Sources;

    fn parse(text: &str) -> (Sources, Option<Node>, Findings) {
        let mut sources = Sources::default();
        let id = sources.add("t.yaml", text);
        let (node, findings) = parse_yaml(id, sources.get(id));
        (sources, node, findings)
    }

    #[test]
    fn parts_of_every_style_are_found_again() {
        let text = "\u{feff}a: déjà vu\nb: 'déjà vu'\r\nc: |\n  première\n\n    déjà vu\nd: { e: déjà }\n";
        let (sources, node, findings) = parse(text);
        assert!(findings.is_empty(), "{findings:?}");
        let node = node.unwrap_or_else(|| unreachable!());
        for key in ["a", "b", "c"] {
            let value = node.get(key).and_then(Node::source_text).unwrap_or_else(|| unreachable!());
            let at = value.value.find("déjà").unwrap_or(0);
            let part = value.part(at..at + "déjà".len());
            assert_eq!(sources.get(part.source).slice(part.range()), "déjà", "{key}");
        }
        let flow = node.get("d").map(|d| d.span.range()).unwrap_or_default();
        assert_eq!(sources.get(SourceId(0)).slice(flow), "{ e: déjà }");
    }

    #[test]
    fn dangerous_yaml_is_refused_by_name() {
        for (text, code) in [
            ("a: !x b", "S002"),
            ("a: ! b", "S002"),
            ("a: &x b\nc: *x", "S002"),
            ("<<: { a: b }", "S002"),
            ("a: b\n---\nc: d", "S002"),
            ("a: b\na: c", "S003"),
            ("a: [b", "S001"),
            ("", "S001"),
        ] {
            let (_, _, findings) = parse(text);
            assert!(findings.iter().any(|f| f.rule.code == code), "{text:?}: {findings:?}");
        }
        let deep = "[".repeat(40) + &"]".repeat(40);
        assert!(parse(&deep).2.iter().any(|f| f.rule.code == "S004"));
    }
}
