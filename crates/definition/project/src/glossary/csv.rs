//! Comma-separated values (RFC 4180) with the place of every cell, so that a finding can point at it. The separator is the
//! comma, or the semicolon that spreadsheets write where the comma stands in numbers.

use crate::rules;
use canevas_diagnostics::{Finding, Findings, Source, SourceId, Span};
use canevas_syntax::SourceText;

/// A row.
pub(super) struct CsvRow {
    /// Its cells, white space around them left out.
    pub cells: Vec<SourceText>,
    /// From its first byte to its last.
    pub span: Span,
}

/// Reads the rows; empty lines are left out.
pub(super) fn rows(id: SourceId, source: &Source) -> (Vec<CsvRow>, Findings) {
    let text = source.text();
    // A byte order mark, and the line with which Excel is told the separator.
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = text[at..].lines().next().unwrap_or_default();
    let named = first.strip_prefix("sep=").and_then(|sign| sign.chars().next()).filter(|sign| ";,".contains(*sign));
    if named.is_some() {
        at += text[at..].find('\n').map_or(text.len() - at, |end| end + 1);
    }
    let separator = named.unwrap_or_else(|| separator(text[at..].lines().find(|line| !line.trim().is_empty())));
    let mut reader = CsvReader { id, text, at, separator, findings: Findings::default() };
    let mut rows = Vec::new();
    while reader.at < text.len() {
        rows.extend(reader.row());
    }
    (rows, reader.findings)
}

/// The separator of a header: the one that it holds more of.
fn separator(header: Option<&str>) -> char {
    let header = header.unwrap_or_default();
    if header.matches(';').count() > header.matches(',').count() { ';' } else { ',' }
}

struct CsvReader<'t> {
    id: SourceId,
    text: &'t str,
    at: usize,
    separator: char,
    findings: Findings,
}

impl CsvReader<'_> {
    /// One row; `None` where its line is empty.
    fn row(&mut self) -> Option<CsvRow> {
        let start = self.at;
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell());
            let rest = &self.text[self.at..];
            if rest.starts_with(self.separator) {
                self.at += self.separator.len_utf8();
                continue;
            }
            let end = self.at;
            self.at += if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
            let is_empty = self.text[start..end].trim().is_empty();
            return (!is_empty).then(|| CsvRow { cells, span: Span::new(self.id, start..end) });
        }
    }

    /// One cell, up to the separator or the end of the line.
    fn cell(&mut self) -> SourceText {
        let rest = &self.text[self.at..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}']).len();
        if rest[blank..].starts_with('"') {
            self.at += blank;
            return self.quoted();
        }
        let end = self.at + rest.find([self.separator, '\n', '\r']).unwrap_or(rest.len());
        let (start, typed) = (self.at, &self.text[self.at..end]);
        self.at = end;
        let from = start + typed.len() - typed.trim_start().len();
        let value = typed.trim();
        SourceText::verbatim(value, Span::new(self.id, from..from + value.len()), from as u32)
    }

    /// A cell in quotes, in which a quote is doubled.
    fn quoted(&mut self) -> SourceText {
        let start = self.at;
        let (mut value, mut steps) = (String::new(), vec![(0, start as u32 + 1)]);
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let Some(end) = rest.find('"') else {
                let span = Span::new(self.id, start..start + self.text[start..].lines().next().map_or(0, str::len));
                let message = "this quote is never closed, and takes in all that follows";
                let help = "close it with another \" at the end of the cell; write \"\" for a quote inside";
                self.findings.push(Finding::new(&rules::BAD_GLOSSARY, span, message).help(help));
                value.push_str(rest);
                self.at = self.text.len();
                break;
            };
            value.push_str(&rest[..end]);
            self.at += end + 1;
            if !self.text[self.at..].starts_with('"') {
                break;
            }
            value.push('"');
            self.at += 1;
            steps.push((value.len() as u32, self.at as u32));
        }
        let span = Span::new(self.id, start..self.at);
        let rest = &self.text[self.at..];
        let after = rest.find([self.separator, '\n', '\r']).unwrap_or(rest.len());
        if !rest[..after].trim().is_empty() {
            let place = Span::new(self.id, self.at..self.at + after);
            let message = "there is text after the quote that closes this cell";
            let help = "put the whole cell in quotes, and write \"\" for a quote inside";
            self.findings.push(Finding::new(&rules::BAD_GLOSSARY, place, message).help(help));
        }
        self.at += after;
        trimmed(&value, span, &steps)
    }
}

/// A text without white space around it; its steps stay true.
fn trimmed(value: &str, span: Span, steps: &[(u32, u32)]) -> SourceText {
    let lead = (value.len() - value.trim_start().len()) as u32;
    let from = steps.partition_point(|(at, _)| *at <= lead).saturating_sub(1);
    let moved = steps[from..].iter().map(|(at, source)| (at.saturating_sub(lead), source + lead.saturating_sub(*at)));
    SourceText::in_step(value.trim(), span, moved.collect())
}
