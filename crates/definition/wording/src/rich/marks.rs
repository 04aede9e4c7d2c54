//! What the markup of a text is, for those who check texts: how deep it nests, how often it occurs, and which signs stand alone.

use super::markdown::sentinel;
use super::signs::Documented;
use canevas_syntax::template::{Piece, pieces};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A text as the reader of Markdown gets it: a character stands for each placeholder, because a brace beside a star would decide
/// otherwise whether the star is markup.
struct TextAsRead {
    documented: Documented,
    /// The end of each placeholder, here and in the source.
    placeholders: Vec<(usize, usize)>,
}

impl TextAsRead {
    fn new(source: &str) -> Self {
        let (mut text, mut done, mut placeholders) = (String::with_capacity(source.len()), 0, Vec::new());
        for piece in pieces(source).unwrap_or_default() {
            let Piece::Placeholder(_, range) = piece else { continue };
            text.push_str(&source[done..range.start]);
            text.push(sentinel(placeholders.len()));
            done = range.end;
            placeholders.push((text.len(), done));
        }
        text.push_str(&source[done..]);
        Self { documented: Documented::new(&text), placeholders }
    }

    fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        Parser::new_ext(&self.documented.text, Options::empty()).into_offset_iter()
    }

    /// The offset in the source of an offset in the events.
    fn source_offset(&self, at: usize) -> usize {
        let at = self.documented.source_offset(at);
        let before = self.placeholders.partition_point(|(end, _)| *end <= at);
        let (end, source) = before.checked_sub(1).map_or((0, 0), |last| self.placeholders[last]);
        source + (at - end)
    }
}

/// How deep markup may nest. The printers walk a text by recursion, so a text without this limit could exhaust their stack.
pub const MAX_NESTING: usize = 8;

/// Whether a link may lead to an address: only to a page of the web, or to a mailbox.
pub fn is_link_address(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}

/// The first sign of a text that opens markup deeper than [`MAX_NESTING`]: emphasis, links and list items.
pub fn nested_too_deep(text: &str) -> Option<Range<usize>> {
    // Each level needs a sign, so most texts need no parser.
    let opens = |byte: &u8| matches!(byte, b'*' | b'[' | b'-' | b'.');
    text.bytes().filter(opens).nth(MAX_NESTING)?;
    let mut depth = 0;
    let read = TextAsRead::new(text);
    for (event, range) in read.events() {
        match event {
            Event::Start(tag) if nests(tag.to_end()) => {
                depth += 1;
                if depth > MAX_NESTING {
                    let start = read.source_offset(range.start);
                    let sign = text[start..].chars().next().map_or(0, char::len_utf8);
                    return Some(start..start + sign);
                }
            }
            Event::End(tag) if nests(tag) => depth -= 1,
            _ => {}
        }
    }
    None
}

fn nests(tag: TagEnd) -> bool {
    is_inline(tag) || tag == TagEnd::Item
}

pub(super) fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link)
}

/// How often each kind of markup occurs in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MarkCount {
    /// Passages in bold.
    pub strong: usize,
    /// Links.
    pub links: usize,
}

/// Counts the markup of a text.
pub fn mark_count(text: &str) -> MarkCount {
    let mut count = MarkCount::default();
    if text.contains(['*', '[']) {
        for (event, _) in TextAsRead::new(text).events() {
            match event {
                Event::Start(Tag::Strong) => count.strong += 1,
                Event::Start(Tag::Link { dest_url, .. }) if is_link_address(&dest_url) => count.links += 1,
                _ => {}
            }
        }
    }
    count
}

/// The stars that readers would see: those that mark no words and are no product, and have no backslash before them. Stars beside
/// each other are one place.
pub fn stray_stars(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if !text.contains('*') {
        return found;
    }
    let read = TextAsRead::new(text);
    for (event, range) in read.events() {
        if !matches!(event, Event::Text(_)) {
            continue;
        }
        for (at, _) in read.documented.text[range.clone()].match_indices('*') {
            let at = read.source_offset(range.start + at);
            if is_escaped(text, at) || is_product(text, at) {
                continue;
            }
            match found.last_mut() {
                Some(before) if before.end == at => before.end = at + 1,
                _ => found.push(at..at + 1),
            }
        }
    }
    found
}

fn is_escaped(text: &str, at: usize) -> bool {
    let before = &text[..at];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

fn is_product(text: &str, at: usize) -> bool {
    let is_digit = |c: char| c.is_numeric();
    text[..at].trim_end_matches(' ').ends_with(is_digit) && text[at + 1..].trim_start_matches(' ').starts_with(is_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_that_readers_would_see() {
        let stray = |text: &str| stray_stars(text).into_iter().map(|at| text[..at.end].to_owned()).collect::<Vec<_>>();
        assert_eq!(stray("Voir l'** annexe 3 ** et *ceci*"), ["Voir l'**", "Voir l'** annexe 3 **"]);
        assert_eq!(stray("* one\n* two"), ["*", "* one\n*"]);
        assert_eq!(stray("a *b\n\nc* d"), ["a *", "a *b\n\nc*"]);
        assert_eq!(stray("*"), ["*"]);
        // A value stands where the placeholder stands, and it begins and ends like a word.
        assert_eq!(stray("{edition}*(new)* é"), ["{edition}*", "{edition}*(new)*"]);
        assert!(stray("*{edition}*: *{a.b}*s").is_empty());
        assert!(stray("**a** *b* \\* 3 * 4 5*6 ***c***").is_empty());
    }

    #[test]
    fn markup_is_counted_as_it_is_read() {
        let count = |text: &str| (mark_count(text).strong, mark_count(text).links);
        assert_eq!(count("**a** and **b**, [c](https://d)"), (2, 1));
        assert_eq!(count("** a ** [b] (https://c) \\*\\*d\\*\\*"), (0, 0));
    }
}
