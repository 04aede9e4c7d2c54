//! Rich text: paragraphs and lists of inlines. Back ends write these down and need no Markdown of their own.
//!
//! The reader takes placeholders out before it reads Markdown, and puts the values back afterwards. A value is therefore
//! always text, even if it contains signs of Markdown.

use canevas_model::{CountryCase, FactId, FieldId};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// A text ready to be written down.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rich {
    /// Paragraphs and lists.
    pub blocks: Vec<Block>,
    /// The language of the text, if it is not the requested one because a translation is missing.
    pub language: Option<String>,
}

/// A block of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Whether it is numbered.
        ordered: bool,
        /// Its items.
        items: Vec<Vec<Inline>>,
    },
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Important text.
    Strong(Vec<Self>),
    /// Stressed text.
    Emphasis(Vec<Self>),
    /// A link; the address is http, https or mailto.
    Link {
        /// The address.
        url: String,
        /// What is shown.
        content: Vec<Self>,
    },
    /// A line break.
    Break,
    /// A value filled in.
    Value(String),
    /// An unknown value, in brackets.
    Bracket {
        /// The words before the bracket that a value replaces: "dans " before "[tel pays]", for "au Cameroun".
        before: Cow<'static, str>,
        /// As printed, brackets included.
        text: String,
        /// The fact that would fill it.
        fact: Option<BracketFact>,
    },
}

/// A fact, or a field of a row of a fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum BracketFact {
    /// The country, and the grammatical case of its name.
    Country(CountryCase),
    /// A fact with one value, by id.
    Value(FactId),
    /// A field of a row: fact, row key, field.
    Field(FactId, String, FieldId),
}

impl Rich {
    /// A single paragraph of text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { blocks: vec![Block::Paragraph(vec![Inline::Text(text.into())])], language: None }
    }

    /// The text alone, one line per paragraph, item and break.
    pub fn plain(&self) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            let lines: Vec<&Vec<Inline>> = match block {
                Block::Paragraph(inlines) => vec![inlines],
                Block::List { items, .. } => items.iter().collect(),
            };
            for inlines in lines {
                if !out.is_empty() {
                    out.push('\n');
                }
                plain(inlines, &mut out);
            }
        }
        out
    }

    /// Every bracket in it.
    pub fn brackets(&self) -> Vec<(&str, Option<&BracketFact>)> {
        fn walk<'a>(inlines: &'a [Inline], found: &mut Vec<(&'a str, Option<&'a BracketFact>)>) {
            for inline in inlines {
                match inline {
                    Inline::Bracket { text, fact, .. } => found.push((text, fact.as_ref())),
                    Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => {
                        walk(inner, found);
                    }
                    Inline::Text(_) | Inline::Value(_) | Inline::Break => {}
                }
            }
        }
        let mut found = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Paragraph(inlines) => walk(inlines, &mut found),
                Block::List { items, .. } => items.iter().for_each(|item| walk(item, &mut found)),
            }
        }
        found
    }
}

fn plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Value(text) => out.push_str(text),
            Inline::Bracket { before, text, .. } => {
                out.push_str(before);
                out.push_str(text);
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => plain(inner, out),
            Inline::Break => out.push('\n'),
        }
    }
}

/// The first of the characters that replace values. The readers refuse these characters in sources.
const SENTINEL: u32 = 0xf_0000;

/// The character that replaces the value `index` while Markdown is read.
pub(crate) fn sentinel(index: usize) -> char {
    char::from_u32(SENTINEL + index.min(0xfff0) as u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// How deep markup may nest. The printers walk a text by recursion, so a text without this limit could exhaust their stack.
pub const MAX_NESTING: usize = 8;

/// The first sign of a text that opens markup deeper than [`MAX_NESTING`]: emphasis, links, pictures, quotes and list items.
pub fn nested_too_deep(text: &str) -> Option<Range<usize>> {
    // Each level needs a sign, so most texts need no parser.
    let opens = |byte: &u8| matches!(byte, b'*' | b'_' | b'[' | b'>' | b'-' | b'+' | b'.' | b')');
    text.bytes().filter(opens).nth(MAX_NESTING)?;
    let mut depth = 0;
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(tag) if nests(tag.to_end()) => {
                depth += 1;
                if depth > MAX_NESTING {
                    let sign = text[range.start..].chars().next().map_or(0, char::len_utf8);
                    return Some(range.start..range.start + sign);
                }
            }
            Event::End(tag) if nests(tag) => depth -= 1,
            _ => {}
        }
    }
    None
}

