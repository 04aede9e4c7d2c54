//! Splits a text into the parts that a tool protects and the parts that a translator writes.

use std::collections::BTreeMap;

/// A part of a text.
pub(super) enum TextPart<'t> {
    /// Plain text.
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

/// The numbers of a unit's inline elements. Equal elements in source and target have the same number.
#[derive(Default)]
pub(super) struct InlineNumbers<'t> {
    given: Vec<&'t str>,
    used: Vec<usize>,
}

impl<'t> InlineNumbers<'t> {
    /// Starts the next text of the unit.
    pub(super) fn next_text(&mut self) {
        self.used.clear();
    }

    /// The number of an element.
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

/// The contents of the inline elements of a unit's source, by id. A tool may leave them out of the target.
#[derive(Default)]
pub(super) struct InlineContents(BTreeMap<String, String>);

impl InlineContents {
    /// The content of an element. Without a content of its own, the element has that of the same id in the source.
    pub(super) fn of(&mut self, id: Option<&String>, own: Option<&String>, in_source: bool) -> Result<String, String> {
        if let Some(own) = own {
            if let Some(id) = id.filter(|_| in_source) {
                self.0.insert(id.clone(), own.clone());
            }
            return Ok(own.clone());
        }
        let id = id.ok_or("an inline element has no id")?;
        self.0.get(id).cloned().ok_or_else(|| format!("the inline element {id} has no counterpart in its source"))
    }
}

/// A text as XML. A character that XML cannot hold becomes U+FFFD; no text of a form holds one.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // An XML reader turns it into a line feed.
            '\r' => out.push_str("&#xD;"),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// The value of an attribute. Without the references, a reader would turn line ends into spaces.
pub(super) fn attribute(text: &str) -> String {
    escaped(text).replace('\n', "&#xA;").replace('\t', "&#x9;")
}
