//! The part of a source that a finding shows: the lines of its labels, and those around them. A long line is cut around the
//! labels, so that no line of input makes the output long. A character that a terminal would obey stands as its number.

use crate::terminal::{is_hidden, visible};
use canevas_operations::diagnostics::{Label, Source};
use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::collections::BTreeSet;
use std::ops::Range;

/// A line of at most this many bytes is shown whole.
const WHOLE: usize = 300;

/// How many bytes of a long line are shown before a label and after it.
const AROUND: usize = 60;

/// How many bytes of a label are shown in a long line.
const MOST_OF_LABEL: usize = 120;

/// How many labels of a long line are shown.
const MOST_IN_LINE: usize = 4;

/// A label over more lines than this is shown at its first line.
const MOST_LINES: usize = 20;

/// The lines that a finding shows.
pub struct Excerpt<'a> {
    source: &'a Source,
    text: String,
    lines: Vec<ShownLine>,
    labels: Vec<ShownLabel>,
}

/// A line of an excerpt.
struct ShownLine {
    /// The line of the source, from 0.
    number: usize,
    /// Where it starts in the excerpt.
    start: usize,
    /// The parts that are shown: their place in the source and where they start in the excerpt.
    parts: Vec<(Range<usize>, usize)>,
}

/// A label of an excerpt.
struct ShownLabel {
    text: Option<String>,
    /// Its place in the excerpt.
    range: Range<usize>,
    /// Where it starts in the source.
    start: usize,
}

impl<'a> Excerpt<'a> {
    /// Cuts the lines of `labels` out of a source, with `around` lines before and after each.
    pub fn new(source: &'a Source, labels: &[&Label], around: usize) -> Self {
        let text = source.text();
        let within = |range: Range<usize>| {
            let start = boundary(text, range.start.min(text.len()));
            start..boundary(text, range.end.min(text.len())).max(start)
        };
        let ranges: Vec<Range<usize>> =
            labels.iter().map(|label| few_lines(source, within(label.span.range()))).collect();
        let mut numbers = BTreeSet::new();
        for range in &ranges {
            let (first, last) = lines_of(source, range);
            numbers.extend(first.saturating_sub(around)..(last + 1 + around).min(source.line_count()));
        }
        let mut excerpt = Self { source, text: String::new(), lines: Vec::new(), labels: Vec::new() };
        for number in numbers {
            excerpt.push_line(number, &ranges);
        }
        for (label, range) in labels.iter().zip(ranges) {
            let (first, last) = lines_of(source, &range);
            let found = excerpt.place(first, range.start).zip(excerpt.place(last, range.end));
            if let Some((start, end)) = found {
                let text = (!label.text.is_empty()).then(|| shortened(&label.text));
                excerpt.labels.push(ShownLabel { text, range: start..end.max(start), start: range.start });
            }
        }
        excerpt
    }

