//! Reads Markdown into blocks and inlines.

use super::marks::{MAX_NESTING, is_inline, is_link_address};
use super::signs::Documented;
use super::{Block, Inline};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The first of the characters that replace values. The readers refuse these characters in sources.
const SENTINEL: u32 = 0xf_0000;

/// The character that replaces the value `index` while Markdown is read.
pub(crate) fn sentinel(index: usize) -> char {
    char::from_u32(SENTINEL + index.min(0xfff0) as u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// Reads Markdown and puts the values back. Only documented signs are markup. Markup that nests deeper than [`MAX_NESTING`] is left out; its text stays. `keep_lines` keeps single line breaks, for worked examples.
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
    let documented = Documented::new(text);
    for event in Parser::new_ext(&documented.text, Options::empty()) {
        reader.event(event, keep_lines);
    }
    reader.flush_paragraph();
    reader.blocks
}

/// An open link.
enum Link {
    /// It leads to an address.
    To(String),
    /// It leads nowhere. Its end, as it was typed.
    Typed(String),
}

fn starts_like_list(text: &str) -> bool {
    text.starts_with(['-', '+']) || text.starts_with(|c: char| c.is_ascii_digit()) || text.starts_with(' ')
}

/// The text with the values in the place of their characters.
pub(crate) fn put_back(text: &str, values: &[Vec<Inline>]) -> Vec<Inline> {
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

/// The address of a link with its values in it. None where a value is not known, because the link would lead elsewhere.
fn filled_address(address: &str, values: &[Vec<Inline>]) -> Option<String> {
    put_back(address, values).into_iter().try_fold(String::new(), |mut out, part| {
        match part {
            Inline::Text(text) => out.push_str(&text),
            // A value cannot end the address. An address with other signs, such as accents, is a browser's to write.
            Inline::Value(text) => out.extend(text.chars().map(|c| match c {
                ' ' => "%20".to_owned(),
                '"' => "%22".to_owned(),
                '<' => "%3C".to_owned(),
                '>' => "%3E".to_owned(),
                c => c.to_string(),
            })),
            Inline::Strong(_) | Inline::Emphasis(_) | Inline::Link { .. } | Inline::Break | Inline::Bracket { .. } => {
                return None;
            }
        }
        Some(out)
    })
}

struct MarkdownReader<'a> {
    blocks: Vec<Block>,
    /// Open inline containers, the innermost last.
    stack: Vec<Vec<Inline>>,
    links: Vec<Link>,
    /// Open lists, the innermost last.
    list: Vec<OpenList>,
    /// How many emphases and links are open.
    depth: usize,
    values: &'a [Vec<Inline>],
}

/// A list that is being read.
struct OpenList {
    /// Its first number, where it is numbered.
    start: Option<u64>,
    items: Vec<Vec<Inline>>,
    /// Whether an item goes on after a list in it.
    resumes: bool,
}

impl OpenList {
    /// Takes an item, or what of it stands before or after a list in it.
    fn take(&mut self, item: Vec<Inline>) {
        match self.items.last_mut() {
            _ if item.is_empty() => {}
            // A number stands for the whole item.
            Some(last) if self.start.is_some() && self.resumes => {
                last.push(Inline::Break);
                last.extend(item);
            }
            _ => self.items.push(item),
        }
        self.resumes = true;
    }

    /// Takes a list in an item. It becomes part of the outer one, because Word files are easier to read back so: bullets stay
    /// items, and what has or interrupts numbers keeps its sign as text.
    fn add(&mut self, inner: Self) {
        for (number, item) in inner.numbered() {
            let sign = match (number, self.start) {
                (Some(number), _) => format!("{number}. "),
                (None, Some(_)) => "– ".to_owned(),
                (None, None) => String::new(),
            };
            self.take(with_sign(sign, item));
        }
    }

    /// Its items with their numbers.
    fn numbered(self) -> impl Iterator<Item = (Option<u64>, Vec<Inline>)> {
        let start = self.start;
        (0..).zip(self.items).map(move |(index, item)| (start.map(|start| start + index), item))
    }

    /// What it is in the text. A list that goes on after another text keeps its numbers as they were typed: Word and the form
    /// number their lists from 1.
    fn into_blocks(self) -> Vec<Block> {
        match self.start {
            None | Some(1) => vec![Block::List { ordered: self.start.is_some(), items: self.items }],
            Some(_) => {
                let items = self.numbered();
                items
                    .map(|(number, item)| {
                        Block::Paragraph(with_sign(
                            number.map_or_else(String::new, |number| format!("{number}. ")),
                            item,
                        ))
                    })
                    .collect()
            }
        }
    }
}

/// An item behind its sign, which is text.
fn with_sign(sign: String, item: Vec<Inline>) -> Vec<Inline> {
    let signed = (!sign.is_empty()).then_some(Inline::Text(sign));
    signed.into_iter().chain(item).collect()
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
            Event::Start(Tag::Link { dest_url, title, .. }) => match filled_address(&dest_url, self.values) {
                Some(url) if is_link_address(&url) => {
                    self.links.push(Link::To(url));
                    self.stack.push(Vec::new());
                }
                // What leads nowhere is no link, and is shown as typed.
                _ => {
                    self.links.push(Link::Typed(match &*title {
                        "" => format!("]({dest_url})"),
                        title => format!("]({dest_url} \"{title}\")"),
                    }));
                    self.extend([Inline::Text("[".to_owned())]);
                }
            },
            Event::End(TagEnd::Strong) => self.wrap(Inline::Strong),
            Event::End(TagEnd::Emphasis) => self.wrap(Inline::Emphasis),
            Event::End(TagEnd::Link) => {
                if let Some(link) = self.links.pop() {
                    match link {
                        Link::To(url) => self.wrap(|content| Inline::Link { url, content }),
                        Link::Typed(end) => self.extend(put_back(&end, self.values)),
                    }
                }
            }
            Event::Start(Tag::List(start)) => {
                self.flush_paragraph();
                if let (Some(list), Some(open)) = (self.list.last_mut(), self.stack.last_mut()) {
                    list.take(std::mem::take(open));
                }
                self.list.push(OpenList { start, items: Vec::new(), resumes: false });
            }
            Event::Start(Tag::Paragraph)
                if self.stack.len() > 1 && self.stack.last().is_some_and(|open| !open.is_empty()) =>
            {
                self.extend([Inline::Break]);
            }
            Event::End(TagEnd::Item) => {
                let item = self.stack.pop().unwrap_or_default();
                if let Some(list) = self.list.last_mut() {
                    list.take(item);
                    list.resumes = false;
                }
            }
            Event::End(TagEnd::List(_)) => {
                let Some(list) = self.list.pop() else { return };
                match self.list.last_mut() {
                    Some(outer) => outer.add(list),
                    None => self.blocks.extend(list.into_blocks()),
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
    use super::super::{MAX_NESTING, Rich, nested_too_deep};
    use super::*;

    #[test]
    fn values_are_never_read_as_markdown() {
        let value = vec![Inline::Value("*a* [b](javascript:c) <i>".to_owned())];
        let text = format!("**{}** and\n\n- one\n- [two](https://x.org)\n- [three](javascript:x)", sentinel(0));
        let blocks = read(&text, std::slice::from_ref(&value), false);
        assert_eq!(blocks[0], Block::Paragraph(vec![Inline::Strong(value), Inline::Text(" and".into())]));
        let Block::List { ordered: false, items } = &blocks[1] else { unreachable!() };
        assert_eq!(items[1], [Inline::Link { url: "https://x.org".into(), content: vec![Inline::Text("two".into())] }]);
        assert_eq!(items[2], [Inline::Text("[three](javascript:x)".into())]);
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
        // Items nest in Markdown, but not in the text that is read.
        let items = format!("A\n{}a", "- ".repeat(5_000));
        assert!(nested_too_deep(&items).is_some());
        assert_eq!(depth(read(&items, &[], false)), 0);
        // Signs that are no markup do not nest.
        for text in [format!("{}a", "> ".repeat(5_000)), nested(5_000, ["![", "](b)"])] {
            assert!(nested_too_deep(&text).is_none());
        }
        assert_eq!(nested_too_deep("- *a* and [b](https://c.d), *e*, _f_, **g**, *h*, *i*, *j*\n- **k *l* m**"), None);
    }

    #[test]
    fn a_link_that_leads_nowhere_is_shown_as_typed() {
        for text in [
            "[map](x.png)",
            "participant[es](s)",
            "[here](www.example.org/a)",
            "[here](HTTPS://example.org \"Title\")",
            "[**all** of it](#part)",
            "![map](javascript:x)",
        ] {
            let rich = Rich { blocks: read(text, &[], false), language: None };
            assert_eq!(rich.plain(), text.replace("**", ""), "{text}");
        }
    }

    #[test]
    fn lists_in_lists_keep_their_order_and_their_words_apart() {
        let plain = |inlines: &Vec<Inline>| {
            let block = Block::Paragraph(inlines.clone());
            Rich { blocks: vec![block], language: None }.plain()
        };
        let cases: [(&str, &[&str]); 9] = [
            ("- a\n  - b\n  - c\n- d\n\n  e", &["- a", "- b", "- c", "- d\ne"]),
            ("1. a\n   - b\n   - c\n2. d", &["1 a\n– b\n– c", "1 d"]),
            ("1. a\n   - b\n\n   e\n2. d", &["1 a\n– b\ne", "1 d"]),
            ("- a\n  1. b\n  2. c\n- d", &["- a", "- 1. b", "- 2. c", "- d"]),
            ("- a\n  - b\n\n  c\n- d", &["- a", "- b", "- c", "- d"]),
            ("- a\n1. b", &["- a", "1. b"]),
            ("- a\n- b\nc", &["- a", "- b", "c"]),
            ("- a\n  goes on\n- b", &["- a goes on", "- b"]),
            ("1. a\n2. b\nc\n- d\n- e", &["1 a", "1 b", "c", "- d", "- e"]),
        ];
        for (text, wanted) in cases {
            let mut found = Vec::new();
            for block in read(text, &[], false) {
                match block {
                    Block::Paragraph(inlines) => found.push(plain(&inlines)),
                    Block::List { ordered, items } => {
                        let sign = if ordered { "1" } else { "-" };
                        found.extend(items.iter().map(|item| format!("{sign} {}", plain(item))));
                    }
                }
            }
            assert_eq!(found, wanted, "{text:?}");
        }
    }

    #[test]
    fn a_list_that_goes_on_keeps_its_numbers() {
        let text = "1. a\n2. b\n\nThen:\n\n3. c\n4. d\n";
        assert_eq!(Rich { blocks: read(text, &[], false), language: None }.plain(), "a\nb\nThen:\n3. c\n4. d");
        let text = "1. a\n- x\n2. b";
        assert_eq!(Rich { blocks: read(text, &[], false), language: None }.plain(), "a\nx\n2. b");
    }

    #[test]
    fn values_stand_in_addresses() {
        let values = [vec![Inline::Value("2024 a".to_owned())], vec![Inline::Value("https://example.org".to_owned())]];
        let unknown = Inline::Bracket { before: "".into(), text: "[country]".to_owned(), fact: None };
        let values = [&values[..], &[vec![unknown]]].concat();
        let link = |address: &str| {
            let text = format!("[a]({address})");
            match &read(&text, &values, false)[..] {
                [Block::Paragraph(line)] => match &line[..] {
                    [Inline::Link { url, .. }] => url.clone(),
                    _ => Rich { blocks: vec![Block::Paragraph(line.clone())], language: None }.plain(),
                },
                _ => String::new(),
            }
        };
        assert_eq!(link(&format!("https://example.org/{}", sentinel(0))), "https://example.org/2024%20a");
        assert_eq!(link(&format!("{}/guide", sentinel(1))), "https://example.org/guide");
        assert_eq!(link(&sentinel(0).to_string()), "[a](2024 a)");
        assert_eq!(link(&format!("https://example.org/{}", sentinel(2))), "[a](https://example.org/[country])");
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
