//! Lines and columns of the protocol, and bytes of a text. Columns count UTF-16 units, or bytes where the editor agrees.

use canevas_operations::diagnostics::Source;
use lsp_types::{Position, PositionEncodingKind, Range};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Columns {
    /// Units of UTF-16, as every editor does that says nothing.
    Utf16,
    /// Bytes.
    Utf8,
}

impl Columns {
    /// What the editor offers: bytes if it can count them.
    pub(crate) fn agreed(offered: Option<&Vec<PositionEncodingKind>>) -> Self {
        let takes_bytes = offered.is_some_and(|all| all.contains(&PositionEncodingKind::UTF8));
        if takes_bytes { Self::Utf8 } else { Self::Utf16 }
    }

    /// Its name in the protocol.
    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf8 => PositionEncodingKind::UTF8,
        }
    }
}

/// A text with its lines.
pub(crate) struct Lines {
    source: Source,
    columns: Columns,
}

impl Lines {
    pub(crate) fn new(text: impl Into<String>, columns: Columns) -> Self {
        Self { source: Source::new("", text), columns }
    }

    /// The byte of a position. What is beyond the end of a line or of the text is that end.
    pub(crate) fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        if line >= self.source.line_count() {
            return self.source.text().len();
        }
        let start = self.source.line_start(line);
        let text = self.source.slice(start..self.source.line_start(line + 1));
        let text = text.trim_end_matches('\n');
        let text = text.strip_suffix('\r').unwrap_or(text);
        let wanted = position.character as usize;
        let mut column = 0;
        for (at, c) in text.char_indices() {
            let width = match self.columns {
                Columns::Utf16 => c.len_utf16(),
                Columns::Utf8 => c.len_utf8(),
            };
            // A place inside a letter is the place before it.
            if column + width > wanted {
                return start + at;
            }
            column += width;
        }
        start + text.len()
    }

    /// The position of a byte.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.source.text().len());
        while !self.source.text().is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.source.line_of(offset);
        let before = self.source.slice(self.source.line_start(line)..offset);
        let column = match self.columns {
            Columns::Utf16 => before.encode_utf16().count(),
            Columns::Utf8 => before.len(),
        };
        Position { line: line as u32, character: column as u32 }
    }

    /// The range of some bytes.
    pub(crate) fn range(&self, start: usize, end: usize) -> Range {
        Range { start: self.position(start), end: self.position(end) }
    }

    /// The bytes of a range. One whose ends are in the wrong order is empty.
    pub(crate) fn bytes(&self, range: Range) -> std::ops::Range<usize> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::{Columns, Lines};
    use lsp_types::Position;

    #[test]
    fn every_letter_has_one_position() {
        let text = "é😀b\r\n\n  x";
        for columns in [Columns::Utf16, Columns::Utf8] {
            let lines = Lines::new(text, columns);
            for (at, c) in text.char_indices().filter(|(_, c)| *c != '\n') {
                assert_eq!(lines.offset(lines.position(at)), at, "{c:?}");
            }
        }
        let lines = Lines::new(text, Columns::Utf16);
        let offset = |line, character| lines.offset(Position { line, character });
        assert_eq!(offset(0, 1), 2);
        // The second half of a pair.
        assert_eq!(offset(0, 2), 2);
        assert_eq!(offset(0, 3), 6);
        assert_eq!(offset(0, 99), 7);
        assert_eq!(offset(1, 4), 9);
        assert_eq!(offset(9, 0), text.len());
        assert_eq!(lines.position(6), Position { line: 0, character: 3 });
        assert_eq!(lines.position(7), Position { line: 0, character: 4 });
    }
}
