//! Places in lines: where an entry starts and ends with its comments.

use std::ops::Range;

/// The start of the line of a place.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |before| before + 1)
}

/// The start of the line after a place.
pub fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// The start of the line after a part that ends at a place.
pub fn line_after(text: &str, end: usize) -> usize {
    if text[..end].ends_with('\n') { end } else { next_line(text, end) }
}

/// How many bytes stand before a place in its line.
pub fn column(text: &str, at: usize) -> usize {
    at - line_start(text, at)
}

/// The line that starts at a place.
fn line_at(text: &str, start: usize) -> &str {
    &text[start..next_line(text, start)]
}

/// Where the comments start that stand directly above a line, as deep as it.
pub fn above(text: &str, start: usize, depth: usize) -> usize {
    let mut from = start;
    while from > 0 {
        let line = line_start(text, from - 1);
        let comment = text[line..from].trim_start_matches(' ');
        if !comment.starts_with('#') || from - line - comment.len() != depth {
            break;
        }
        from = line;
    }
    from
}

/// Where an entry ends whose last line ends at a place: comments below that are deeper than it belong to it.
pub fn below(text: &str, end: usize, depth: usize) -> usize {
    let (mut to, mut at) = (end, end);
    while at < text.len() {
        let line = line_at(text, at);
        let words = line.trim_start_matches(' ');
        at += line.len();
        if words.trim().is_empty() {
            continue;
        }
        if !words.starts_with('#') || line.len() - words.len() <= depth {
            break;
        }
        to = at;
    }
    to
}

/// Whether the line before a place is blank.
pub fn is_blank_before(text: &str, start: usize) -> bool {
    start > 0 && line_at(text, line_start(text, start - 1)).trim().is_empty()
}

/// The place of the dash of an item: on its line, or on one above that holds nothing else but a comment. `None` in brackets.
pub fn dash_of(text: &str, item: usize) -> Option<usize> {
    let mut start = line_start(text, item);
    let before = text[start..item].trim_end();
    if !before.trim_start().is_empty() {
        return before.ends_with('-').then(|| start + before.len() - 1);
    }
    while start > 0 {
        let end = start;
        start = line_start(text, start - 1);
        let words = text[start..end].split('#').next().unwrap_or_default().trim_end();
        match words.trim_start() {
            "" => {}
            "-" => return Some(start + words.len() - 1),
            _ => return None,
        }
    }
    None
}

/// A text in which a part is replaced by lines. The lines get the line ends of the text, and start on a line of their own.
pub fn with_lines(text: &str, part: Range<usize>, lines: &str) -> String {
    let newline = newline(text);
    let gap = if part.start == 0 || text[..part.start].ends_with('\n') { "" } else { newline };
    format!("{}{gap}{}{}", &text[..part.start], with_ends(lines, newline), &text[part.end..])
}

/// The line end of a text.
pub fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Lines with another line end.
pub fn with_ends(lines: &str, newline: &str) -> String {
    lines.replace("\r\n", "\n").replace('\n', newline)
}
