//! The content of braces and brackets, such as `{ id: a, type: text }`.

use std::ops::Range;

/// Looks for the end of braces and brackets, line by line.
#[derive(Debug)]
pub(crate) struct Brackets {
    depth: usize,
    quote: Option<char>,
    /// Whether a value may start here. If not, a quote is an apostrophe.
    fresh: bool,
}

impl Default for Brackets {
    fn default() -> Self {
        Self { depth: 0, quote: None, fresh: true }
    }
}

impl Brackets {
    /// The place after the last bracket, if it is on this line.
    pub(crate) fn feed(&mut self, line: &str) -> Option<usize> {
        let mut before = ' ';
        let mut chars = line.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let previous = std::mem::replace(&mut before, c);
            if let Some(quote) = self.quote {
                if c == '\\' && quote == '"' {
                    chars.next();
                } else if c == quote {
                    if quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                        chars.next();
                    } else {
                        self.quote = None;
                    }
                }
                continue;
            }
            match c {
                ' ' | '\t' => continue,
                '#' if matches!(previous, ' ' | '\t') => return None,
                '"' | '\'' if self.fresh => self.quote = Some(c),
                '{' | '[' => self.depth += 1,
                '}' | ']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                _ => {}
            }
            self.fresh = match c {
                '{' | '[' | ',' => true,
                ':' => chars.peek().is_none_or(|(_, next)| next.is_whitespace()),
                _ => false,
            };
        }
        None
    }
}

/// One entry of braces: a key and its value, or the text between two commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FlowEntry {
    /// The entry that contains this one in its value.
    pub(crate) parent: Option<usize>,
    /// Whether it stands in braces rather than brackets.
    pub(crate) in_map: bool,
    /// The key; `None` without a colon.
    pub(crate) key: Option<Range<usize>>,
    /// The value, without spaces around it.
    pub(crate) value: Range<usize>,
    /// Whether the value is itself in braces or brackets.
    pub(crate) nested: bool,
    /// The comma before it.
    pub(crate) comma: Option<usize>,
}

struct Frame {
    map: bool,
    parent: Option<usize>,
    start: usize,
    colon: Option<usize>,
    comma: Option<usize>,
    /// The entry of the value that is being read, if the value is nested.
    made: Option<usize>,
    /// Whether part of the current key or value was read.
    begun: bool,
    /// Braces opened inside a plain text, as in `Rapport {edition}`.
    inner: usize,
}

impl Frame {
    fn new(c: char, at: usize, parent: Option<usize>) -> Self {
        Self { map: c == '{', parent, start: at + 1, colon: None, comma: None, made: None, begun: false, inner: 0 }
    }

    fn entry(&self, text: &str, end: usize, nested: bool) -> FlowEntry {
        let key = self.colon.map(|colon| trim(text, self.start..colon));
        let value = trim(text, self.colon.map_or(self.start, |colon| colon + 1)..end);
        FlowEntry { parent: self.parent, in_map: self.map, key, value, nested, comma: self.comma }
    }
}

/// The entries of closed brackets at `range`. Each follows the entry that contains it.
pub(crate) fn entries(text: &str, range: Range<usize>) -> Vec<FlowEntry> {
    let mut entries: Vec<FlowEntry> = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    let (mut quote, mut before) = (None, '{');
    let slice = &text[range.clone()];
    let mut chars = slice.char_indices().map(|(at, c)| (at + range.start, c)).peekable();
    frames.extend(chars.next().map(|(at, c)| Frame::new(c, at, None)));
    while let Some((at, c)) = chars.next() {
        if let Some(open) = quote {
            if c == '\\' && open == '"' {
                chars.next();
            } else if c == open {
                if open == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                    chars.next();
                } else {
                    quote = None;
                }
            }
            continue;
        }
        let previous = std::mem::replace(&mut before, c);
        let Some(frame) = frames.last_mut() else { break };
        if c == '#' && matches!(previous, ' ' | '\t' | '\n' | '\r') {
            while chars.next_if(|(_, c)| !matches!(c, '\n' | '\r')).is_some() {}
            continue;
        }
        match c {
            '"' | '\'' if !frame.begun => {
                frame.begun = true;
                quote = Some(c);
            }
            '{' | '[' if !frame.begun => {
                frame.begun = true;
                frame.made = Some(entries.len());
                entries.push(frame.entry(text, at, true));
                frames.push(Frame::new(c, at, Some(entries.len() - 1)));
            }
            '{' | '[' => frame.inner += 1,
            '}' | ']' if frame.inner > 0 => frame.inner -= 1,
            '}' | ']' | ',' if frame.inner == 0 => {
                match frame.made.take() {
                    Some(made) => entries[made].value = frame.entry(text, at, true).value,
                    None if frame.begun || frame.colon.is_some() => entries.push(frame.entry(text, at, false)),
                    None => {}
                }
                if c == ',' {
                    (frame.start, frame.colon, frame.comma, frame.begun) = (at + 1, None, Some(at), false);
                } else {
                    frames.pop();
                }
            }
            ':' if frame.colon.is_none()
                && frame.inner == 0
                && chars.peek().is_none_or(|(_, next)| next.is_whitespace()) =>
            {
                frame.colon = Some(at);
                frame.begun = false;
            }
            c if c.is_whitespace() => {}
            _ => frame.begun = true,
        }
    }
    entries
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}
