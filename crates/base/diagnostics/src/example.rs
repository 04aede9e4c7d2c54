//! The text of a rule's example: its files, and the place that the finding underlines.
//!
//! A line `-- path --` starts a file; the text before the first such line is `form.yaml`. A line of carets marks the
//! characters above it and belongs to no file:
//!
//! ```yaml
//! title: A form
//!        ^^^^^^
//! ```
//!
//! A caret below the end of a line marks the line break. Two lines of carets mark one place over several lines, from the
//! first caret to the last one. A line with nothing but `|<` marks the empty place above the bar.

use std::ops::Range;

/// The sign for a place without characters: the bar stands below the character that follows it.
const EMPTY: &str = "|<";

/// The place that an example marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleMark {
    /// The file.
    pub path: String,
    /// The bytes of that file.
    pub range: Range<usize>,
}

/// An example, split into its files, without marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Example {
    /// Path and text of each file. The first one is `form.yaml`.
    pub files: Vec<(String, String)>,
    /// The marked place.
    pub mark: Option<ExampleMark>,
}

impl Example {
    /// Reads the text of an example.
    pub fn read(text: &str) -> Self {
        let (mut path, mut file) = ("form.yaml".to_owned(), String::new());
        let mut example = Self::default();
        for line in text.split_inclusive('\n') {
            if let Some(next) = header(line) {
                example.files.push((std::mem::replace(&mut path, next.to_owned()), std::mem::take(&mut file)));
            } else if let Some(columns) = marked_columns(line) {
                example.extend_mark(&path, marked_bytes(&file, columns));
            } else {
                file.push_str(line);
            }
        }
        example.files.push((path, file));
        example
    }

    fn extend_mark(&mut self, path: &str, range: Range<usize>) {
        match &mut self.mark {
            Some(mark) if mark.path == path => mark.range.end = range.end,
            _ => self.mark = Some(ExampleMark { path: path.to_owned(), range }),
        }
    }
}

/// The text of an example without its marks.
pub fn without_marks(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| marked_columns(line).is_none()).collect()
}

/// The text of an example that has no mark, with a mark at a place of one of its files. `None` if the example does not
/// hold the place.
pub fn with_mark(text: &str, mark: &ExampleMark) -> Option<String> {
    let (mut out, mut path, mut at) = (String::new(), "form.yaml", 0);
    let mut found = false;
    for line in text.split_inclusive('\n') {
        out.push_str(line);
        if let Some(next) = header(line) {
            (path, at) = (next, 0);
            continue;
        }
        let (start, end) = (at, at + line.len());
        at = end;
        if path != mark.path {
            continue;
        }
        let Range { start: from, end: to } = mark.range;
        let inside = |offset: usize| start <= offset && offset < end;
        let begins = inside(from) || (from == end && !line.ends_with('\n'));
        let ends = to > from && inside(to - 1);
        if begins || ends {
            let content = line.strip_suffix('\n').unwrap_or(line);
            let last = if ends { to - start } else { content.len().max(from - start + 1) };
            let indent = content.len() - content.trim_start().len();
            let first = if begins { from - start } else { indent.min(last - 1) };
            if !line.ends_with('\n') {
                out.push('\n');
            }
            out.extend(std::iter::repeat_n(' ', content.get(..first)?.chars().count()));
            if from == to {
                out.push_str(EMPTY);
            } else {
                let marked = content.get(first..last.min(content.len()))?.chars().count();
                out.extend(std::iter::repeat_n('^', marked + last.saturating_sub(content.len())));
            }
            out.push('\n');
            found = true;
        }
    }
    found.then_some(out)
}

fn header(line: &str) -> Option<&str> {
    line.trim_end().strip_prefix("-- ")?.strip_suffix(" --")
}

/// The columns that a line of carets marks, counted in characters; none for the sign of an empty place.
fn marked_columns(line: &str) -> Option<Range<usize>> {
    let content = line.trim_end();
    let signs = content.trim_start_matches(' ');
    let from = content.len() - signs.len();
    if signs == EMPTY {
        return Some(from..from);
    }
    (!signs.is_empty() && signs.bytes().all(|byte| byte == b'^')).then_some(from..content.len())
}

/// The bytes below which the columns stand: those of the last line of a file.
fn marked_bytes(file: &str, columns: Range<usize>) -> Range<usize> {
    let content = file.strip_suffix('\n').unwrap_or(file);
    let start = content.rfind('\n').map_or(0, |at| at + 1);
    let line = &content[start..];
    let byte = |column: usize| {
        let count = line.chars().count();
        start + line.char_indices().nth(column).map_or(line.len() + column.saturating_sub(count), |(at, _)| at)
    };
    byte(columns.start)..byte(columns.end)
}

#[cfg(test)]
mod tests {
    use super::{Example, ExampleMark, with_mark, without_marks};

    const TEXT: &str = "title: Été à Lomé\nsections:\n  - id: s\n    title: S\n-- countries/CMR.yaml --\ncanevas: 1\n";

    #[test]
    fn a_mark_is_the_characters_above_it() {
        let example = Example::read("title: Été\n       ^^^\n-- a.po --\nmsgid\n");
        assert_eq!(example.files[0], ("form.yaml".to_owned(), "title: Été\n".to_owned()));
        assert_eq!(example.files[1], ("a.po".to_owned(), "msgid\n".to_owned()));
        assert_eq!(example.mark, Some(ExampleMark { path: "form.yaml".to_owned(), range: 7..12 }));
    }

    #[test]
    fn every_place_survives_a_round_trip() {
        for (path, file) in Example::read(TEXT).files {
            let places: Vec<usize> = file.char_indices().map(|(at, _)| at).chain([file.len()]).collect();
            for (index, start) in places.iter().enumerate() {
                for end in &places[index..] {
                    let mark = ExampleMark { path: path.clone(), range: *start..*end };
                    // The end of a file that ends in a line break has no line above a mark.
                    if *start == file.len() {
                        continue;
                    }
                    let marked = with_mark(TEXT, &mark).expect("the example holds the place");
                    assert_eq!(without_marks(&marked), TEXT);
                    let read = Example::read(&marked).mark.expect("a mark");
                    assert_eq!(read, mark, "{marked}");
                }
            }
        }
    }
}
