//! Places in files, and changes to them.

use serde::Serialize;

/// A part of a file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FileRange {
    /// The file's name.
    pub file: String,
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A change to a part of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TextEdit {
    /// The first byte that is replaced.
    pub start: usize,
    /// One past the last byte that is replaced.
    pub end: usize,
    /// What takes its place.
    pub text: String,
}

/// Changes to one file. They do not overlap, and each counts bytes of the file as it was before all of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FileEdits {
    /// The file's name.
    pub file: String,
    /// Whether the file does not exist yet.
    pub is_new: bool,
    /// The changes, in the order of the file.
    pub edits: Vec<TextEdit>,
}

impl TextEdit {
    /// The smallest change that makes one text of another; `None` where they are equal.
    pub fn between(before: &str, after: &str) -> Option<Self> {
        if before == after {
            return None;
        }
        let same = |(a, b): &(char, char)| a == b;
        let start: usize = before.chars().zip(after.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let (rest, new_rest) = (&before[start..], &after[start..]);
        let tail: usize =
            rest.chars().rev().zip(new_rest.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
        let text = new_rest[..new_rest.len() - tail].to_owned();
        Some(Self { start, end: before.len() - tail, text })
    }
}

impl FileEdits {
    /// The text of the file after the changes.
    pub fn apply(&self, text: &str) -> String {
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for edit in &self.edits {
            out.push_str(text.get(at..edit.start).unwrap_or_default());
            out.push_str(&edit.text);
            at = edit.end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::TextEdit;

    #[test]
    fn the_smallest_change_is_found() {
        let edit = |before, after| TextEdit::between(before, after).map(|edit| (edit.start, edit.end, edit.text));
        assert_eq!(edit("é b", "é b"), None);
        assert_eq!(edit("é b", "é c"), Some((3, 4, "c".to_owned())));
        assert_eq!(edit("aa", "aaa"), Some((2, 2, "a".to_owned())));
        assert_eq!(edit("é", "è"), Some((0, 2, "è".to_owned())));
    }
}