fn nests(tag: TagEnd) -> bool {
    is_inline(tag) || matches!(tag, TagEnd::Image | TagEnd::Item | TagEnd::BlockQuote(_))
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link)
}

/// Reads Markdown and puts the values back. Markup that nests deeper than [`MAX_NESTING`] is left out; its text stays. `keep_lines` keeps single line breaks, for worked examples.
pub(crate) fn read(text: &str, values: &[Vec<Inline>], keep_lines: bool) -> Vec<Block> {
    // A short way for most texts, which have no markup. All signs of Markdown are single bytes.
    let is_sign =
        |byte| matches!(byte, b'*' | b'_' | b'[' | b'\\' | b'`' | b'<' | b'&' | b'#' | b'>' | b'\n' | b'~' | b'|');
    if !text.bytes().any(is_sign) && !starts_like_list(text) {
        return vec![Block::Paragraph(put_back(text, values))];
    }
    let mut reader = MarkdownReader {
        blocks: Vec::new(),
        stack: vec![Vec::new()],
        links: Vec::new(),
        list: Vec::new(),
        depth: 0,
        values,
    };
    for event in Parser::new_ext(text, Options::empty()) {
        reader.event(event, keep_lines);
    }
    reader.flush_paragraph();
    reader.blocks
}

fn starts_like_list(text: &str) -> bool {
    text.starts_with(['-', '+']) || text.starts_with(|c: char| c.is_ascii_digit()) || text.starts_with(' ')
}

fn put_back(text: &str, values: &[Vec<Inline>]) -> Vec<Inline> {
    let value = |c: char| (c as u32).checked_sub(SENTINEL).and_then(|index| values.get(index as usize));
    let mut out = Vec::new();
    // How far the text has been copied.
    let mut done = 0;
    let copy = |out: &mut Vec<Inline>, text: &str| {
        if !text.is_empty() {
            out.push(Inline::Text(text.to_owned()));
        }
    };
    if !values.is_empty() {
        for (at, c) in text.char_indices() {
            if let Some(value) = value(c) {
                copy(&mut out, &text[done..at]);
                out.extend(value.iter().cloned());
                done = at + c.len_utf8();
            }
        }
    }
    copy(&mut out, &text[done..]);
    out
}

struct MarkdownReader<'a> {
    blocks: Vec<Block>,
    /// Open inline containers, the innermost last.
    stack: Vec<Vec<Inline>>,
    links: Vec<String>,
    /// Open lists: whether numbered, and their items.
    list: Vec<(bool, Vec<Vec<Inline>>)>,
    /// How many emphases and links are open.
    depth: usize,
    values: &'a [Vec<Inline>],
}

