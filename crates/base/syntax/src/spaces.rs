//! Visible and invisible spaces, quotes and comments in one line.

use std::ops::Range;

/// Characters that look like a space or are invisible, and that YAML does not treat as spaces.
pub(crate) fn is_odd(c: char) -> bool {
    name(c).is_some()
}

/// The name of such a space.
pub(crate) fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' => "no-break space",
        '\u{202f}' => "narrow no-break space",
        '\u{2007}' => "figure space",
        '\u{2009}' => "thin space",
        '\u{200b}' => "zero-width space",
        '\u{feff}' => "byte order mark",
        _ => return None,
    })
}

/// Where a tab or an invisible space does harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SlipKind {
    /// Before a key or a line of text.
    Indent,
    /// Between the dash of a list and its item.
    AfterDash,
    /// Between a key and its colon.
    BeforeColon,
    /// Between the colon and the value.
    AfterColon,
}

/// Spaces to replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slip {
    /// The whole run of spaces.
    pub(crate) range: Range<usize>,
    /// Where it stands.
    pub(crate) kind: SlipKind,
    /// What replaces them.
    pub(crate) fix: String,
}

/// The spaces before the first visible character of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SpaceLead {
    /// Its length in bytes.
    pub(crate) bytes: usize,
    /// The column of the first visible character after the repair.
    pub(crate) column: usize,
    /// Whether it contains anything except plain spaces.
    pub(crate) dirty: bool,
}

impl SpaceLead {
    /// Plain spaces only.
    pub(crate) fn clean(bytes: usize) -> Self {
        Self { bytes, column: bytes, dirty: false }
    }

    /// Measures the start of a line. A tab goes to the next even column. An invisible space counts as a column if this makes
    /// the column even: then someone typed it for a plain space. Otherwise it counts as nothing.
    pub(crate) fn read(line: &str) -> Self {
        let (mut bytes, mut column, mut wide, mut dirty) = (0, 0_usize, 0_usize, false);
        for c in line.chars() {
            match c {
                ' ' => column += 1,
                '\t' => column += 2 - (column + wide) % 2,
                '\u{200b}' | '\u{feff}' => {}
                c if is_odd(c) => wide += 1,
                _ => break,
            }
            dirty |= c != ' ';
            bytes += c.len_utf8();
        }
        column += if (column + wide).is_multiple_of(2) { wide } else { 0 };
        Self { bytes, column, dirty }
    }
}

/// A run of spaces inside a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gap {
    /// Its length in bytes.
    pub(crate) bytes: usize,
    /// Whether it contains anything except plain spaces.
    pub(crate) dirty: bool,
}

/// The run of spaces at the start of `rest`.
pub(crate) fn gap(rest: &str) -> Gap {
    let bytes = rest.len() - rest.trim_start_matches(|c| matches!(c, ' ' | '\t') || is_odd(c)).len();
    Gap { bytes, dirty: rest[..bytes].contains(|c| c == '\t' || is_odd(c)) }
}

/// The lines of a text without their breaks (LF, CR LF or CR), and without an empty line after the last break.
pub(crate) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    // A byte order mark at the very start is not part of the first line.
    let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        if matches!(bytes[at], b'\n' | b'\r') {
            lines.push(start..at);
            at += usize::from(bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n'));
            start = at + 1;
        }
        at += 1;
    }
    if start < text.len() {
        lines.push(start..text.len());
    }
    lines
}

/// A line of text up to what looks like a comment (two spaces, a number sign, a space), and the start of the comment.
pub(crate) fn split_comment(rest: &str) -> (&str, Option<usize>) {
    let bytes = rest.as_bytes();
    let comment = rest.match_indices('#').map(|(at, _)| at).find(|at| {
        let apart =
            at.checked_sub(2).is_some_and(|before| bytes[before..*at].iter().all(|b| matches!(b, b' ' | b'\t')))
                || at.checked_sub(1).is_some_and(|before| bytes[before] == b'\t');
        apart && bytes.get(at + 1).is_none_or(|b| matches!(b, b' ' | b'\t'))
    });
    (rest[..comment.unwrap_or(rest.len())].trim_end_matches([' ', '\t']), comment)
}

/// Looks for the end of a quoted text, line by line.
#[derive(Debug)]
pub(crate) struct Quotes {
    quote: char,
    opened: bool,
}

impl Quotes {
    /// Before the opening quote.
    pub(crate) fn new(quote: char) -> Self {
        Self { quote, opened: false }
    }

    /// The place after the closing quote, if it is on this line.
    pub(crate) fn feed(&mut self, line: &str) -> Option<usize> {
        let mut chars = line.char_indices().peekable();
        if !self.opened {
            chars.next();
            self.opened = true;
        }
        while let Some((at, c)) = chars.next() {
            if c == '\\' && self.quote == '"' {
                chars.next();
            } else if c == self.quote {
                if self.quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') {
                    chars.next();
                } else {
                    return Some(at + 1);
                }
            }
        }
        None
    }
}

/// A line of a text after `|` without spaces at its end. Two such spaces are a line break in Markdown and stay.
pub(crate) fn tidy_text_line(line: &str) -> &str {
    let bare = line.trim_end_matches([' ', '\t']);
    if bare.is_empty() || line.len() == bare.len() + 1 { bare } else { line }
}

/// Joins lines as YAML does for a plain text: a space for a break, a break for each empty line.
pub(crate) fn join_plain<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    let mut empty = 0;
    for line in lines {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        match (text.is_empty(), empty) {
            (true, _) => {}
            (false, 0) => text.push(' '),
            (false, empty) => text.extend(std::iter::repeat_n('\n', empty)),
        }
        text.push_str(line);
        empty = 0;
    }
    text
}

/// Joins lines as YAML does after `>`: lines that start with a space keep their breaks.
pub(crate) fn join_folded<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    let (mut empty, mut before) = (0, None);
    for line in lines {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        let spaced = line.starts_with([' ', '\t']);
        match (before, empty) {
            (None, empty) => text.extend(std::iter::repeat_n('\n', empty)),
            (Some(false), 0) if !spaced => text.push(' '),
            (Some(false), empty) if !spaced => text.extend(std::iter::repeat_n('\n', empty)),
            (Some(_), empty) => text.extend(std::iter::repeat_n('\n', empty + 1)),
        }
        text.push_str(line);
        (before, empty) = (Some(spaced), 0);
    }
    text
}