    /// The labels, placed in the excerpt.
    pub fn labels(&self) -> impl Iterator<Item = LabeledSpan> + '_ {
        self.labels.iter().map(|label| LabeledSpan::new(label.text.clone(), label.range.start, label.range.len()))
    }

    fn push_line(&mut self, number: usize, labels: &[Range<usize>]) {
        let (text, start) = (self.source.text(), self.source.line_start(number));
        let line = start..start + text[start..self.source.line_start(number + 1)].trim_end_matches(['\n', '\r']).len();
        let mut shown = ShownLine { number, start: self.text.len(), parts: Vec::new() };
        for part in parts(text, &line, labels) {
            if part.start > line.start {
                self.text.push('…');
            }
            self.push_part(&mut shown, part);
        }
        if shown.parts.last().is_some_and(|(part, _)| part.end < line.end) {
            self.text.push('…');
        }
        self.text.push('\n');
        self.lines.push(shown);
    }

    /// Adds a part of a line. A hidden character parts it, and stands as its number in between.
    fn push_part(&mut self, line: &mut ShownLine, part: Range<usize>) {
        let mut start = part.start;
        for (at, hidden) in self.source.text()[part.clone()].match_indices(is_hidden) {
            self.push_text(line, start..part.start + at);
            self.text.push_str(&visible(hidden));
            start = part.start + at + hidden.len();
        }
        self.push_text(line, start..part.end);
    }

    fn push_text(&mut self, line: &mut ShownLine, part: Range<usize>) {
        line.parts.push((part.clone(), self.text.len()));
        self.text.push_str(&self.source.text()[part]);
    }

    /// Where a byte of a line of the source stands in the excerpt. A byte after a part that is shown stands at its end.
    fn place(&self, number: usize, at: usize) -> Option<usize> {
        let line = &self.lines[self.lines.binary_search_by_key(&number, |line| line.number).ok()?];
        let (part, start) = line.parts.iter().rfind(|(part, _)| part.start <= at)?;
        Some(start + at.min(part.end) - part.start)
    }

    /// The index of the line of the excerpt that holds a byte.
    fn line_at(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.start <= at).saturating_sub(1)
    }
}

/// The first and the last line of a range.
fn lines_of(source: &Source, range: &Range<usize>) -> (usize, usize) {
    (source.line_of(range.start), source.line_of(range.end.saturating_sub(1).max(range.start)))
}

/// The range, or its part in the first line if it has many lines.
fn few_lines(source: &Source, range: Range<usize>) -> Range<usize> {
    let (first, last) = lines_of(source, &range);
    if last - first < MOST_LINES { range } else { range.start..source.line_start(first + 1).max(range.start) }
}

/// The parts of a line that are shown.
fn parts(text: &str, line: &Range<usize>, labels: &[Range<usize>]) -> Vec<Range<usize>> {
    if line.len() <= WHOLE {
        return vec![line.clone()];
    }
    let here = |label: &&Range<usize>| label.start <= line.end && label.end >= line.start;
    let mut wanted: Vec<Range<usize>> = labels
        .iter()
        .filter(here)
        .take(MOST_IN_LINE)
        .map(|label| {
            let start = label.start.max(line.start);
            let end = label.end.min(line.end).min(start + MOST_OF_LABEL);
            start.saturating_sub(AROUND).max(line.start)..(end + AROUND).min(line.end)
        })
        .collect();
    if wanted.is_empty() {
        wanted.push(line.start..line.start + WHOLE);
    }
    wanted.sort_by_key(|part| part.start);
    let mut parts: Vec<Range<usize>> = Vec::new();
    for part in wanted {
        let part = boundary(text, part.start)..boundary(text, part.end);
        match parts.last_mut() {
            Some(before) if part.start <= before.end => before.end = before.end.max(part.end),
            _ => parts.push(part),
        }
    }
    parts
}

/// The start of the character at a byte.
fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A text of a finding, without the middle of what it quotes at length, and with its hidden characters shown.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 800;
    if text.len() <= MOST {
        return visible(text).into_owned();
    }
    let (head, tail) = (boundary(text, MOST / 2), boundary(text, text.len() - MOST / 4));
    format!("{}…{}", visible(&text[..head]), visible(&text[tail..]))
}