impl MarkdownReader<'_> {
    fn event(&mut self, event: Event<'_>, keep_lines: bool) {
        match &event {
            Event::Start(tag) if is_inline(tag.to_end()) => {
                self.depth += 1;
                if self.depth > MAX_NESTING {
                    return;
                }
            }
            Event::End(tag) if is_inline(*tag) => {
                self.depth -= 1;
                if self.depth >= MAX_NESTING {
                    return;
                }
            }
            _ => {}
        }
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                let inlines = put_back(&text, self.values);
                self.extend(inlines);
            }
            Event::SoftBreak if keep_lines => self.extend([Inline::Break]),
            Event::SoftBreak => self.extend([Inline::Text(" ".to_owned())]),
            Event::HardBreak => self.extend([Inline::Break]),
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Item) => self.stack.push(Vec::new()),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.links.push(dest_url.to_string());
                self.stack.push(Vec::new());
            }
            Event::End(TagEnd::Strong) => self.wrap(Inline::Strong),
            Event::End(TagEnd::Emphasis) => self.wrap(Inline::Emphasis),
            Event::End(TagEnd::Link) => {
                let url = self.links.pop().unwrap_or_default();
                let allowed = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
                if allowed {
                    self.wrap(|content| Inline::Link { url, content });
                } else {
                    let inner = self.stack.pop().unwrap_or_default();
                    self.extend(inner);
                }
            }
            Event::Start(Tag::List(start)) => {
                self.flush_paragraph();
                self.list.push((start.is_some(), Vec::new()));
            }
            Event::End(TagEnd::Item) => {
                let item = self.stack.pop().unwrap_or_default();
                if let Some((_, items)) = self.list.last_mut()
                    && !item.is_empty()
                {
                    items.push(item);
                }
            }
            Event::End(TagEnd::List(_)) => {
                if let Some((ordered, items)) = self.list.pop() {
                    if let Some((_, outer)) = self.list.last_mut() {
                        // A list in a list becomes part of the outer one: Word files are easier to read back so.
                        outer.extend(items);
                    } else {
                        self.blocks.push(Block::List { ordered, items });
                    }
                }
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) if self.list.is_empty() => self.flush_paragraph(),
            _ => {}
        }
    }

    fn extend(&mut self, inlines: impl IntoIterator<Item = Inline>) {
        if let Some(open) = self.stack.last_mut() {
            for inline in inlines {
                match (open.last_mut(), inline) {
                    (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
                    (_, inline) => open.push(inline),
                }
            }
        }
    }

    fn wrap(&mut self, make: impl FnOnce(Vec<Inline>) -> Inline) {
        let inner = self.stack.pop().unwrap_or_default();
        self.extend([make(inner)]);
    }

    fn flush_paragraph(&mut self) {
        if self.stack.len() == 1 {
            let inlines = std::mem::take(&mut self.stack[0]);
            if !inlines.is_empty() {
                self.blocks.push(Block::Paragraph(inlines));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_never_read_as_markdown() {
        let value = vec![Inline::Value("*a* [b](javascript:c) <i>".to_owned())];
        let text = format!("**{}** and\n\n- one\n- [two](https://x.org)\n- [three](javascript:x)", sentinel(0));
        let blocks = read(&text, std::slice::from_ref(&value), false);
        assert_eq!(blocks[0], Block::Paragraph(vec![Inline::Strong(value), Inline::Text(" and".into())]));
        let Block::List { ordered: false, items } = &blocks[1] else { unreachable!() };
        assert_eq!(items[1], [Inline::Link { url: "https://x.org".into(), content: vec![Inline::Text("two".into())] }]);
        assert_eq!(items[2], [Inline::Text("three".into())]);
    }

    /// How deep inlines nest, found without recursion.
    fn depth(blocks: Vec<Block>) -> usize {
        let mut open: Vec<(usize, Inline)> = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph(inlines) => open.extend(inlines.into_iter().map(|inline| (0, inline))),
                Block::List { items, .. } => open.extend(items.into_iter().flatten().map(|inline| (0, inline))),
            }
        }
        let mut deepest = 0;
        while let Some((depth, inline)) = open.pop() {
            deepest = deepest.max(depth);
            if let Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } = inline {
                open.extend(inner.into_iter().map(|inline| (depth + 1, inline)));
            }
        }
        deepest
    }

    #[test]
    fn deep_markup_is_cut_and_its_text_stays() {
        let nested = |count: usize, [open, close]: [&str; 2]| format!("{}é{}", open.repeat(count), close.repeat(count));
        for signs in [["*a ", "*"], ["**a ", "**"], ["_a **b ", "**_"]] {
            let few = nested(MAX_NESTING / 2, signs);
            assert_eq!(nested_too_deep(&few), None, "{few}");
            let many = nested(5_000, signs);
            let found = nested_too_deep(&many);
            assert!(found.is_some_and(|at| matches!(&many[at], "*" | "_")), "{signs:?}");
            let rich = Rich { blocks: read(&many, &[], false), language: None };
            assert_eq!(rich.plain().matches('a').count(), 5_000);
            assert_eq!(depth(rich.blocks), MAX_NESTING);
        }
        // These nest in Markdown, but not in the text that is read.
        for text in
            [format!("{}a", "> ".repeat(5_000)), format!("{}a", "- ".repeat(5_000)), nested(5_000, ["![", "](b)"])]
        {
            assert!(nested_too_deep(&text).is_some());
            assert_eq!(depth(read(&text, &[], false)), 0);
        }
        assert_eq!(nested_too_deep("- *a* and [b](https://c.d), *e*, _f_, **g**, *h*, *i*, *j*\n- **k *l* m**"), None);
    }

    #[test]
    fn raw_html_is_text() {
        let rich = Rich { blocks: read("a <b>c</b> & <script>", &[], false), language: None };
        assert_eq!(rich.plain(), "a <b>c</b> & <script>");
    }

    #[test]
    fn examples_keep_their_lines() {
        let rich = Rich { blocks: read("a\nb", &[], true), language: None };
        assert_eq!(rich.plain(), "a\nb");
        assert_eq!(Rich { blocks: read("a\nb", &[], false), language: None }.plain(), "a b");
    }
}
