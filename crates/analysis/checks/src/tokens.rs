//! The words of a text with their places.

use std::ops::Range;

/// A word and its byte range.
pub(crate) type PlacedWord<'a> = (&'a str, Range<usize>);

/// The runs of letters and digits of a text. Apostrophes and hyphens separate words.
pub(crate) fn words(text: &str) -> Vec<PlacedWord<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                words.push((&text[from..at], from..at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        words.push((&text[from..], from..text.len()));
    }
    words
}

/// The comparable form of a text: lower case, single spaces, no end punctuation.
pub(crate) fn normal(text: &str) -> String {
    let text = text.to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches([' ', '.', ':', '?', '!', '…']).to_owned()
}