impl SourceCode for Excerpt<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let name = || visible(self.source.name()).into_owned();
        let range = span.offset()..span.offset() + span.len();
        let slice = |range: Range<usize>| self.text.get(range).ok_or(MietteError::OutOfBounds);
        if before == 0 && after == 0 {
            // Without context, miette asks for the place alone, to print line and column.
            let label = self.labels.iter().find(|label| label.range == range).ok_or(MietteError::OutOfBounds)?;
            let at = self.source.position(label.start);
            let contents =
                MietteSpanContents::new_named(name(), slice(range)?.as_bytes(), *span, at.line - 1, at.column - 1, 1);
            return Ok(Box::new(contents));
        }
        let last_byte = range.end.saturating_sub(1).max(range.start);
        let (mut first, mut last) = (self.line_at(range.start), self.line_at(last_byte));
        let follow = |one: usize, two: usize| match (self.lines.get(one), self.lines.get(two)) {
            (Some(one), Some(two)) => one.number + 1 == two.number,
            _ => false,
        };
        for _ in 0..before {
            first -= usize::from(first > 0 && follow(first - 1, first));
        }
        for _ in 0..after {
            last += usize::from(follow(last, last + 1));
        }
        let line = self.lines.get(first).ok_or(MietteError::OutOfBounds)?;
        let end = self.lines.get(last + 1).map_or(self.text.len(), |next| next.start);
        let shown = slice(line.start..end)?.trim_end_matches('\n').as_bytes();
        let count = last + 1 - first;
        let place = (line.start, end - line.start).into();
        Ok(Box::new(MietteSpanContents::new_named(name(), shown, place, line.number, 0, count)))
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init, reason = "a list of one place")]
mod tests {
    use super::*;
    use canevas_operations::diagnostics::{Sources, Span};

    fn shown(text: &str, places: &[Range<usize>]) -> String {
        let mut sources = Sources::default();
        let id = sources.add("f.json", text);
        let labels: Vec<Label> =
            places.iter().map(|place| Label { span: Span::new(id, place.clone()), text: String::new() }).collect();
        let excerpt = Excerpt::new(sources.get(id), &labels.iter().collect::<Vec<_>>(), 1);
        let marked = |label: &ShownLabel| excerpt.text[label.range.clone()].to_owned();
        format!("{}|{}", excerpt.text, excerpt.labels.iter().map(marked).collect::<Vec<_>>().join(","))
    }

    #[test]
    fn short_lines_are_whole() {
        assert_eq!(shown("a\nb: c\nd\ne\n", &[5..6]), "a\nb: c\nd\n|c");
        assert_eq!(shown("a", &[1..1]), "a\n|");
        assert_eq!(shown("", &[0..9]), "\n|");
    }

    #[test]
    fn hidden_characters_stand_as_their_numbers() {
        let text = "a: \u{1b}]0;x\u{7}é\u{9b}\r\nb\r\n";
        assert_eq!(shown(text, &[3..4, 4..8, 8..9, 9..11]), "a: U+001B]0;xU+0007éU+009B\nb\n|U+001B,]0;x,U+0007,é");
        assert_eq!(shown("\u{1b}", &[0..1]), "U+001B\n|U+001B");
        let long = format!("{}\u{1b}{}", "x".repeat(500), "\u{1b}".repeat(500));
        assert!(!shown(&long, &[500..501]).contains('\u{1b}'));
    }

    #[test]
    fn long_lines_are_cut_around_their_labels() {
        let line = format!("{}WORD{}LAST{}", "é".repeat(40_000), "x".repeat(70_000), "é".repeat(40_000));
        let (word, last) = (80_000..80_004, 150_004..150_008);
        let out = shown(&line, &[word.clone(), last.clone()]);
        assert!(out.starts_with("…é") && out.ends_with("é…\n|WORD,LAST") && out.len() < 400, "{out}");
        // A label over everything, and one in the middle of a character.
        assert!(shown(&line, &[0..line.len()]).len() < 500);
        assert!(shown(&line, &[1..79_999]).len() < 700);
        let many: Vec<_> = (0..1_000).map(|at| at * 80..at * 80 + 2).collect();
        assert!(shown(&line, &many).len() < 3_000);
    }

    #[test]
    fn a_label_over_many_lines_is_shown_at_its_first() {
        let text = "line\n".repeat(10_000);
        assert_eq!(shown(&text, &[0..text.len()]), "line\nline\n|line");
    }

    #[test]
    fn long_words_of_a_message_are_shortened() {
        let text = shortened(&"é[".repeat(20_000));
        assert!(text.len() < 800 && text.contains('…'), "{text}");
    }
}
