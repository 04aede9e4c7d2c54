//! A text in the parts that a tool protects and those that a translator writes.

use std::collections::BTreeMap;

/// A part of a text.
pub(super) enum TextPart<'t> {
    /// As it stands.
    Text(&'t str),
    /// `{country.of}`
    Placeholder(&'t str),
    /// The words of a link, and its address.
    Link(&'t str, &'t str),
}

/// A text in its parts, in order.
pub(super) fn parts(text: &str) -> Vec<TextPart<'_>> {
    let (mut out, mut from, mut at) = (Vec::new(), 0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let found = if rest.starts_with("{{") {
            at += 2;
            continue;
        } else if let Some(inner) = rest.strip_prefix('{') {
            placeholder(inner).map(|end| (TextPart::Placeholder(&rest[..end + 2]), end + 2))
        } else if let Some(inner) = rest.strip_prefix('[') {
            link(inner).map(|(words, url, length)| (TextPart::Link(words, url), length + 1))
        } else {
            None
        };
        match found {
            Some((part, length)) => {
                if from < at {
                    out.push(TextPart::Text(&text[from..at]));
                }
                out.push(part);
                at += length;
                from = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    if from < text.len() {
        out.push(TextPart::Text(&text[from..]));
    }
    out
}

/// The length of the name in `name}`.
fn placeholder(inner: &str) -> Option<usize> {
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '_')?;
    (end > 0 && inner[end..].starts_with('}')).then_some(end)
}

/// Words, address and length of `words](address)`.
fn link(inner: &str) -> Option<(&str, &str, usize)> {
    let end = inner.find(['[', ']', '\n'])?;
    let url = inner[end..].strip_prefix("](")?;
    let close = url.find([')', ' ', '\n', '\r', '\t'])?;
    url[close..].starts_with(')').then(|| (&inner[..end], &url[..close], end + 2 + close + 1))
}

/// The numbers of a unit's inline elements: what stands for the same in source and target has the same.
#[derive(Default)]
pub(super) struct InlineNumbers<'t> {
    given: Vec<&'t str>,
    used: Vec<usize>,
}

impl<'t> InlineNumbers<'t> {
    /// Begins another text of the unit.
    pub(super) fn next_text(&mut self) {
        self.used.clear();
    }

    /// The number of what stands for a word.
    pub(super) fn of(&mut self, word: &'t str) -> usize {
        let free = (0..self.given.len()).find(|at| self.given[*at] == word && !self.used.contains(at));
        let at = free.unwrap_or_else(|| {
            self.given.push(word);
            self.given.len() - 1
        });
        self.used.push(at);
        at + 1
    }
}

/// What the inline elements of a unit's source stand for, by id: a tool may leave that out of the target.
#[derive(Default)]
pub(super) struct InlineContents(BTreeMap<String, String>);

impl InlineContents {
    /// What an element stands for: as it says itself, which is kept where it stands in a source, else as the element of
    /// its id in the source does.
    pub(super) fn of(&mut self, id: Option<&String>, told: Option<&String>, in_source: bool) -> Result<String, String> {
        if let Some(told) = told {
            if let Some(id) = id.filter(|_| in_source) {
                self.0.insert(id.clone(), told.clone());
            }
            return Ok(told.clone());
        }
        let id = id.ok_or("an inline element has no id")?;
        self.0.get(id).cloned().ok_or_else(|| format!("the inline element {id} stands for nothing in its source"))
    }
}

/// A text in XML. What XML cannot hold, which no text of a form holds either, becomes U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A reader of XML makes a line's end of it.
            '\r' => out.push_str("&#xD;"),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// A value of an attribute, in which a reader would make spaces of the ends of lines.
pub(super) fn attribute(text: &str) -> String {
    escaped(text).replace('\n', "&#xA;").replace('\t', "&#x9;")
}
