//! A file with a return in each line, read a few thousand lines at a time.

use std::io::{self, BufRead, Read as _};

/// The most bytes of a line, as of a file with one return.
const LONGEST: u64 = 32 * 1024 * 1024;

/// A line, or why it cannot be taken.
pub(crate) type Line = Result<String, UnusableLine>;

/// Why a line cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnusableLine {
    /// It has too many bytes.
    TooLong,
    /// Its bytes are no text.
    NoText,
}

impl UnusableLine {
    /// The reason in words.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::TooLong => "this is larger than 32 MiB",
            Self::NoText => "this is no text in UTF-8",
        }
    }
}

/// Bytes as a line.
pub(crate) fn line(bytes: Vec<u8>) -> Line {
    String::from_utf8(bytes).map_err(|_| UnusableLine::NoText)
}

/// Lines of a file.
pub(crate) struct Chunk {
    /// The number of the first one, from 1.
    pub(crate) first: usize,
    pub(crate) lines: Vec<Line>,
}

/// Reads chunks.
pub(crate) struct LineChunks<'r> {
    from: &'r mut dyn BufRead,
    next: usize,
    together: usize,
}

impl<'r> LineChunks<'r> {
    /// Reads from the start of a file, `together` lines at a time.
    pub(crate) fn new(from: &'r mut dyn BufRead, together: usize) -> Self {
        Self { from, next: 1, together }
    }

    /// As many chunks as there are threads; none at the end.
    pub(crate) fn read(&mut self) -> io::Result<Vec<Chunk>> {
        let mut chunks = Vec::new();
        for _ in 0..rayon::current_num_threads() {
            let first = self.next;
            let mut lines = Vec::with_capacity(self.together);
            while lines.len() < self.together {
                let Some(line) = self.one()? else { break };
                lines.push(line);
            }
            self.next += lines.len();
            if lines.is_empty() {
                break;
            }
            chunks.push(Chunk { first, lines });
        }
        Ok(chunks)
    }

    /// The next line. None at the end.
    fn one(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let length = (&mut *self.from).take(LONGEST + 1).read_until(b'\n', &mut bytes)?;
        if length == 0 {
            return Ok(None);
        }
        if length as u64 > LONGEST {
            self.from.skip_until(b'\n')?;
            return Ok(Some(Err(UnusableLine::TooLong)));
        }
        Ok(Some(line(bytes)))
    }
}
