//! The value after a key: a text in one of YAML's notations, or an attempt at one.

use super::{BlockLayout, BlockScalar, LayoutItem, LineKind, Raw, Role, Value};
use crate::flow::Brackets;
use crate::spaces::{self, SlipKind};
use std::ops::Range;

impl Raw {
    fn of(line: Range<usize>) -> Self {
        Self { lines: std::iter::once(line).collect(), ..Self::default() }
    }
}

impl BlockLayout<'_> {
    /// Reads the value of `item` and stores it; returns the line after it.
    pub(super) fn value(&mut self, mut item: LayoutItem, line: usize, parent: Option<usize>, above: &[&str]) -> usize {
        let textual = matches!(item.role, Role::Text | Role::Fact);
        let mut line = line;
        let rest = &self.text[item.at..self.lines[line].end];
        if rest.is_empty() || rest.starts_with('#') {
            match textual.then(|| self.below(line, parent)).flatten() {
                Some((start, at, interrupted)) => {
                    item.interrupted = interrupted || rest.starts_with('#');
                    item.at = at;
                    line = start;
                }
                None => {
                    let cut = rest.chars().nth(1).is_some_and(|c| !c.is_whitespace() && c != '#');
                    if textual && cut && !self.followed(line, parent) {
                        item.value = Value::Plain(Raw::of(item.at..item.at + rest.trim_end().len()));
                    }
                    if item.key.is_empty() && rest.is_empty() && item.value == Value::Below {
                        return line + 1;
                    }
                    self.items.push(item);
                    return line + 1;
                }
            }
        }
        let (value, last) = self.value_at(item.at, line, parent);
        if let Value::Flow(_) = value {
            item.above = above.iter().map(|key| (*key).to_owned()).collect();
        }
        item.value = value;
        item.lines.end = last + 1;
        self.items.push(item);
        last + 1
    }

    /// The start of a text on the lines below a key, and whether comments stand in between.
    fn below(&self, line: usize, parent: Option<usize>) -> Option<(usize, usize, bool)> {
        let mut next = line + 1;
        while next < self.lines.len() && self.is_blank(next) {
            next += 1;
        }
        let interrupted = next < self.lines.len() && self.is_comment(next);
        // Only a text directly below the key counts. A comment in between and what follows it stay unchanged.
        if next >= self.lines.len() || interrupted {
            return None;
        }
        let lead = self.deeper(next, parent)?;
        let Range { start, end } = self.lines[next];
        let rest = self.text[start + lead.bytes..end].trim_start_matches([' ', '\t']);
        if self.is_key_line(next) || rest == "-" {
            return None;
        }
        if let Some(item) = rest.strip_prefix("- ") {
            let item = end - item.trim_start().len();
            let ids = self.key(item, end).is_some_and(|key| key.simple && key.colon == key.range.end + 1)
                || item < end && self.text[item..end].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
                || self.text[item..end].starts_with(['{', '[', '"', '\'']);
            if ids {
                return None;
            }
        }
        Some((next, end - rest.len(), interrupted))
    }

    /// Whether a line that is deeper than `parent` follows.
    fn followed(&self, line: usize, parent: Option<usize>) -> bool {
        let next = (line + 1..self.lines.len()).find(|next| !self.is_blank(*next));
        next.is_some_and(|next| self.deeper(next, parent).is_some())
    }

    /// The value at `at`, and its last line.
    fn value_at(&mut self, at: usize, line: usize, parent: Option<usize>) -> (Value, usize) {
        let rest = &self.text[at..self.lines[line].end];
        match rest.as_bytes().first() {
            Some(b'|' | b'>') => match header(rest) {
                Some(length) => self.block(at..at + length, line, parent),
                None if rest.starts_with('|') => {
                    let (value, last) = self.block(at..at + 1, line, parent);
                    let mut raw = Raw::of(at..at + rest.trim_end().len());
                    if let Value::Block(block) = value {
                        raw.lines.extend(block.lines.clone().map(|line| self.block_line(&block, line)));
                    }
                    (Value::Plain(raw), last)
                }
                None => self.plain(at, line, parent),
            },
            Some(quote @ (b'"' | b'\'')) => {
                let quote = char::from(*quote);
                let mut quotes = spaces::Quotes::new(quote);
                let (closed, last) = self.closed(at, line, parent, false, |text| quotes.feed(text));
                self.enclosed(at, line, parent, closed, last, false)
            }
            Some(b'{' | b'[') => {
                let mut brackets = Brackets::default();
                let (closed, last) = self.closed(at, line, parent, true, |text| brackets.feed(text));
                self.enclosed(at, line, parent, closed, last, true)
            }
            _ => self.plain(at, line, parent),
        }
    }

    /// A value that starts with a quote or a bracket. It is correct if it is closed and only a comment follows.
    fn enclosed(
        &mut self,
        at: usize,
        line: usize,
        parent: Option<usize>,
        closed: Option<usize>,
        last: usize,
        flow: bool,
    ) -> (Value, usize) {
        if let Some(close) = closed {
            let rest = &self.text[close..self.lines[last].end];
            let trimmed = rest.trim_start_matches([' ', '\t']);
            if trimmed.is_empty() || trimmed.starts_with('#') && trimmed.len() < rest.len() {
                if last > line {
                    self.kinds[line..=last].fill(LineKind::Sealed);
                }
                return (if flow { Value::Flow(at..close) } else { Value::Quoted }, last);
            }
        }
        let (value, plain_last) = self.plain(at, line, parent);
        if plain_last >= last {
            return (value, plain_last);
        }
        // The quotes close further down or never. YAML includes those lines, perhaps against the intention.
        let Value::Plain(raw) = value else { return (value, last) };
        let value = Value::Plain(Raw { unsure: true, ..raw });
        let read = self.lines[last].end - at;
        if closed.is_none() && self.patience >= read {
            self.patience -= read;
            return (value, plain_last);
        }
        self.kinds[line..=last].fill(LineKind::Sealed);
        (value, last)
    }

    /// Reads lines from `at` until the value closes. Returns the place after the end, if there is one, and the last line.
    fn closed(
        &self,
        at: usize,
        line: usize,
        parent: Option<usize>,
        flow: bool,
        mut feed: impl FnMut(&str) -> Option<usize>,
    ) -> (Option<usize>, usize) {
        let (mut from, mut line) = (at, line);
        loop {
            if let Some(end) = feed(&self.text[from..self.lines[line].end]) {
                return (Some(from + end), line);
            }
            let next = line + 1;
            let goes_on = next < self.lines.len()
                && (self.is_blank(next)
                    || self.deeper(next, parent).is_some()
                    || flow && self.line(next).trim_start().starts_with(['}', ']']));
            if !goes_on {
                return (None, line);
            }
            line = next;
            from = self.lines[line].start;
        }
    }

    /// A plain text, with the lines below that YAML joins to it.
    fn plain(&mut self, at: usize, line: usize, parent: Option<usize>) -> (Value, usize) {
        let mut raw = Raw::default();
        let add = |raw: &mut Raw, from: usize, end: usize| {
            let (text, comment) = spaces::split_comment(&self.text[from..end]);
            raw.lines.push(from..from + text.len());
            raw.comment = comment.map(|at| from + at..from + self.text[from..end].trim_end().len());
        };
        add(&mut raw, at, self.lines[line].end);
        let (mut last, mut next) = (line, line + 1);
        let mut tabs = Vec::new();
        while raw.comment.is_none() && next < self.lines.len() {
            if self.is_blank(next) {
                next += 1;
                continue;
            }
            let Some(lead) = self.deeper(next, parent).filter(|_| !self.is_comment(next) && !self.is_key_line(next))
            else {
                break;
            };
            let Range { start, end } = self.lines[next];
            if parent.is_none() && self.line(next).starts_with(['-', '.', '%']) {
                break;
            }
            raw.lines.extend((last + 1..next).map(|line| self.lines[line].start..self.lines[line].start));
            let from = end - self.text[start + lead.bytes..end].trim_start_matches([' ', '\t']).len();
            add(&mut raw, from, end);
            if lead.dirty {
                tabs.push((start..start + lead.bytes, lead.column));
            }
            last = next;
            next += 1;
        }
        for (range, column) in tabs {
            self.slip(range, SlipKind::Indent, &" ".repeat(column));
        }
        (Value::Plain(raw), last)
    }

    /// The text after `|` or `>`.
    fn block(&mut self, header: Range<usize>, line: usize, parent: Option<usize>) -> (Value, usize) {
        let digit = self.text[header.clone()].bytes().find(u8::is_ascii_digit).map(|b| usize::from(b - b'0'));
        let mut indent = digit.map(|digit| parent.unwrap_or(0) + digit);
        let (mut last, mut next) = (line, line + 1);
        while next < self.lines.len() {
            if !self.is_blank(next) {
                let Some(lead) = self.deeper(next, parent) else { break };
                if lead.column < *indent.get_or_insert(lead.column) {
                    break;
                }
                if lead.dirty {
                    let start = self.lines[next].start;
                    self.slip(start..start + lead.bytes, SlipKind::Indent, &" ".repeat(lead.column));
                }
                last = next;
            }
            next += 1;
        }
        let folded = self.text[header.clone()].starts_with('>');
        // YAML may derive the indentation of a text from spaces on empty lines before it, so those stay.
        let first = (line + 1..=last).find(|line| !self.is_blank(*line)).unwrap_or(next);
        self.kinds[line + 1..first].fill(LineKind::Sealed);
        self.kinds[first..next].fill(if folded { LineKind::Sealed } else { LineKind::Text });
        // For YAML, a tab on an empty line may end a text. Without the tab, the text would be longer.
        for line in first..next {
            if self.is_blank(line) && self.line(line).contains('\t') {
                self.kinds[line] = LineKind::Sealed;
            }
        }
        let lines = line + 1..last + 1;
        (Value::Block(BlockScalar { header, lines, indent: indent.unwrap_or(0) }), last)
    }

    /// A line of a block without its indentation.
    pub(crate) fn block_line(&self, block: &BlockScalar, line: usize) -> Range<usize> {
        let Range { start, end } = self.lines[line];
        let lead = self.line(line).bytes().take(block.indent).take_while(|b| *b == b' ').count();
        start + lead..end
    }
}

/// The length of a block's header (`|`, `>-`, `|2+`), if only a comment follows on the line.
fn header(rest: &str) -> Option<usize> {
    let length = 1 + rest.bytes().skip(1).take_while(|b| matches!(b, b'+' | b'-' | b'1'..=b'9')).count();
    let after = &rest[length..];
    let trimmed = after.trim_start_matches([' ', '\t']);
    let fits = length <= 3 && (trimmed.is_empty() || trimmed.starts_with('#') && trimmed.len() < after.len());
    fits.then_some(length)
}
